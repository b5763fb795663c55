import FactoryModel
import Quantities
import ResultStore
import ScenarioReading

/// A scenario on one page.
struct ScenarioSummary {
  private let checked: CheckedScenario
  private var lines: [String] = []

  /// Sums up a scenario.
  init(_ checked: CheckedScenario) {
    self.checked = checked
    addHead()
    addUncertain()
    addDemand()
    addGrid()
    addGenerations()
    addSites()
    addStrategies()
    addConfidence()
  }

  /// The lines, for a terminal.
  var text: String { lines.map { $0.printable + "\n" }.joined() }

  private mutating func addHead() {
    let scenario = checked.scenario
    let calendar = scenario.calendar
    lines.append(scenario.title)
    lines += scenario.question.split(separator: "\n").map(String.init)
    lines += [
      "",
      "Time: \(calendar.start) to \(calendar.end), \(counted(calendar.monthCount, "month"))",
      "Runs: \(counted(scenario.replications, "future")), seed \(scenario.seed)",
    ]
  }

  private mutating func addUncertain() {
    addNamed("Drawn once per future", checked.tree["uncertain"]) { Self.content(of: $0) }
  }

  private mutating func addDemand() {
    guard let demand = checked.tree["demand"] else { return }
    addNamed("Demand, by segment", demand["segments"]) { segment in
      let requests = segment["requests"]?.elements ?? []
      let source =
        requests.isEmpty
        ? Self.value("arrivals", of: segment) : "\(counted(requests.count, "listed request"))"
      let details = ["size", "term", "growth"].compactMap { key in
        segment[key].map { "\(key) \(Self.content(of: $0))" }
      }
      return ([source] + (requests.isEmpty ? details : [])).joined(separator: ", ")
    }
    if let price = demand["price"] { lines.append("  price: \(Self.content(of: price))") }
  }

  private mutating func addGrid() {
    addNamed("Grid, by region", checked.tree["grid"]?["regions"]) { region in
      let tiers = (region["tiers"]?.entries ?? []).map(\.key.name).joined(separator: ", ")
      guard let name = region["operator"]?.scalar, !name.isEmpty else { return tiers }
      return "\(tiers) (\(name))"
    }
  }

  private mutating func addGenerations() {
    addNamed("Accelerators, by generation", checked.tree["accelerators"]?["generations"]) {
      "released \(Self.value("released", of: $0)), \(Self.value("power", of: $0)) each"
    }
  }

  private mutating func addSites() {
    addNamed("Kinds of site", checked.tree["sites"]) { site in
      let stages = (site["stages"]?.entries ?? []).map(\.key.name)
      let power = "\(Self.value("power", of: site)) of IT"
      return stages.isEmpty
        ? "\(power), stands from the start"
        : "\(power); \(stages.joined(separator: ", "))"
    }
  }

  private mutating func addStrategies() {
    lines += ["", "Strategies"]
    for (key, strategy) in checked.tree["strategies"]?.entries ?? [] {
      let phases = strategy["phases"]?.entries ?? []
      var line = "  \(Self.name(key.name, strategy)): \(counted(phases.count, "phase"))"
      if let budget = strategy["budget"] {
        line += ", budget \(Self.value("amount", of: budget))"
      }
      lines.append(line)
      for (name, phase) in phases {
        lines.append("    \(Self.name(name.name, phase)): \(Self.phase(phase))")
      }
    }
  }

  private static func phase(_ phase: ScenarioNode) -> String {
    var text = "\(value("sites", of: phase)) x \(value("site", of: phase))"
    let regions = phase["regions"]?.elements?.compactMap(\.scalar) ?? []
    if !regions.isEmpty { text += " in \(regions.joined(separator: " or "))" }
    if let tier = phase["tier"]?.scalar { text += " on \(tier)" }
    if let start = phase["start"] { text += ", from \(content(of: start))" }
    if let when = phase["when"] { text += ", when \(content(of: when))" }
    return text
  }

  private mutating func addConfidence() {
    let inputs = checked.inputs
    func count(_ confidence: Confidence) -> String {
      "\(inputs.count { $0.confidence == confidence.rawValue }) \(confidence.rawValue)"
    }
    let marked = Confidence.allCases.map(count).joined(separator: ", ")
    lines += ["", "Inputs by how well they are known: \(marked), of \(inputs.count)"]
  }

  /// A heading and a line for each named thing; nothing where there are none.
  private mutating func addNamed(
    _ heading: String, _ things: ScenarioNode?, _ words: (ScenarioNode) -> String
  ) {
    guard let entries = things?.entries, !entries.isEmpty else { return }
    lines += ["", heading]
    lines += entries.map { "  \(Self.name($0.key.name, $0.value)): \(words($0.value))" }
  }

  /// A name with the title that readers see in its place, where there is one.
  private static func name(_ name: String, _ thing: ScenarioNode) -> String {
    guard let title = thing["title"]?.scalar, !title.isEmpty else { return name }
    return "\(name) (\(title))"
  }

  private static func value(_ key: String, of node: ScenarioNode) -> String {
    node[key].map(content) ?? "-"
  }

  /// A value in one line, without what its author notes about it.
  private static func content(of node: ScenarioNode) -> String { bare(node).flowText }

  /// A value without sources and marks, and as short as it could have been written.
  private static func bare(_ node: ScenarioNode) -> ScenarioNode {
    guard let entries = node.entries else { return node }
    let kept = entries.filter { !["source", "confidence"].contains($0.key.name) }
    var short = node
    if kept.count == 1, kept[0].key.name == "value" { return kept[0].value }
    if kept.count == 1, kept[0].value.entries?.isEmpty == true {
      // A choice without keys of its own: `constant`, not `{ constant: {} }`.
      short.value = .scalar(kept[0].key.name, isQuoted: false)
    } else {
      short.value = .mapping(kept.map { ($0.key, bare($0.value)) })
    }
    return short
  }
}
