import Quantities
import ScenarioReading

// What the catalogue cannot say: which keys go together so that something happens.
extension ScenarioGenerator {
  /// How often keys are given that are not required; half the time where nothing stands here.
  static let presence: [String: Double] = [
    "replications": 1, "demand": 0.9, "grid": 0.85, "accelerators": 0.85, "energy": 0.8,
    "money": 0.97,
    "sites": 1, "warmUp": 0.1, "money.exchange": 1, "accelerators.successors": 0.3,
    "strategies.NAME.phases": 0.95, "strategies.NAME.budget": 0.4,
    "strategies.NAME.phases.NAME.class": 0.2, "sites.NAME.capacity": 1, "sites.NAME.live": 1,
    "strategies.NAME.phases.NAME.regions": 1, "strategies.NAME.phases.NAME.tier": 1,
    "demand.segments.NAME.arrivals": 1, "demand.segments.NAME.size": 1,
    "demand.segments.NAME.term": 1, "grid.regions.NAME.tiers.NAME.size": 1,
    "grid.classes": 0.1, "grid.frameworks": 0.6, "grid.siting": 0.2,
    "grid.regions.NAME.stops": 0.3, "sites.NAME.power": 1, "sites.NAME.stages": 1,
    "sites.NAME.stages.NAME.takes": 1,
  ]

  /// What a site is, as far as the phases that build it must know.
  struct SiteDraft {
    let isStanding: Bool
    let hasGrid: Bool

    init(_ draft: Draft) {
      isStanding = draft["live"]?.scalar == "start"
      hasGrid = draft["stages"]?["grid"] != nil
    }
  }

  /// Mends a section so that its keys go together.
  mutating func refine(_ entries: inout [Draft.Entry], _ path: String) {
    func drop(_ keys: String...) { entries.removeAll { keys.contains($0.key) } }
    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }
    switch path {
    case "demand.segments.NAME":
      if has("requests") {
        drop("arrivals", "size", "term", "share", "growth", "sizeGrowth")
      }
      if entries.contains(where: { $0.key == "contract" && $0.value.scalar == "interruptible" }) {
        drop("backfill")
      }
    case "grid":
      if has("frameworks") { drop("allocation") }
      if dice.chance(0.8) { drop("siting") }
    case "sites.NAME":
      switch dice.whole(0...3) {
      case 0:
        drop("stages", "live")
        entries.append(.init("live", .text("start")))
      case 1:
        drop("cost", "live")
        dropStage("accelerators", of: &entries)
      default: drop("cost", "live", "capacity")
      }
    case "sites.NAME.stages.NAME":
      let costs = entries.first { $0.key == "costs" }?.value.flow ?? ""
      if has("costs"), !costs.contains("W") { drop("fixed") }
      if has("else"), !has("succeeds") { entries.append(.init("succeeds", .text("80 %"))) }
    case "strategies.NAME.phases.NAME":
      if has("when") {
        drop("start")
      } else if !has("start") {
        entries.append(.init("start", .text("\(start)")))
      }
      if dice.chance(0.8) { drop("applyForGrid") }
    default: break
    }
  }

  /// Mends a map of things with names, so that they refer to each other as they must.
  mutating func refineNamed(_ entries: inout [Draft.Entry], _ path: String) {
    guard path == "sites.NAME.stages" else { return }
    for index in entries.indices {
      let after = entries[index].value["after"]
      switch entries[index].key {
      case "offer", "grid":
        entries[index].value = after.map { .map([.init("after", $0)]) } ?? .map([])
      case "accelerators":
        entries[index].value = .map([.init("for", .text("commission"))])
      case "commission":
        let before = entries.map(\.key).filter { $0 != "commission" }
        if !before.isEmpty { entries[index].value["after"] = .list(before.map { .text($0) }) }
        entries[index].value["for"] = nil
      default: entries[index].value["for"] = nil
      }
    }
    // A connection that is granted is built.
    if !entries.contains(where: { $0.key == "grid" }) { removeStage("offer", from: &entries) }
  }

  /// Mends a list of maps.
  func refineElements(_ elements: inout [Draft], _ path: String) {
    guard path == "energy.tax.bands" else { return }
    for index in elements.indices {
      elements[index]["upTo"] =
        index == elements.count - 1 ? nil : .text("\((index + 1) * 700) MWh")
    }
  }

  private func dropStage(_ name: String, of entries: inout [Draft.Entry]) {
    guard let index = entries.firstIndex(where: { $0.key == "stages" }) else { return }
    var stages = entries[index].value.entries
    removeStage(name, from: &stages)
    entries[index].value = .map(stages)
  }

  /// Takes a stage out, and out of what others wait for.
  private func removeStage(_ name: String, from stages: inout [Draft.Entry]) {
    stages.removeAll { $0.key == name }
    for index in stages.indices {
      switch stages[index].value["after"] {
      case .list(let names)?:
        let left = names.filter { $0.scalar != name }
        stages[index].value["after"] = left.isEmpty ? nil : .list(left)
      case let single? where single.scalar == name: stages[index].value["after"] = nil
      default: break
      }
    }
  }
}
