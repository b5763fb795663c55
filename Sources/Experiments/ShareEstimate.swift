import Sampling

/// The share of independent futures in which something is so, with the interval that holds the true one with
/// some confidence.
///
/// The interval is that of C. J. Clopper and E. S. Pearson (Biometrika 26, 1934), which never holds it less
/// often. A future may count in part, such as one half where two strategies tie; then the beta distributions
/// of the interval have shapes that are no whole numbers.
public struct ShareEstimate: Sendable, Hashable {
  /// The share, 0…1.
  public let share: Double

  /// The ends of the interval, 0…1.
  public let low, high: Double

  /// The share of a number of futures.
  ///
  /// - Parameters:
  ///   - count: in how many of them it is so, 0…futures; in some perhaps in part.
  ///   - futures: how many there are, at least one.
  ///   - confidence: of the interval, between 0 and 1.
  public init(_ count: Double, of futures: Int, confidence: Double = 0.95) {
    precondition(futures > 0 && 0 <= count && count <= Double(futures), "\(count) of \(futures)")
    let all = Double(futures)
    let tail = (1 - confidence) / 2
    share = count / all
    low = count == 0 ? 0 : betaQuantile(tail, count, all - count + 1)
    high = count == all ? 1 : betaQuantile(1 - tail, count + 1, all - count)
  }
}
