import Accounts
import GridQueues
import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// How much there would be to simulate.
///
/// A slip of a unit, such as 40 requests per hour instead of a year in a market that grows, can ask
/// for more events than any machine holds. Such a scenario is refused before it is run.
extension Scenario {
  /// The most requests, applications or releases that one replication may hold.
  static let mostEvents = 5e6

  /// Reports what is expected to happen too often, by the numbers of the first future.
  func checkVolume(_ section: SectionReader) {
    var draws = Draws(uncertain, exchangeRate: money.exchange ?? .constant(1))
    let horizon = calendar.horizon
    for segment in demand.segments {
      let path = "demand.segments.\(segment.name)"
      if let arrivals = segment.arrivals {
        let rate = arrivals.value(&draws) * segment.share.value(&draws)
        let hours = segment.growth.curve(&draws).cumulative(to: horizon).value
        check(rate == 0 ? 0 : rate * hours, "requests", path + ".arrivals", Self.growth, section)
      }
      let listed = segment.requests.reduce(0) { $0 + Double($1.count) }
      check(listed, "requests", path + ".requests", "the counts of its requests", section)
    }
    for node in grid.nodes {
      let path =
        "grid.regions.\(grid.regions[node.region].name).tiers.\(grid.tiers[node.tier].name)"
      if let arrivals = node.arrivals {
        let growth = log1p(node.growth.value(&draws)) / Hours.years(1).value
        let hours = growth == 0 ? horizon.hours : expm1(growth * horizon.hours) / growth
        let rate = arrivals.value(&draws)
        check(
          rate == 0 ? 0 : rate * hours, "applications", path + ".arrivals", Self.growth, section)
      }
      if let release = node.release {
        let rate = release.rate.value(&draws)
        let lumps = rate == 0 ? 0 : rate * horizon.hours / release.lump.value(&draws)
        check(lumps, "lumps", path + ".release.lump", "it against the 'rate'", section)
      }
    }
  }

  private static let growth = "its unit and its growth"

  private func check(
    _ count: Double, _ what: String, _ path: String, _ suspect: String, _ section: SectionReader
  ) {
    // Written so that a count that is no number is refused too.
    if count <= Self.mostEvents { return }
    let number = count < 1e15 ? "about \(Int(count.rounded()))" : "far too many"
    section.report(
      "this gives \(number) \(what) in the simulated time; at most "
        + "\(Int(Self.mostEvents)) can be simulated: check \(suspect)",
      at: section.context.place(ofValueAt: path) ?? section.place)
  }
}
