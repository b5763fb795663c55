extension ScenarioNode {
  /// The value in one line, as YAML that reads back to it.
  public var flowText: String {
    switch value {
    case .null: return "null"
    case .scalar(let text, let isQuoted): return Self.scalarText(text, isQuoted: isQuoted)
    case .sequence(let elements):
      return "[" + elements.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let entries):
      if entries.isEmpty { return "{}" }
      return "{ "
        + entries.map { Self.scalarText($0.key.name, isQuoted: false) + ": " + $0.value.flowText }
        .joined(separator: ", ") + " }"
    }
  }

  /// A text as a YAML scalar, quoted only where that is needed to read it back.
  public static func scalarText(_ text: String, isQuoted: Bool) -> String {
    let words = ["", "true", "false", "null", "~", "Null", "NULL", "=", "<<"]
    if words.contains(text) {
      return isQuoted || text.isEmpty || !(text == "true" || text == "false") ? quoted(text) : text
    }
    return isPlain(text) ? text : quoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    let opening = "-?:,[]{}#&*!|>'\"%@` "
    let isNegativeNumber =
      first == "-" && text.unicodeScalars.dropFirst().first.map { ("0"..."9").contains($0) } == true
    if opening.unicodeScalars.contains(first), !isNegativeNumber { return false }
    if last == " " || last == ":" { return false }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF
        || scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value > 0xD7FF
        || ",[]{}\"".unicodeScalars.contains(scalar)
        || (previous == ":" && scalar == " ") || (previous == " " && scalar == "#")
      {
        return false
      }
      previous = scalar
    }
    return true
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF
          || scalar.value == 0x2028 || scalar.value == 0x2029
        {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
