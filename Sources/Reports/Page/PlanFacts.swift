public import ScenarioReading

/// What a strategy plans, as the scenario states it.
public struct PlanFacts: Sendable {
  /// Sites that start together.
  struct Phase: Sendable {
    let name: String
    /// How many sites.
    let sites: Int
    /// IT power of one as it is written, such as `4.25 MW`; nil where it computes nothing.
    let power: String?
    /// The connection that it brings for others, as it is written; nil where it has one for itself alone.
    let connection: String?
    let regions: [String]
    let tier: String?
    /// The phase on whose sites these stand.
    let standsOn: String?
    /// What starts it; nil where it stands from the start.
    let start: Trigger?
    /// What its later stages wait for, too.
    let gates: [Trigger]
  }

  /// What something waits for.
  indirect enum Trigger: Sendable, Hashable {
    case date(String)
    case after(phase: String, milestone: String, lag: String?)
    case utilisation(above: String, time: String?)
    case waiting(above: String, time: String?)
    case all([Trigger])
    case any([Trigger])
    /// One that there are no words for, by its key.
    case other(String)
  }

  /// Its name in the scenario.
  let key: String
  let phases: [Phase]
  /// What it may commit, as written; nil where nothing limits it, or where it is drawn.
  let budget: String?
  /// Its own cost of capital, as written.
  let discount: String?

  /// The plans of an effective scenario, in file order.
  public static func all(in root: ScenarioNode) -> [PlanFacts] {
    (root["strategies"]?.entries ?? []).map { PlanFacts($0.key.name, $0.value, root["sites"]) }
  }

  /// The common cost of capital of a scenario, as written; nil where it is drawn.
  public static func discount(in root: ScenarioNode) -> String? {
    text(root["money"]?["discount"])
  }

  private init(_ key: String, _ node: ScenarioNode, _ kinds: ScenarioNode?) {
    self.key = key
    budget = Self.text(node["budget"]?["amount"])
    discount = Self.text(node["discount"])
    phases = (node["phases"]?.entries ?? []).compactMap { name, phase in
      let sites = Self.text(phase["sites"]).flatMap(Int.init) ?? 1
      guard sites > 0 else { return nil }
      let kind = Self.text(phase["site"]).flatMap { kinds?[$0] }
      let power = Self.text(kind?["power"]).flatMap { $0.hasPrefix("0 ") ? nil : $0 }
      return Phase(
        name: name.name, sites: sites, power: power,
        connection: power == nil ? Self.text(kind?["connection"]) : nil,
        regions: phase["regions"]?.elements?.compactMap(\.scalar)
          ?? Self.text(phase["regions"]).map { [$0] } ?? [],
        tier: Self.text(phase["tier"]), standsOn: Self.text(phase["standsOn"]),
        start: Self.text(phase["start"]).map(Trigger.date) ?? phase["when"].flatMap(Self.trigger),
        gates: (phase["gates"]?.entries ?? []).compactMap { Self.trigger($0.value) })
    }
  }

  /// A value without what is said beside it; nil where it is drawn, or taken from what is.
  private static func text(_ node: ScenarioNode?) -> String? {
    guard let text = node?.scalar ?? node?["value"]?.scalar, !text.hasPrefix("$") else {
      return nil
    }
    return text
  }

  private static func trigger(_ node: ScenarioNode) -> Trigger? {
    guard let (key, value) = node.entries?.first else { return nil }
    func parts() -> [Trigger] {
      (value.elements ?? value["conditions"]?.elements ?? []).compactMap(trigger)
    }
    switch key.name {
    case "date": return (text(value) ?? text(value["date"])).map(Trigger.date)
    case "after":
      guard let phase = text(value["phase"]) else { return nil }
      let lag = text(value["lag"]).flatMap { $0.hasPrefix("0 ") ? nil : $0 }
      return .after(phase: phase, milestone: text(value["milestone"]) ?? "live", lag: lag)
    case "utilisation", "waiting":
      guard let above = text(value["above"]) else { return nil }
      let time = text(value["for"]).flatMap { $0.hasPrefix("0 ") ? nil : $0 }
      return key.name == "waiting"
        ? .waiting(above: above, time: time) : .utilisation(above: above, time: time)
    case "all": return .all(parts())
    case "any": return .any(parts())
    default: return .other(key.name)
    }
  }
}
