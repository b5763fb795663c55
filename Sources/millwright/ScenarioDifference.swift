import Quantities
import Reports
import ScenarioFiles
import ScenarioReading

/// Where two effective scenarios differ, value by value.
struct ScenarioDifference {
  /// A value that the two do not share.
  struct Entry {
    let path: String
    /// As one line of YAML; nil where the scenario has no such value.
    let first, second: String?
  }

  let entries: [Entry]

  /// Compares two scenarios: in the order of the first, then what the second alone has.
  init(_ first: ScenarioNode, _ second: ScenarioNode) {
    let (one, other) = (Self.leaves(first), Self.leaves(second))
    let others = Dictionary(other.map { ($0.path, $0.text) }) { known, _ in known }
    let known = Set(one.map(\.path))
    entries =
      one.filter { others[$0.path] != $0.text }.map {
        Entry(path: $0.path, first: $0.text, second: others[$0.path])
      }
      + other.filter { !known.contains($0.path) }.map {
        Entry(path: $0.path, first: nil, second: $0.text)
      }
  }

  /// The path and the text of every value without keys.
  ///
  /// A list is one value where it is short enough to be read in one line, such as points of a curve, and its
  /// elements are values of their own where they have keys.
  private static func leaves(_ node: ScenarioNode, _ path: String = "") -> [(
    path: String, text: String
  )] {
    func inner(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
    if let entries = node.entries, !entries.isEmpty {
      return entries.flatMap { leaves($0.value, inner($0.key.name)) }
    }
    if let elements = node.elements, elements.contains(where: { $0.entries != nil }) {
      return elements.enumerated().flatMap { leaves($0.element, inner(String($0.offset))) }
    }
    return [(path, node.flowText)]
  }

  /// The entries as rows for programs.
  var table: DataTable {
    var table = DataTable(["path", "first", "second"])
    for entry in entries {
      table.add([.text(entry.path), .text(entry.first ?? ""), .text(entry.second ?? "")])
    }
    return table
  }

  /// The entries for a terminal: the path, and below it what the one has and what the other.
  var text: String {
    guard !entries.isEmpty else { return "The two scenarios are the same.\n" }
    return entries.map { entry in
      let lines = [entry.first.map { "  - \($0)" }, entry.second.map { "  + \($0)" }]
      return ([entry.path] + lines.compactMap(\.self)).map { $0.printable + "\n" }.joined()
    }.joined() + "\(counted(entries.count, "value")) differ\(entries.count == 1 ? "s" : "").\n"
  }
}
