/// Damages the text of a file, as editors, transfers and the unwary do.
struct TextMutations {
  var dice: Dice

  /// Damages a file once or a few times; returns what was done.
  mutating func apply(to bytes: inout [UInt8]) -> String {
    (0..<dice.pick([1, 1, 2, 4])).map { _ in once(&bytes) }.joined(separator: ", ")
  }

  private mutating func once(_ bytes: inout [UInt8]) -> String {
    let at = dice.whole(0...bytes.count)
    let piece = Array(dice.pick(Self.pieces).utf8)
    switch dice.whole(0...11) {
    case 0:
      guard at < bytes.count else { return "nothing" }
      bytes[at] ^= 1 << UInt8(dice.whole(0...7))
      return "a bit flipped at byte \(at)"
    case 1:
      bytes.removeSubrange(at..<min(bytes.count, at + dice.whole(1...12)))
      return "some bytes lost at \(at)"
    case 2:
      bytes.removeSubrange(at...)
      return "cut off at byte \(at)"
    case 3, 4, 5:
      bytes.insert(contentsOf: piece, at: at)
      return "a piece inserted at byte \(at)"
    case 6:
      bytes.replaceSubrange(at..<min(bytes.count, at + dice.whole(0...12)), with: piece)
      return "a piece replaced at byte \(at)"
    case 7:
      let from = dice.whole(0...at)
      bytes.insert(contentsOf: bytes[from..<min(at, from + 300)], at: at)
      return "a piece repeated at byte \(at)"
    default: return lines(&bytes)
    }
  }

  /// Damages whole lines.
  private mutating func lines(_ bytes: inout [UInt8]) -> String {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let at = dice.whole(0...(lines.count - 1))
    let words: String
    switch dice.whole(0...6) {
    case 0: (lines[at], words) = ([], "line \(at + 1) emptied")
    case 1:
      lines.insert(lines[at], at: at)
      words = "line \(at + 1) doubled"
    case 2:
      lines.swapAt(at, dice.whole(0...(lines.count - 1)))
      words = "line \(at + 1) moved"
    case 3:
      lines[at].insert(contentsOf: Array(repeating: 32, count: dice.whole(1...3)), at: 0)
      words = "line \(at + 1) indented"
    case 4:
      lines[at].insert(contentsOf: Array(repeating: 9, count: dice.whole(1...2)), at: 0)
      words = "line \(at + 1) indented by tabs"
    case 5:
      bytes = Array(lines.joined(separator: dice.chance(0.5) ? [13] : [13, 10]))
      return "other line ends"
    default:
      lines[at] += Array(
        repeating: dice.pick([32, 97, 91, 45]), count: dice.pick([100, 5000, 200_000]))
      words = "line \(at + 1) made very long"
    }
    bytes = Array(lines.joined(separator: [10]))
    return words
  }

  private static let pieces = [
    ":", ": ", " ", "  ", "\n", "\t", "-", "- ", "[", "]", "{", "}", ",", "\"", "'", "#", " #",
    "&a ",
    "*a", "!x ", "!!int ", "|\n", ">\n", "%", "@", "`", "$", "?", "? ", "<<: *a\n", "---\n",
    "...\n",
    "%YAML 1.1\n", "%TAG ! tag:x:\n", "null", "~", "9e999", "NaN", "é", "🏭", "\u{0}", "\u{7F}",
    "\u{1B}[2J", "\u{FEFF}", "\u{2028}", "\u{85}", "\\", "\"\\x\"", "\"\\u0000\"", "\"\\uD800\"",
    "table: x.csv\n", "extends: scenario.yaml\n", "extends: [base.yaml, base.yaml]\n",
    "{ value: 3 MW }", "\r\n", "\r", "source: [", "a: &x [*x]\n", "\u{FFFE}", "\u{10FFFF}", "=",
    String(repeating: "[", count: 60), String(repeating: "{ a: ", count: 60),
    String(repeating: "- ", count: 150), String(repeating: "a: ", count: 80),
    String(repeating: "? ", count: 120), String(repeating: "  ", count: 500) + "a: 1\n",
  ]
}
