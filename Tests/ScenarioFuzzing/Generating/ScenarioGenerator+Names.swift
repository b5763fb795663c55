import Quantities
import ScenarioReading

// Things with names, lists and tables.
extension ScenarioGenerator {
  /// Names that may be given to anything; those with a meaning of their own are for the unwary.
  private static let pool = [
    "first", "second", "third", "north", "zuid-2", "small", "large", "core", "été", "中文",
    "two words",
    "grid", "offer", "accelerators", "live", "none", "value", "table", "source", "NAME", "x", "1",
    "true", "null", "yes", "0x1F", "a_b", "-", "costs", "start", "all", "default", "uniform",
  ]

  static let texts = [
    "a text", "Two plans, one market", "é — 中文 🏭", "with: a colon", "# no remark", "'quoted'",
    "1.5 MW",
    "{ a: b }", "", " spaces ", "a \"word\"", "back\\slash", "=1+1", "line, with a comma",
  ]

  /// Some names, each once.
  mutating func someNames(_ count: ClosedRange<Int>) -> [String] {
    Array(Self.pool.shuffled(using: &dice).prefix(dice.whole(count)))
  }

  /// A map of things with names; one may refer to those before it.
  mutating func named(_ kind: String, _ keys: ScenarioCatalogue, _ path: String) -> Draft {
    let chosen = plannedNames(kind, path)
    let outer = names[kind]
    var entries: [Draft.Entry] = []
    for (index, name) in chosen.enumerated() {
      names[kind] = path.hasSuffix("regions.NAME.tiers") ? outer : Array(chosen[..<index])
      entries.append(.init(name, section(keys, path + ".NAME")))
      if kind == "site" { sites[name] = SiteDraft(entries[index].value) }
      if case .map([]) = entries[index].value, dice.chance(0.5) { entries[index].value = .nothing }
    }
    names[kind] = path.hasSuffix("regions.NAME.tiers") ? outer : chosen
    refineNamed(&entries, path)
    return .map(entries)
  }

  private mutating func plannedNames(_ kind: String, _ path: String) -> [String] {
    switch kind {
    case "tier" where path.hasSuffix("regions.NAME.tiers"):
      let all = names[kind] ?? []
      return dice.chance(0.9) ? all : all.filter { _ in dice.chance(0.7) }
    case "stage":
      return ["permit", "offer", "grid", "build", "accelerators", "commission"]
        .filter { $0 == "commission" || dice.chance(0.7) }
    case "strategy", "phase", "site", "segment": return someNames(1...3)
    default: return someNames(1...2)
    }
  }

  /// A map of values with names.
  mutating func namedValues(
    _ kind: String, _ content: ScenarioCatalogue.Content, _ path: String
  ) -> Draft? {
    // What stands under `uncertain` is written when numbers are drawn from it.
    guard kind != "uncertain number" else { return nil }
    guard let known = names[kind], !known.isEmpty else { return nil }
    var left = 100
    var entries: [Draft.Entry] = []
    for (index, name) in known.enumerated() {
      let share = index == known.count - 1 ? left : dice.whole(0...left)
      left -= share
      entries.append(.init(name, .text(dice.pick(["\(share) %", "\(Double(share) / 100)"]))))
    }
    return .map(entries)
  }

  /// A list of values.
  mutating func list(of element: ScenarioCatalogue.Content, _ path: String) -> Draft? {
    switch element {
    case .text:
      let texts = someNames(1...3)
      if path.hasSuffix("priorities") {
        (names["class"], names["priority class"]) = (texts, texts)
      }
      return .list(texts.map { .scalar($0, isQuoted: dice.chance(0.3)) })
    case .reference(let kind):
      let some = (names[kind] ?? []).shuffled(using: &dice).prefix(dice.whole(1...2))
      if some.count == 1, dice.chance(0.3) { return .text(some[0]) }
      return some.isEmpty ? nil : .list(some.map { .text($0) })
    default:
      // Lists of numbers have a length of their own; a year's months are the most usual.
      let elements = (0..<12).compactMap { _ in value(element, path) }
      return .list(elements)
    }
  }

  /// Pairs of a date or an age and a number, in order.
  mutating func points(_ axis: AxisKind, _ range: NumberRange) -> Draft {
    let places: [String]
    switch axis {
    case .date: places = (0..<dice.whole(1...4)).map { _ in date() }.sorted().map { "\($0)" }
    case .duration: places = (1...dice.whole(1...4)).map { "\($0 * 7) months" }
    }
    return .list(places.map { .list([.text($0), .text(plainNumber(range, euroOnly: true))]) })
  }

  /// The path of a table with numbers for one parameter.
  mutating func table() -> String {
    let name = "table\(tables.count).csv"
    tables.append(FuzzInput.File(name, "parameter,year,low,central,high,unit\na,2026,1,2,3,MW\n"))
    return name
  }
}
