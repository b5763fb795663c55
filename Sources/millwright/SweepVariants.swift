import Quantities
import ScenarioFiles

/// A variant of a sweep: a scenario that was read, with its name and what it changes in words.
struct SweptVariant {
  let name, title: String
  let checked: CheckedScenario
}

/// `--set P=V1,V2`: a value, or several that are tried one after the other.
struct SweptSetting {
  let path: String
  let values: [String]

  /// Splits a setting at the commas that stand in no brackets and no quotes.
  init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    path = String(text[..<equals])
    var values = [""]
    var depth = 0
    var quote: Character?
    for character in text[text.index(after: equals)...] {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "[{(".contains(character) {
        depth += 1
      } else if "]})".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        values.append("")
        continue
      }
      values[values.count - 1].append(character)
    }
    let trimmed = values.map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
    guard !trimmed.contains("") else { return nil }
    self.values = trimmed
  }

  /// Every combination of the values of some settings, the last changing first; `PATH=VALUE` each.
  static func grid(_ settings: [SweptSetting]) -> [[String]] {
    settings.reduce([[]]) { combinations, setting in
      combinations.flatMap { combination in
        setting.values.map { combination + ["\(setting.path)=\($0)"] }
      }
    }
  }
}
