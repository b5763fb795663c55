/// A JSON value whose objects keep the order of their keys.
public indirect enum JSONValue: Sendable {
  case string(String)
  case number(Double)
  case flag(Bool)
  case null
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The value as text, indented by two spaces, with a line feed at its end.
  public var text: String { written(indent: 0) + "\n" }

  /// The value as text whose maps have a line for each key down to a depth, and are one line below it.
  public func text(linesToDepth depth: Int) -> String { written(toDepth: depth, indent: 0) + "\n" }

  private func written(toDepth depth: Int, indent: Int) -> String {
    switch self {
    case .array(let elements):
      return "[" + elements.map { $0.written(toDepth: 0, indent: indent) }.joined(separator: ",")
        + "]"
    case .object(let entries):
      let margin = depth > 0 ? "\n" + String(repeating: " ", count: indent + 2) : ""
      let end = depth > 0 && !entries.isEmpty ? "\n" + String(repeating: " ", count: indent) : ""
      return "{"
        + entries.map { key, value in
          margin + Self.quoted(key) + (depth > 0 ? ": " : ":")
            + value.written(toDepth: max(depth - 1, 0), indent: indent + 2)
        }.joined(separator: ",") + end + "}"
    default: return written(indent: 0)
    }
  }

  private func written(indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .string(let string): return Self.quoted(string)
    case .number(let number):
      return number == number.rounded() && abs(number) < 0x1p53
        ? String(Int(number)) : "\(number)"
    case .flag(let flag): return flag ? "true" : "false"
    case .null: return "null"
    case .array(let elements):
      let inline = "[" + elements.map { $0.written(indent: 0) }.joined(separator: ", ") + "]"
      if inline.count < 80, !inline.contains("\n") { return inline }
      return "[\n"
        + elements.map { margin + "  " + $0.written(indent: indent + 2) }
        .joined(separator: ",\n") + "\n" + margin + "]"
    case .object(let entries):
      if entries.isEmpty { return "{}" }
      return "{\n"
        + entries.map {
          margin + "  " + Self.quoted($0.key) + ": " + $0.value.written(indent: indent + 2)
        }.joined(separator: ",\n") + "\n" + margin + "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }
}
