import FactoryModel
import ScenarioFiles
import ScenarioReading
import TestSupport
import Testing

@Suite struct MutationTests {
  private static let pieces = [
    ":", ": ", " ", "  ", "\n", "\t", "-", "- ", "[", "]", "{", "}", ",", "\"", "'", "#", " #",
    "&a",
    "*a", "!x", "|", ">", "%", "@", "$", "$slip", "?", "? ", "<<: ", "---\n", "...", "null", "~",
    "true", "9e999", "-1", "0", "1/0", "NaN", "MW", "é", "🏭", "\u{0}", "\u{7F}", "\u{FEFF}",
    "\u{2028}", "\\", "table: x.csv", "extends: s.yaml\n", "uniform", "{ value: 3 MW }", "$$", "/",
    "2026-13-45", "lognormal: { median: 0 h, p90: 0 h }", "\r\n", "\r", "source: [", "_", "1_",
  ]

  private func mutated(_ text: String, _ random: inout SplitMix) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...characters.count, using: &random)
      let end = min(characters.count, at + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: characters.removeSubrange(at..<end)
      case 1:
        characters.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? "", at: at)
      case 2:
        characters.replaceSubrange(
          at..<end, with: Self.pieces.randomElement(using: &random) ?? "")
      case 3:
        let from = Int.random(in: 0...at, using: &random)
        characters.insert(contentsOf: characters[from..<min(at, from + 40)], at: end)
      default:
        if at < characters.count {
          characters[at] = Character(
            Unicode.Scalar(UInt8.random(in: 0...127, using: &random)))
        }
      }
    }
    return String(characters)
  }

  @Test(arguments: 0..<8)
  func `a scenario mutated at random is read or has a located problem`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<150 {
      let text = mutated(SmallScenario.text, &random)
      let read = SmallScenario.read(text: text)
      if let effective = read.effective {
        let again = SmallScenario.read(text: effective.text)
        #expect(
          again.effective?.sha256 == effective.sha256,
          "\(again.problems)\n\(effective.text)\nfrom\n\(text)")
      } else {
        #expect(!read.problems.isEmpty)
        for problem in read.problems {
          #expect(
            problem.hasPrefix("s.yaml:") || problem.hasPrefix("x.csv"), "\(problem)\nin\n\(text)")
        }
      }
    }
  }
}
