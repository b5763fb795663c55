import Accounts
import Foundation
import GridQueues
import Quantities
import ScenarioInputs
import ScenarioReading
import TimePaths

/// How much there would be to simulate.
///
/// A slip of a unit, such as 40 requests per hour instead of a year in a market that grows, can ask
/// for more events than any machine holds. Such a scenario is refused before it is run; where a
/// distribution reaches so far in few futures, the run stops at the first of them.
extension Scenario {
  /// The most requests, applications or releases that one replication may hold.
  static let mostEvents = 5e6

  /// Reports what is expected to happen too often, by the numbers of the first future.
  func checkVolume(_ section: SectionReader) {
    var draws = Draws(uncertain, exchangeRate: money.exchange ?? .constant(1))
    expectCounts(&draws) { count, what, path, suspect in
      section.report(
        "this gives \(Self.words(count)) \(what) in the simulated time; at most "
          + "\(Int(Self.mostEvents)) can be simulated: check \(suspect)",
        at: section.context.place(ofValueAt: path) ?? section.place)
    }
  }

  /// Throws where something is expected to happen too often in the replication that is drawn.
  func expectSimulation(_ draws: inout Draws) throws(VolumeFailure) {
    var failure: VolumeFailure?
    expectCounts(&draws) { count, what, path, _ in
      failure =
        failure
        ?? VolumeFailure(
          description: "'\(path)' gives \(Self.words(count)) \(what) in this future, and at most "
            + "\(Int(Self.mostEvents)) can be simulated; choose a distribution that does not reach so far"
        )
    }
    if let failure { throw failure }
  }

  /// Goes through what happens often, and tells of what happens too often: how often, what, at which key,
  /// and what to check.
  private func expectCounts(
    _ draws: inout Draws,
    _ tell: (Double, _ what: String, _ path: String, _ suspect: String) -> Void
  ) {
    func check(
      _ count: Double, _ what: String, _ path: @autoclosure () -> String, _ suspect: String
    ) {
      // Written so that a count that is no number is refused too.
      if count <= Self.mostEvents { return }
      tell(count, what, path(), suspect)
    }
    let growth = "its unit and its growth"
    let horizon = calendar.horizon
    for segment in demand.segments {
      func path(_ key: String) -> String { "demand.segments.\(segment.name).\(key)" }
      if let arrivals = segment.arrivals {
        let rate = arrivals.value(&draws) * segment.share.value(&draws)
        var curve = TimePath()
        segment.fillGrowth(&curve, in: runOffCalendar, &draws)
        let hours = curve.integral(from: 0, to: runOffCalendar.horizon.hours)
        check(rate == 0 ? 0 : rate * hours, "requests", path("arrivals"), growth)
      }
      let listed = segment.requests.reduce(0) { $0 + Double($1.count) }
      check(listed, "requests", path("requests"), "the counts of its requests")
    }
    for node in grid.nodes {
      func path(_ key: String) -> String {
        "grid.regions.\(grid.regions[node.region].name).tiers.\(grid.tiers[node.tier].name).\(key)"
      }
      if let arrivals = node.arrivals {
        let growthRate = log1p(node.growth.value(&draws)) / Hours.years(1).value
        let hours =
          node.datedArrivals.map { $0.integral(from: 0, to: horizon.hours) }
          ?? (growthRate == 0
            ? horizon.hours : expm1(growthRate * horizon.hours) / growthRate)
        let rate = arrivals.value(&draws)
        check(rate == 0 ? 0 : rate * hours, "applications", path("arrivals"), growth)
      }
      if let release = node.release {
        let rate = release.rate.value(&draws)
        let lumps = rate == 0 ? 0 : rate * horizon.hours / release.lump.value(&draws)
        check(lumps, "lumps", path("release.lump"), "it against the 'rate'")
      }
    }
  }

  private static func words(_ count: Double) -> String {
    count < 1e15 ? "about \(Int(count.rounded()))" : "far too many"
  }
}

/// That a replication holds more than can be simulated.
struct VolumeFailure: Error, CustomStringConvertible {
  /// One sentence for users, without its full stop.
  let description: String
}
