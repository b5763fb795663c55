public import Columns
import Sampling

/// The mean of a sample with the interval that holds the true mean with some confidence.
public struct MeanEstimate: Sendable, Hashable {
  /// The mean of all values.
  public let mean: Double

  /// Lower end of the interval; nil with fewer than two independent values.
  public let low: Double?

  /// Upper end of the interval; nil with fewer than two independent values.
  public let high: Double?

  /// The mean of a sample and its interval by Student's t.
  ///
  /// Runs of the process noise within one future share its parameters and are not independent, so
  /// the interval comes from the means of the futures: n − 1 degrees of freedom for n futures.
  ///
  /// - Parameters:
  ///   - values: the sample; at least one.
  ///   - futures: the future of each value, those of one future side by side.
  ///   - confidence: of the interval, between 0 and 1.
  public init(_ values: [Double], futures: [Int], confidence: Double = 0.95) {
    precondition(values.count == futures.count, "\(values.count) values, \(futures.count) futures")
    precondition(!values.isEmpty, "the mean of no values")
    mean = average(values)
    var means: [Double] = []
    var start = 0
    for index in values.indices
    where index + 1 == values.count || futures[index + 1] != futures[index] {
      means.append(average(values[start...index]))
      start = index + 1
    }
    guard means.count > 1 else {
      low = nil
      high = nil
      return
    }
    let standardError = standardDeviation(means) / Double(means.count).squareRoot()
    let halfWidth =
      studentTQuantile(0.5 + confidence / 2, degreesOfFreedom: Double(means.count - 1))
      * standardError
    low = mean - halfWidth
    high = mean + halfWidth
  }
}

/// What is reported about one metric of one strategy over all replications.
///
/// An instant that never came within the horizon counts as later than any: quantiles that fall on it
/// are nil, and so are mean and standard deviation, since the mean of those that happened to come
/// would mislead. A ratio that is undefined in some replications, such as the utilisation of what
/// never opened, is summarised over the others.
public struct SampleSummary: Sendable, Hashable {
  /// The probabilities of the quantiles, ascending.
  public static let probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]

  /// How many replications there are.
  public let count: Int

  /// How many of them have a value.
  public let reached: Int

  /// How many of them have a value below zero.
  public let negative: Int

  /// How many of them have a value above zero.
  public let positive: Int

  /// The mean and its 95 % interval; nil where no replication has a value, or one never came.
  public let mean: MeanEstimate?

  /// The standard deviation over replications; nil where there is no mean, and for fewer than two
  /// values.
  public let standardDeviation: Double?

  /// The quantiles at `probabilities`; nil where they fall on "never".
  public let quantiles: [Double?]

  /// The share of replications that have a value; 0 for an empty sample.
  public var reachedFraction: Double { count == 0 ? 0 : Double(reached) / Double(count) }

  /// The share of replications whose value is below zero; 0 for an empty sample.
  public var negativeFraction: Double { count == 0 ? 0 : Double(negative) / Double(count) }

  /// The share of replications whose value is above zero; 0 for an empty sample.
  public var positiveFraction: Double { count == 0 ? 0 : Double(positive) / Double(count) }

  /// The quantile at one of `probabilities`; nil where it falls on "never".
  public func quantile(_ probability: Double) -> Double? {
    guard let index = Self.probabilities.firstIndex(of: probability) else {
      preconditionFailure("no quantile is kept at \(probability)")
    }
    return quantiles[index]
  }

  /// Summarises a sample.
  ///
  /// - Parameters:
  ///   - values: one per replication in order; NaN = none.
  ///   - absence: what it means that a replication has none.
  ///   - inner: replications per future.
  public init(_ values: [Double], absence: Variable.Absence, inner: Int) {
    let places = values.indices.filter { !values[$0].isNaN }
    let numbers = places.map { values[$0] }
    count = values.count
    reached = numbers.count
    negative = numbers.count { $0 < 0 }
    positive = numbers.count { $0 > 0 }
    let missing = absence == .never ? count - reached : 0
    let sorted = numbers.sorted() + Array(repeating: .infinity, count: missing)
    quantiles = Self.probabilities.map { Experiments.quantile($0, ofSorted: sorted) }
    guard missing == 0, reached > 0 else {
      mean = nil
      standardDeviation = nil
      return
    }
    mean = MeanEstimate(numbers, futures: places.map { $0 / inner })
    standardDeviation = reached > 1 ? Experiments.standardDeviation(numbers) : nil
  }
}
