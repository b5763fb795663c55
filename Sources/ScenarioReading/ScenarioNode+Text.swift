import Quantities

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
    // Most texts are words and numbers, in which nothing has a meaning.
    if text.utf8.allSatisfy(isPlainByte), isLetterOrDigit(text.utf8.first ?? 0),
      isLetterOrDigit(text.utf8.last ?? 0)
    {
      return true
    }
    let opening = "-?:,[]{}#&*!|>'\"%@` "
    let isNegativeNumber =
      first == "-" && text.unicodeScalars.dropFirst().first.map { ("0"..."9").contains($0) } == true
    if opening.unicodeScalars.contains(first), !isNegativeNumber { return false }
    if last == " " || last == ":" { return false }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if !scalar.isPrintable || scalar.value == 0xA0 || scalar.value > 0xD7FF
        || ",[]{}\"".unicodeScalars.contains(scalar)
        || (previous == ":" && scalar == " ") || (previous == " " && scalar == "#")
      {
        return false
      }
      previous = scalar
    }
    return true
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether a character has no meaning in YAML between two letters or digits.
  private static func isPlainByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || " -./_%".utf8.contains(byte)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where !scalar.isPrintable || scalar.value == 0xA0: result += scalar.escaped
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
