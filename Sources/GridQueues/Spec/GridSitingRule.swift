import Quantities
import ScenarioReading

/// A rule on where sites may be connected: those of a size may not, but in some regions.
public struct GridSitingRule: Sendable {
  /// Its name in the scenario.
  public let name: String
  /// A site is refused whose floor is above this, ha, and whose connection is at least that, MW; of each one that
  /// is not stated everything is.
  let floorAbove: Double?
  let connectionFrom: Double?
  /// Regions in which it does not hold.
  let exempt: [Int]
  /// When it holds, h.
  let from: Double
  let until: Double
  /// Why, for reports.
  public let reason: String

  /// Whether it refuses a site that applies at an instant, in h.
  ///
  /// - Parameters:
  ///   - floor: ha, of all that stands on the connection.
  ///   - connection: MW.
  ///   - region: index of the region.
  ///   - time: when, h.
  /// - Returns: true where floor and connection are both beyond what is allowed then, and the region is not exempt.
  public func refuses(floor: Double, connection: Double, inRegion region: Int, at time: Double)
    -> Bool
  {
    // As close as sums of decimals come to a limit.
    let margin = 1e-9
    let isLarge = floorAbove.map { floor > $0 * (1 + margin) } ?? true
    let isStrong = connectionFrom.map { connection >= $0 * (1 - margin) } ?? true
    return isLarge && isStrong && !exempt.contains(region) && from <= time && time < until
  }

  /// Whether the floor of a site of this connection decides, MW.
  public func asksForFloor(ofConnection connection: Double) -> Bool {
    floorAbove != nil && (connectionFrom.map { connection >= $0 * (1 - 1e-9) } ?? true)
  }

  /// Reads the rule of a name.
  init(_ name: String, from section: SectionReader, regions: [String]) {
    self.name = name
    floorAbove = section.optionalNumber(
      "floorAbove", .area, in: .notNegative,
      "Refused are sites with more floor than this, all on one connection together, if their connection is large enough too"
    )
    connectionFrom = section.optionalNumber(
      "connectionFrom", .power, in: .notNegative,
      "Refused are sites with a connection of this or more, if their floor is large enough too")
    exempt = section.references(
      "exempt", to: "region", among: section.isDescribing ? [] : regions, required: false,
      "The regions in which the rule does not hold")
    let first = section.optionalDate(
      "from", within: .beforeEnd, "The first day; default: it holds from the start")
    let last = section.optionalDate("until", "The first day after it; default: it has no end")
    let text = section.text(
      "reason", default: "", "Why, in a few words, for phases.csv. Default: its name")
    reason = text.isEmpty ? name : text
    from = first.flatMap { section.context.calendar?.time(of: $0).hours } ?? -.infinity
    until = last.flatMap { section.context.calendar?.time(of: $0).hours } ?? .infinity
    guard section.isReading else { return }
    if floorAbove == nil, connectionFrom == nil {
      section.reportMissing(
        "floorAbove",
        "a rule of siting needs a size: 'floorAbove', such as '10 ha', 'connectionFrom', such as '70 MW', or both"
      )
    }
    if until <= from {
      section.report(
        "'until' must be after 'from'; it is the first day after the rule", at: "until")
    }
  }
}
