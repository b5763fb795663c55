import Quantities

// The words that several kinds of values share.
extension SectionReader {
  /// What is wrong with a `source` or a `confidence`, nil where nothing is.
  public static func mistake(inAnnotation key: String, _ value: ScenarioNode) -> String? {
    guard let text = value.scalar else {
      return "'\(key)' must be a text (found \(value.shortDescription))"
    }
    if key == "source" || Confidence(rawValue: text) != nil { return nil }
    return mustBeOne("confidence", of: Confidence.allCases.map(\.rawValue), found: text)
  }

  /// The first dozen of some names, each once and cut where nobody would read on.
  public static func listed(_ names: [String]) -> String {
    var seen: Set<String> = []
    let names = names.filter { seen.insert($0).inserted }
    return names.prefix(12).map { $0.prefix(60) + ($0.dropFirst(60).isEmpty ? "" : "…") }
      .joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// The words for a key that is not known, with the nearest that is.
  public static func unknownKey(_ name: String, known: [String]) -> String {
    var message = "unknown key '\(name)'"
    var listed: [String] = []
    for key in known where !listed.contains(key) { listed.append(key) }
    if let nearest = NearestName.of(name, among: listed) {
      message += "; did you mean '\(nearest)'?"
    } else if listed.isEmpty {
      message += "; nothing is known here"
    } else {
      message += "; known here: " + Self.listed(listed)
    }
    return message
  }

  /// The words for a text that is none of those known.
  public static func mustBeOne(_ key: String, of known: [String], found: String) -> String {
    var message = "'\(key)' must be one of \(listed(known)) (found '\(found)')"
    if let nearest = NearestName.of(found, among: known) {
      message += "; did you mean '\(nearest)'?"
    }
    return message
  }
}
