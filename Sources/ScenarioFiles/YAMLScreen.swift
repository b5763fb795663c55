import ScenarioReading

/// Looks through a YAML text for what scenarios do without, before it is parsed.
///
/// Anchors, aliases, tags and keys that are not plain texts are refused with a sentence, and so are
/// characters that no text holds and nesting deeper than any scenario's; a parser may expand or
/// follow them without end.
struct YAMLScreen {
  private static let maxFlowDepth = 50
  private static let maxIndent = 200

  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")

  private let file: String
  private let bytes: [UInt8]
  private var quote: UInt8?
  private var flowDepth = 0
  /// The indentation of the line whose block text (`|` or `>`) goes on, nil outside of one.
  private var blockTextIndent: Int?

  /// The first thing in a text that is refused, nil where there is none.
  static func problem(in text: String, file: String) -> Problem? {
    var screen = YAMLScreen(text, file: file)
    return screen.firstProblem()
  }

  private init(_ text: String, file: String) {
    self.file = file
    bytes = Array(text.utf8)
  }

  private mutating func firstProblem() -> Problem? {
    var start = 0
    var number = 0
    while start <= bytes.count {
      number += 1
      var end = start
      while end < bytes.count, lineEndLength(at: end) == 0 { end += 1 }
      let found = forbiddenCharacter(in: start..<end) ?? self.found(in: start..<end)
      if let (index, message) = found {
        return Problem(
          at: Place(file: file, line: number, column: column(of: index, from: start)), message)
      }
      start = end + max(1, lineEndLength(at: end))
    }
    return nil
  }

  /// How many bytes end a line here, 0 where none does.
  private func lineEndLength(at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2: return bytes[index + 1] == 0x80 && (0xA8...0xA9).contains(bytes[index + 2]) ? 3 : 0
    default: return 0
    }
  }

  /// The column, from 1, of a byte; columns count characters.
  private func column(of index: Int, from start: Int) -> Int {
    bytes[start..<index].count { $0 & 0xC0 != 0x80 } + 1
  }

  /// The first character that YAML does not allow in a text.
  private func forbiddenCharacter(in line: Range<Int>) -> (index: Int, message: String)? {
    for index in line {
      let scalar: UInt32
      switch bytes[index] {
      case Self.tab: continue
      case 0..<0x20, 0x7F: scalar = UInt32(bytes[index])
      case 0xC2 where bytes[index + 1] < 0xA0: scalar = UInt32(bytes[index + 1])
      case 0xEF where bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF: scalar = 0xFEFF
      case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] > 0xBD:
        scalar = 0xFF00 | 0xC0 | UInt32(bytes[index + 2] & 0x3F)
      default: continue
      }
      let digits = String(scalar, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
      return (
        index, "the text holds the character \(name), which no scenario can; is this a text file?"
      )
    }
    return nil
  }

  private mutating func found(in line: Range<Int>) -> (index: Int, message: String)? {
    let indent = bytes[line].prefix { $0 == Self.space }.count
    if let block = blockTextIndent {
      if indent > block || indent == line.count { return nil }
      blockTextIndent = nil
    }
    if quote == nil {
      if bytes[line].prefix(while: { " -?\t".utf8.contains($0) }).count > Self.maxIndent {
        return (line.lowerBound, "this is nested too deeply")
      }
      let first = line.lowerBound + indent
      if first < line.upperBound, bytes[first] == Self.tab, flowDepth == 0,
        !bytes[first..<line.upperBound].allSatisfy(isBlank)
      {
        return (first, "a line is indented with a tab; use spaces")
      }
    }
    var isTokenStart = true
    var index = line.lowerBound
    while index < line.upperBound {
      let byte = bytes[index]
      let next = index + 1 < line.upperBound ? bytes[index + 1] : Self.space
      if let open = quote {
        let isEscape = (byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\""))
        let isDoubled = byte == open && open == UInt8(ascii: "'") && next == open
        if byte == open, !isDoubled { quote = nil }
        index += isEscape || isDoubled ? 2 : 1
        isTokenStart = false
        continue
      }
      switch byte {
      case UInt8(ascii: "#") where index == line.lowerBound || isBlank(bytes[index - 1]): return nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): if isTokenStart { quote = byte }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if isTokenStart || flowDepth > 0 {
          flowDepth += 1
          if flowDepth > Self.maxFlowDepth { return (index, "this is nested too deeply") }
          index += 1
          isTokenStart = true
          continue
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): flowDepth = max(0, flowDepth - 1)
      case UInt8(ascii: "|"), UInt8(ascii: ">"):
        if isTokenStart, flowDepth == 0 {
          blockTextIndent = indent
          return nil
        }
      default:
        if isTokenStart, let message = Self.refusal(of: byte, isBlank(next)) {
          return (index, message)
        }
      }
      if isBlank(byte) {
        // A space changes nothing: after "- " a token still starts, inside a text none does.
      } else if ":,-".utf8.contains(byte),
        isBlank(next) || (flowDepth > 0 && byte == UInt8(ascii: ","))
      {
        isTokenStart = isTokenStart || byte != UInt8(ascii: "-")
      } else {
        isTokenStart = false
      }
      index += 1
    }
    return nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == Self.space || byte == Self.tab }

  /// Why a token cannot begin with a character, nil where it can.
  private static func refusal(of byte: UInt8, _ isAlone: Bool) -> String? {
    switch byte {
    case UInt8(ascii: "&") where !isAlone, UInt8(ascii: "*") where !isAlone:
      "YAML anchors and aliases ('\(Unicode.Scalar(byte))name') are not used in scenarios; write the "
        + "values out, or share them through 'extends'"
    case UInt8(ascii: "!"): "YAML tags ('!name') are not used in scenarios"
    case UInt8(ascii: "?") where isAlone: "a key must be a plain text, followed by a colon"
    default: nil
    }
  }
}
