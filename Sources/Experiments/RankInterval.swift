import Sampling

/// Between which quantiles of all futures a quantile of a sample of them lies.
///
/// Of n independent futures, as many lie below the true quantile of probability p as a binomial number says;
/// so the rank of the k-th smallest among all is distributed as beta(k, n + 1 − k), whatever the
/// distribution of the number itself (H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 2003,
/// section 2.3).
public struct RankInterval: Sendable, Hashable {
  /// The probability of the quantile that was taken of the sample.
  public let probability: Double

  /// Lower end of the 95 % interval of its rank among all, 0…1.
  public let low: Double

  /// Upper end of the 95 % interval of its rank among all, 0…1.
  public let high: Double

  /// The interval for a sample.
  ///
  /// - Parameters:
  ///   - probability: 0…1.
  ///   - futures: how many independent ones there are; of none the rank may be any.
  public init(_ probability: Double, futures: Int) {
    self.probability = probability
    guard futures > 0 else {
      (low, high) = (0, 1)
      return
    }
    // The place between order statistics at which `quantile(_:ofSorted:)` reads, counted from 1.
    let rank = 1 + probability * Double(futures - 1)
    let rest = Double(futures + 1) - rank
    low = betaQuantile(0.025, rank, rest)
    high = betaQuantile(0.975, rank, rest)
  }
}
