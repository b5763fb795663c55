import Quantities

extension ScenarioCatalogue {
  /// The reference page of the scenario format, in Markdown.
  ///
  /// - Parameters:
  ///   - introduction: what stands before the keys, without a heading.
  ///   - distributions: the distributions that may stand for a number.
  /// - Returns: the page, one table for each map of keys.
  public func referencePage(
    introduction: String, distributions: [DistributionWords]
  ) -> String {
    var page = "# Scenario reference\n\n\(introduction)\n"
    page += "\n## Distributions\n\n| written | meaning |\n| --- | --- |\n"
    for distribution in distributions {
      let patterns = distribution.patterns.map { "`{ \($0) }`" }.joined(separator: " or ")
      page += "| \(patterns) | \(Self.cell(distribution.meaning)) |\n"
    }
    append(to: &page, path: "", meaning: nil)
    return page
  }

  private func append(to page: inout String, path: String, meaning: String?) {
    page += "\n## \(path.isEmpty ? "The scenario" : "`\(path)`")\n"
    if let meaning { page += "\n\(meaning)\n" }
    if !keys.isEmpty {
      page += "\n| key | meaning | written | default | range | drawn |\n"
      page += "| --- | --- | --- | --- | --- | --- |\n"
    }
    for key in keys {
      let cells = [
        "`\(key.name)`", key.meaning, key.content.words,
        key.isRequired ? "required" : key.defaultText.map { $0.isEmpty ? "" : "`\($0)`" } ?? "",
        key.content.rangeWords, key.drawnWords,
      ]
      page += "| " + cells.map(Self.cell).joined(separator: " | ") + " |\n"
    }
    if !alternatives.isEmpty { page += "\nOne of these stands among the keys:\n" }
    Self.append(alternatives, to: &page, path: path)
    for key in keys {
      let inner = path.isEmpty ? key.name : path + "." + key.name
      switch key.content {
      case .section(let keys, _), .list(let keys):
        keys.append(to: &page, path: inner, meaning: key.meaning)
      case .named(_, let keys):
        keys.append(to: &page, path: inner + ".NAME", meaning: key.meaning)
      case .variant(let alternatives, _):
        page += "\n## `\(inner)`\n\n\(key.meaning) One of:\n"
        Self.append(alternatives, to: &page, path: inner)
      default: break
      }
    }
  }

  private static func append(_ alternatives: [Alternative], to page: inout String, path: String) {
    if alternatives.isEmpty { return }
    page += "\n| name | meaning |\n| --- | --- |\n"
    for alternative in alternatives {
      page += "| `\(alternative.name)` | \(cell(alternative.meaning)) |\n"
    }
    for alternative in alternatives
    where !(alternative.keys.keys.isEmpty && alternative.keys.alternatives.isEmpty) {
      let short = alternative.shorthand.map { " A value without keys is its `\($0)`." } ?? ""
      alternative.keys.append(
        to: &page, path: path.isEmpty ? alternative.name : path + "." + alternative.name,
        meaning: alternative.meaning + short)
    }
  }

  private static func cell(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 }).split(
      separator: "|", omittingEmptySubsequences: false
    )
    .joined(separator: "\\|")
  }
}

extension ScenarioCatalogue.Key {
  fileprivate var drawnWords: String {
    content.mayBeDrawn ? drawnPer.map { "once per \($0)" } ?? "yes" : ""
  }
}

extension ScenarioCatalogue.Content {
  /// What may be written, in a few words.
  fileprivate var words: String {
    switch self {
    case .number(let dimensions, _, let words, _):
      let numbers = dimensions.map { "\($0.noun), `\($0.plainExample)`" }
      let choices =
        (numbers.isEmpty ? ["a number with its unit"] : numbers) + words.map { "`\($0)`" }
      return choices.joined(separator: ", or ")
    case .amount(let dimension, _): return "\(dimension.noun), `\(dimension.plainExample)`"
    case .count: return "a whole number"
    case .flag: return "`true` or `false`"
    case .text: return "a text"
    case .date: return "a date, `2028-06-01`"
    case .choice(let words): return words.map { "`\($0)`" }.joined(separator: ", ")
    case .reference(let kind): return "the name of \(SectionReader.one(kind))"
    case .table: return "the path of a CSV file"
    case .listOf(let element, _): return "a list, each " + element.words
    case .points: return "a list of pairs, `\(example ?? "")`"
    case .location: return "latitude and longitude in degrees, `\(example ?? "")`"
    case .section(_, let shorthand):
      return "keys, see below" + (shorthand.map { ", or the `\($0)` alone" } ?? "")
    case .named(let kind, _): return "a map from the name of each \(kind) to its keys"
    case .namedValues(let kind, _): return "a map from the name of each \(kind) to its value"
    case .list: return "a list of maps, see below"
    case .variant(let alternatives, _):
      return "one of " + alternatives.map { "`\($0.name)`" }.joined(separator: ", ")
    case .either(let first, let second): return first.words + "; or " + second.words
    case .sameAs(let path): return "the same as `\(path)`"
    case .overlay: return "a map of keys of the scenario, which is laid over it"
    }
  }

  fileprivate var mayBeDrawn: Bool {
    switch self {
    case .number(_, _, _, let mayBeDrawn): mayBeDrawn
    case .either(let first, _): first.mayBeDrawn
    default: false
    }
  }

  fileprivate var rangeWords: String {
    switch self {
    case .number(let dimensions, let range, _, _): dimensions.first?.rangeText(range) ?? ""
    case .amount(let dimension, let range): dimension.rangeText(range) ?? ""
    case .count(let range): range.map(SectionReader.rangeText) ?? ""
    case .listOf(let element, _): element.rangeWords
    case .either(let first, _): first.rangeWords
    default: ""
    }
  }
}
