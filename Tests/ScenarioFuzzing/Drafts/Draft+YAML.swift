import ScenarioReading

extension Draft {
  /// The draft as YAML, each map and list on lines of its own.
  var plainYAML: String {
    lines(indent: 0) { _ in false }.joined(separator: "\n") + "\n"
  }

  /// The draft as YAML that a person may have written, some maps and lists in one line, with remarks.
  func yaml(_ dice: inout Dice) -> String {
    let share = dice.pick([0.0, 0.2, 0.6, 1.0])
    var text = lines(indent: 0) { _ in dice.chance(share) }
    for _ in 0..<dice.whole(0...3) {
      text.insert(
        dice.pick(["# a remark", "", "  # { odd: [", "#"]), at: dice.whole(0...text.count))
    }
    if dice.chance(0.1) { text.insert("---", at: 0) }
    let ending = dice.chance(0.1) ? "\r\n" : "\n"
    return (dice.chance(0.05) ? "\u{FEFF}" : "") + text.joined(separator: ending)
      + (dice.chance(0.8) ? ending : "")
  }

  /// The draft in one line.
  var flow: String {
    switch self {
    case .scalar(let text, let isQuoted): return Self.scalar(text, isQuoted)
    case .nothing: return "~"
    case .list(let elements): return "[" + elements.map(\.flow).joined(separator: ", ") + "]"
    case .map(let entries):
      if entries.isEmpty { return "{}" }
      // The word null would take the key out of what is beneath.
      return "{ "
        + entries.map { Self.key($0.key) + ":" + $0.value.behindKey }.joined(separator: ", ")
        + " }"
    }
  }

  private var behindKey: String { if case .nothing = self { " " } else { " " + flow } }

  private static func scalar(_ text: String, _ isQuoted: Bool) -> String {
    let plain = ScenarioNode.scalarText(text, isQuoted: isQuoted)
    return isQuoted && plain == text ? "'\(text)'" : plain
  }

  private static func key(_ text: String) -> String {
    ScenarioNode.scalarText(text, isQuoted: text == "true" || text == "false")
  }

  /// The lines of a map or a list; `isInline` says which of those inside stand in one line.
  private func lines(indent: Int, _ isInline: (Draft) -> Bool) -> [String] {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .scalar, .nothing: return [margin + flow]
    case .map(let entries):
      if entries.isEmpty { return [margin + "{}"] }
      return entries.flatMap { entry in
        entry.value.lines(after: margin + Self.key(entry.key) + ":", indent, isInline)
      }
    case .list(let elements):
      if elements.isEmpty { return [margin + "[]"] }
      return elements.flatMap { $0.lines(after: margin + "-", indent, isInline) }
    }
  }

  /// The lines of a value that stands behind a key or a dash.
  private func lines(after head: String, _ indent: Int, _ isInline: (Draft) -> Bool) -> [String] {
    if case .nothing = self { return [head] }
    if children.isEmpty || isInline(self) { return [head + " " + flow] }
    return [head] + lines(indent: indent + 2, isInline)
  }
}
