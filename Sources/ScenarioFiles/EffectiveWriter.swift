import Quantities
import ScenarioReading

/// Writes a scenario as YAML, one value on a line where that is readable.
///
/// The layout depends on the values alone, not on where they come from, so that the text without
/// its comments is a canonical form.
struct EffectiveWriter {
  private struct Line {
    let text: String
    /// Where the values on the line come from, in the order of first use.
    var origins: [String] = []
  }

  /// Lines up to this length share the column of their comments.
  private static let maxAligned = 72
  /// Maps and lists up to this length stand on one line.
  private static let maxInline = 88
  /// So many origins of the values on a line are told.
  private static let maxOrigins = 4

  private var lines: [Line] = []

  init(_ root: ScenarioNode) {
    for (key, value) in root.entries ?? [] { write(key.name, value, indent: 0) }
  }

  /// The YAML without comments.
  var plainText: String { lines.map { $0.text + "\n" }.joined() }

  /// The YAML with the origin of each value at the end of its line.
  var commentedText: String {
    let lengths = lines.map { $0.text.count }
    let column = 2 + (lengths.filter { $0 <= Self.maxAligned }.max() ?? 0)
    return lines.map { line in
      if line.origins.isEmpty { return line.text + "\n" }
      let gap = max(2, column - line.text.count)
      return line.text + String(repeating: " ", count: gap) + "# "
        + line.origins.joined(separator: ", ") + "\n"
    }.joined()
  }

  private mutating func write(_ key: String, _ value: ScenarioNode, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    let name =
      margin + ScenarioNode.scalarText(key, isQuoted: key == "true" || key == "false") + ":"
    if isLeaf(value) || isShallow(value) {
      let inline = value.flowText
      if isLeaf(value) || name.count + inline.count < Self.maxInline {
        lines.append(Line(text: name + " " + inline, origins: Self.origins(of: value)))
        return
      }
    }
    lines.append(Line(text: name))
    writeBody(value, indent: indent + 2)
  }

  private mutating func writeBody(_ value: ScenarioNode, indent: Int) {
    for (key, inner) in value.entries ?? [] { write(key.name, inner, indent: indent) }
    let margin = String(repeating: " ", count: indent)
    for element in value.elements ?? [] {
      let inline = element.flowText
      if isLeaf(element) || margin.count + inline.count + 2 < Self.maxInline
        || element.elements != nil
      {
        lines.append(Line(text: margin + "- " + inline, origins: Self.origins(of: element)))
      } else {
        let first = lines.count
        writeBody(element, indent: indent + 2)
        // The first key of the map stands behind the dash.
        let text = lines[first].text.dropFirst(indent + 2)
        lines[first] = Line(text: margin + "- " + text, origins: lines[first].origins)
      }
    }
  }

  private func isLeaf(_ value: ScenarioNode) -> Bool {
    switch value.value {
    case .scalar, .null: true
    case .sequence(let elements): elements.isEmpty
    case .mapping(let entries): entries.isEmpty
    }
  }

  /// Whether a value is shallow enough to be read on one line: a distribution, say, but no section.
  private func isShallow(_ value: ScenarioNode, levels: Int = 2) -> Bool {
    func fit(_ inner: some Collection<ScenarioNode>) -> Bool {
      // Of so many no line could hold a character each.
      levels > 0 && inner.count < Self.maxInline
        && inner.allSatisfy { isShallow($0, levels: levels - 1) }
    }
    return switch value.value {
    case .scalar, .null: true
    case .sequence(let elements): fit(elements)
    case .mapping(let entries): fit(entries.lazy.map(\.value))
    }
  }

  private static func origins(of value: ScenarioNode) -> [String] {
    var origins: [String] = []
    func add(_ origin: String) {
      if !origins.contains(origin) { origins.append(origin) }
    }
    func collect(_ value: ScenarioNode) {
      // More are not shown.
      if origins.count > Self.maxOrigins { return }
      switch value.value {
      case .scalar, .null: add(words(value.origin))
      case .sequence(let elements):
        if elements.isEmpty { add(words(value.origin)) }
        elements.forEach(collect)
      case .mapping(let entries):
        if entries.isEmpty { add(words(value.origin)) }
        entries.forEach { collect($0.value) }
      }
    }
    collect(value)
    return origins.count > Self.maxOrigins
      ? Array(origins.prefix(Self.maxOrigins)) + ["…"] : origins
  }

  private static func words(_ origin: ScenarioNode.Origin) -> String {
    switch origin {
    case .file(let place), .overlay(let place), .table(let place):
      "\(place.file.printable):\(place.line)"
    case .commandLine(let words): words.printable
    case .default: "default"
    }
  }
}
