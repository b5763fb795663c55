public import Columns

/// How one strategy differs from another where both meet the same futures.
///
/// Replications are paired by number: both strategies face the same demand, grid, prices and delays
/// there, so that the difference is far surer than either value.
public struct PairedComparison: Sendable, Hashable {
  /// Pairs in which both strategies have a value.
  public let count: Int

  /// The mean of A − B over those pairs with its 95 % interval; nil where there is no such pair, or
  /// an instant that never came in some pair: the mean of the others would mislead.
  public let difference: MeanEstimate?

  /// The share of pairs in which A is larger than B, ties counting half; nil without pairs.
  ///
  /// Of instants all pairs count: never is larger than any number, and two nevers are a tie. Of other
  /// numbers those count in which both strategies have a value.
  public let probabilityGreater: Double?

  /// The share of the same pairs in which neither is larger; nil without pairs.
  public let tiedFraction: Double?

  /// The share of pairs in which A is larger than B, ties left out; nil without pairs.
  public var strictlyGreaterFraction: Double? {
    probabilityGreater.flatMap { greater in tiedFraction.map { greater - $0 / 2 } }
  }

  /// The share of pairs in which B is larger than A, ties left out; nil without pairs.
  public var strictlyLessFraction: Double? {
    probabilityGreater.flatMap { greater in tiedFraction.map { 1 - greater - $0 / 2 } }
  }

  /// Compares two strategies.
  ///
  /// - Parameters:
  ///   - a: values of the first strategy by replication; NaN = none.
  ///   - b: values of the second strategy, of the same replications.
  ///   - absence: what it means that a replication has none.
  ///   - inner: replications per future.
  public init(_ a: [Double], _ b: [Double], absence: Variable.Absence, inner: Int) {
    precondition(a.count == b.count, "\(a.count) values against \(b.count)")
    var differences: [Double] = []
    var futures: [Int] = []
    var wins = 0
    var ties = 0
    var pairs = 0
    for index in a.indices {
      let first = a[index].isNaN ? .infinity : a[index]
      let second = b[index].isNaN ? .infinity : b[index]
      let isWhole = first < .infinity && second < .infinity
      if isWhole || absence == .never {
        pairs += 1
        if first > second { wins += 1 }
        if first == second { ties += 1 }
      }
      guard isWhole else { continue }
      differences.append(first - second)
      futures.append(index / inner)
    }
    count = differences.count
    difference =
      differences.isEmpty || pairs > count ? nil : MeanEstimate(differences, futures: futures)
    probabilityGreater = pairs == 0 ? nil : Double(2 * wins + ties) / Double(2 * pairs)
    tiedFraction = pairs == 0 ? nil : Double(ties) / Double(pairs)
  }
}
