extension Unicode.Scalar {
  /// Whether the character is shown, and changes nothing about how others are.
  ///
  /// Control characters steer a terminal, line separators break a line, and invisible marks, such as
  /// those that reverse the direction of writing, make a text look like another one. The joiners that
  /// many scripts and emoji are written with are no such marks. Code points that are no characters,
  /// such as U+FFFF, stand for nothing, and YAML refuses them.
  public var isPrintable: Bool {
    if value < 0x7F { return value >= 0x20 }
    if properties.isNoncharacterCodePoint { return false }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return false
    case .format: return value == 0x200C || value == 0x200D
    default: return true
    }
  }

  /// The character as it is escaped in YAML between double quotes: `\n`, `\u001b`, `\U000e0001`.
  public var escaped: String {
    switch self {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(value, radix: 16)
      let (mark, width) = value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
      return mark + String(repeating: "0", count: width - digits.count) + digits
    }
  }
}

extension StringProtocol {
  /// The text as a terminal can safely show it in one line: what is not printable is escaped, such
  /// as `\u001b` for the character that begins a terminal's commands.
  ///
  /// For titles, names, paths and messages, which a file may fill with anything.
  public var printable: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(self) }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isPrintable {
        text.unicodeScalars.append(scalar)
      } else {
        text += scalar.escaped
      }
    }
    return text
  }

  /// The same line by line, for a text that is meant to have several.
  public var printableLines: String {
    String(self).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(Substring($0)).printable }.joined(separator: "\n")
  }
}
