import Sampling

/// The median of a sample with the interval that holds the true median with some confidence.
///
/// The interval runs from one order statistic to another: of n independent numbers as many lie below the true
/// median as a fair coin falls on heads in n throws, whatever their distribution is. It holds the median with
/// at least the confidence asked for, and is the narrowest such that leaves out as many at both ends
/// (H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 2003, section 7.1).
public struct MedianEstimate: Sendable, Hashable {
  /// The median: the middle number, or the mean of the middle two.
  public let median: Double

  /// Lower end of the interval; nil where there are too few numbers for any, at 95 % fewer than six.
  public let low: Double?

  /// Upper end of the interval; nil where there are too few numbers for any.
  public let high: Double?

  /// The median of independent numbers.
  ///
  /// - Parameters:
  ///   - values: at least one, none of them NaN.
  ///   - confidence: of the interval, between 0 and 1.
  public init(_ values: [Double], confidence: Double = 0.95) {
    let sorted = values.sorted()
    guard let middle = quantile(0.5, ofSorted: sorted) else {
      preconditionFailure("the median of no values")
    }
    median = middle
    guard let rank = Self.rank(of: sorted.count, confidence: confidence) else {
      low = nil
      high = nil
      return
    }
    low = sorted[rank - 1]
    high = sorted[sorted.count - rank]
  }

  /// How many numbers, counted from either end, the ends of the interval are; nil where there is none.
  static func rank(of count: Int, confidence: Double) -> Int? {
    let rank = binomialQuantile((1 - confidence) / 2, of: count, probability: 0.5)
    return rank > 0 ? rank : nil
  }
}
