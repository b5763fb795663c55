import Quantities
import ScenarioInputs
import ScenarioReading

extension GridSpec {
  /// Reads the stops of a region, for the nodes that they name.
  static func withStops(
    _ nodes: [GridNodeSpec], _ tiers: [GridTier], _ section: SectionReader
  ) -> [GridNodeSpec] {
    var nodes = nodes
    let names = nodes.map { tiers[$0.tier].name }
    _ = section.named(
      "stops", each: "stop",
      "Times in which tiers of the region give out no headroom, or take no applications: for everyone who applies there"
    ) { name, section in
      let places = section.references(
        "tiers", to: "tier", among: section.isDescribing ? [] : names, required: true,
        "At which of the region's tiers; others go on")
      let from = section.date("from", within: .beforeEnd, "The first day")
      let until = section.optionalDate(
        "until", "The first day after it, on which what has gathered is given out. Default: never")
      let bars = section.choice(
        "bars", default: GridStop.Bars.grants,
        "grants: nobody who applies there is granted; headroom gathers, and whoever waits keeps its date. "
          + "applications: we apply once it ends, and others do not come")
      let reason = section.text(
        "reason", default: "", "Why, in a few words, for phases.csv. Default: its name")
      guard section.isReading, let calendar = section.context.calendar else { return }
      if let until, until <= from {
        section.report(
          "'until' must be after 'from', \(from); it is the first day after the stop", at: "until")
      }
      let stop = GridStop(
        name: name, from: calendar.time(of: from).hours,
        until: until.map { calendar.time(of: $0).hours } ?? .infinity, bars: bars,
        reason: reason.isEmpty ? name : reason)
      for place in places { nodes[place].stops.append(stop) }
    }
    return nodes
  }
}
