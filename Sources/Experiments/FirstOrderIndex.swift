import Sampling

/// The share of an outcome's variance that one driver alone explains, from a sample at hand.
///
/// The sample is cut into m = ⌊√n⌋ bins of equal count by the driver, values that are equal together; a driver
/// of few values has a bin for each, and "never" is a bin of its own. With η² the share of the variance that lies
/// between the bins, S = 1 − (n − 1)/(n − m) · (1 − η²), which takes away what bins explain by chance
/// (the correlation ratio of K. Pearson, 1905, adjusted as by T. L. Kelley, PNAS 21, 1935).
public struct FirstOrderIndex: Sendable, Hashable {
  /// The index, at most 1; about 0 where the driver explains nothing, and then as often below it as above.
  public let index: Double

  /// What an index exceeds once in twenty times where the driver explains nothing and the outcome is normal:
  /// then η² is distributed as beta((m − 1)/2, (n − m)/2).
  public let chance: Double

  /// How many bins there are.
  public let bins: Int

  /// The index of a driver.
  ///
  /// It is nil where driver or outcome are the same in every future, or every future has a bin of its own.
  ///
  /// - Parameters:
  ///   - driver: by future; `.infinity` for never.
  ///   - outcome: of the same futures, each finite.
  public init?(_ driver: [Double], outcome: [Double]) {
    precondition(
      driver.count == outcome.count, "\(driver.count) drivers, \(outcome.count) outcomes")
    let count = outcome.count
    guard count > 2, outcome.contains(where: { $0 != outcome[0] }) else { return nil }
    let edges = Self.bins(driver)
    guard edges.count > 1, edges.count < count else { return nil }
    let mean = average(outcome)
    var (between, total) = (0.0, 0.0)
    for bin in edges {
      let values = bin.map { outcome[$0] - mean }
      let sum = values.reduce(0, +)
      between += sum * sum / Double(values.count)
      total += values.reduce(0) { $0 + $1 * $1 }
    }
    let (n, m) = (Double(count), Double(edges.count))
    func adjusted(_ share: Double) -> Double { 1 - (n - 1) / (n - m) * (1 - share) }
    index = adjusted(between / total)
    chance = adjusted(betaQuantile(0.95, (m - 1) / 2, (n - m) / 2))
    bins = edges.count
  }

  /// The places of each bin.
  static func bins(_ driver: [Double]) -> [[Int]] {
    let order = driver.indices.sorted { (driver[$0], $0) < (driver[$1], $1) }
    // Runs of equal values, which stay together.
    var runs: [[Int]] = []
    for place in order {
      if let last = runs.last?.first, driver[last] == driver[place] {
        runs[runs.count - 1].append(place)
      } else {
        runs.append([place])
      }
    }
    let most = Int(Double(driver.count).squareRoot())
    guard runs.count > most else { return runs }
    let never = runs.last.flatMap { run in
      run.first.map { driver[$0] == .infinity } ?? false ? run : nil
    }
    let finite = never == nil ? runs : Array(runs.dropLast())
    let wanted = max(1, most - (never == nil ? 0 : 1))
    let total = finite.reduce(0) { $0 + $1.count }
    var bins: [[Int]] = []
    var (taken, last) = (0, -1)
    for run in finite {
      // A run belongs to the bin in which its middle lies.
      let middle = Double(taken) + Double(run.count) / 2
      let bin = min(Int(middle / Double(total) * Double(wanted)), wanted - 1)
      taken += run.count
      if bin > last {
        bins.append(run)
        last = bin
      } else {
        bins[bins.count - 1] += run
      }
    }
    return never.map { bins + [$0] } ?? bins
  }
}
