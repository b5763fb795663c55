public import Columns

/// How one strategy differs from another where both meet the same futures.
///
/// Replications are paired by number: both strategies face the same demand, grid, prices and delays
/// there, so that the difference is far surer than either value. Amounts are compared by the mean of the
/// differences with Student's t, ratios and instants by their median with its order statistics and by their
/// signs (`Variable.Comparison`): a pair in which either value does not exist is left out and counted.
public struct PairedComparison: Sendable, Hashable {
  /// The difference that counts, the mean or the median, with its interval.
  public struct Difference: Sendable, Hashable {
    /// The mean or the median of A − B.
    public let value: Double

    /// Lower end of the interval; nil with too few futures for any.
    public let low: Double?

    /// Upper end of the interval; nil with too few futures for any.
    public let high: Double?

    /// Whether the interval says which strategy has more.
    public var excludesZero: Bool {
      guard let low, let high else { return false }
      return low > 0 || high < 0
    }
  }

  /// By what the two are compared.
  public let comparison: Variable.Comparison

  /// Pairs in which both strategies have a value.
  public let count: Int

  /// Pairs that are left out, as one of them or both have none.
  public let missing: Int

  /// The mean of A − B over the pairs that are kept with its interval; nil where there is no such pair, and
  /// of what is compared by medians.
  public let mean: MeanEstimate?

  /// The median of A − B over the pairs that are kept with its interval; nil where there is no such pair.
  ///
  /// Runs of the process noise within one future count as one, their median.
  public let median: MedianEstimate?

  /// The signs of the differences of the futures, each the median of its runs.
  public let signs: SignTest

  /// The share of pairs in which A is larger than B, ties counting half, with its interval; nil without pairs.
  ///
  /// Of instants all pairs count: never is larger than any number, and two nevers are a tie. Of other
  /// numbers those count in which both strategies have a value.
  public let greater: ShareEstimate?

  /// The share of the same pairs in which neither is larger; nil without pairs.
  public let tiedFraction: Double?

  /// The share of pairs in which A is larger than B, ties counting half; nil without pairs.
  public var probabilityGreater: Double? { greater?.share }

  /// The share of pairs in which A is larger than B, ties left out; nil without pairs.
  public var strictlyGreaterFraction: Double? {
    probabilityGreater.flatMap { greater in tiedFraction.map { greater - $0 / 2 } }
  }

  /// The share of pairs in which B is larger than A, ties left out; nil without pairs.
  public var strictlyLessFraction: Double? {
    probabilityGreater.flatMap { greater in tiedFraction.map { 1 - greater - $0 / 2 } }
  }

  /// The difference by which the two are compared; nil where no pair has both values.
  public var difference: Difference? {
    switch comparison {
    case .means: mean.map { Difference(value: $0.mean, low: $0.low, high: $0.high) }
    case .medians: median.map { Difference(value: $0.median, low: $0.low, high: $0.high) }
    }
  }

  /// Compares two strategies in a variable.
  ///
  /// - Parameters:
  ///   - a: values of the first strategy by replication; NaN = none.
  ///   - b: values of the second strategy, of the same replications.
  ///   - variable: what the values are.
  ///   - inner: replications per future.
  ///   - confidence: of the intervals, between 0 and 1.
  public init(
    _ a: [Double], _ b: [Double], of variable: Variable, inner: Int, confidence: Double = 0.95
  ) {
    self.init(
      a, b, absence: variable.absence, by: variable.comparison, inner: inner,
      confidence: confidence)
  }

  /// Compares two strategies.
  ///
  /// - Parameters:
  ///   - a: values of the first strategy by replication; NaN = none.
  ///   - b: values of the second strategy, of the same replications.
  ///   - absence: what it means that a replication has none.
  ///   - comparison: by what they are compared.
  ///   - inner: replications per future.
  ///   - confidence: of the intervals, between 0 and 1.
  public init(
    _ a: [Double], _ b: [Double], absence: Variable.Absence, by comparison: Variable.Comparison,
    inner: Int, confidence: Double = 0.95
  ) {
    precondition(a.count == b.count, "\(a.count) values against \(b.count)")
    self.comparison = comparison
    var differences: [Double] = []
    var futures: [Int] = []
    var (wins, ties, pairs) = (0, 0, 0)
    var pairedFutures: Set<Int> = []
    for index in a.indices {
      let first = a[index].isNaN ? .infinity : a[index]
      let second = b[index].isNaN ? .infinity : b[index]
      let isWhole = first < .infinity && second < .infinity
      if isWhole || absence == .never {
        pairs += 1
        pairedFutures.insert(index / inner)
        if first > second { wins += 1 }
        if first == second { ties += 1 }
      }
      guard isWhole else { continue }
      differences.append(first - second)
      futures.append(index / inner)
    }
    count = differences.count
    missing = a.count - count
    mean =
      differences.isEmpty || comparison == .medians
      ? nil : MeanEstimate(differences, futures: futures, confidence: confidence)
    let ofFutures =
      inner == 1 ? differences : Self.medians(differences, futures: futures)
    median = ofFutures.isEmpty ? nil : MedianEstimate(ofFutures, confidence: confidence)
    signs = SignTest(ofFutures)
    let all = Double(max(pairs, 1))
    greater =
      pairs == 0
      ? nil
      : ShareEstimate(
        (Double(wins) + Double(ties) / 2) / all * Double(pairedFutures.count),
        of: pairedFutures.count, confidence: confidence)
    tiedFraction = pairs == 0 ? nil : Double(ties) / all
  }

  /// The median of the differences of each future, in the order of the futures.
  private static func medians(_ differences: [Double], futures: [Int]) -> [Double] {
    var medians: [Double] = []
    var start = 0
    for index in differences.indices
    where index + 1 == differences.count || futures[index + 1] != futures[index] {
      if let median = quantile(0.5, ofSorted: differences[start...index].sorted()) {
        medians.append(median)
      }
      start = index + 1
    }
    return medians
  }
}
