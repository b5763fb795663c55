import Sampling

/// Whether paired differences are rather of one sign: how many are of each, and how likely so uneven a split
/// is where both are as likely.
///
/// Differences of zero say nothing of it, and are left out (W. J. Conover, Practical Nonparametric
/// Statistics, 3rd ed., 1999, section 3.4).
public struct SignTest: Sendable, Hashable {
  /// How many differences are above zero.
  public let positive: Int

  /// How many differences are below zero.
  public let negative: Int

  /// The probability of a split at least as uneven, were both signs as likely; 1 where there is no difference.
  public var pValue: Double {
    let few = min(positive, negative)
    return min(
      1, 2 * binomialProbability(atMost: few, of: positive + negative, probability: 0.5))
  }

  /// Counts the signs of independent differences.
  public init(_ differences: [Double]) {
    positive = differences.count { $0 > 0 }
    negative = differences.count { $0 < 0 }
  }
}
