/// How one strategy differs from another where both meet the same futures.
///
/// Replications are paired by number: both strategies face the same demand, grid, prices and delays
/// there, so that the difference is far surer than either value.
public struct PairedComparison: Sendable, Hashable {
  /// Pairs in which both strategies reached a value.
  public let count: Int

  /// The mean of A − B over those pairs with its 95 % interval; nil where there is no such pair.
  public let difference: MeanEstimate?

  /// The share of all pairs in which A is larger than B, ties counting half; nil without pairs.
  ///
  /// "Never" is larger than any number, and two nevers are a tie.
  public let probabilityGreater: Double?

  /// Compares two strategies.
  ///
  /// - Parameters:
  ///   - a: values of the first strategy by replication; NaN = never.
  ///   - b: values of the second strategy, of the same replications.
  ///   - inner: replications per future.
  public init(_ a: [Double], _ b: [Double], inner: Int) {
    precondition(a.count == b.count, "\(a.count) values against \(b.count)")
    var differences: [Double] = []
    var futures: [Int] = []
    var halfWins = 0
    for index in a.indices {
      let first = a[index].isNaN ? .infinity : a[index]
      let second = b[index].isNaN ? .infinity : b[index]
      halfWins += first > second ? 2 : first == second ? 1 : 0
      guard first < .infinity, second < .infinity else { continue }
      differences.append(first - second)
      futures.append(index / inner)
    }
    count = differences.count
    difference = differences.isEmpty ? nil : MeanEstimate(differences, futures: futures)
    probabilityGreater = a.isEmpty ? nil : Double(halfWins) / Double(2 * a.count)
  }
}
