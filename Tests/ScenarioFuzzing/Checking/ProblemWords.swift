import ScenarioReading

/// What the words of a problem must be: with a place that exists, and for people.
enum ProblemWords {
  /// What is wrong with a problem that an input has.
  static func findings(_ problem: Problem, _ input: FuzzInput) -> [Finding] {
    var findings = ofText(problem.message)
    if let mistake = mistake(in: problem.place, problem.message, input) {
      findings.append(Finding("a problem without a place that exists", "\(mistake): \(problem)"))
    }
    if problem.message.isEmpty { findings.append(Finding("a problem without words", "\(problem)")) }
    if problem.message.unicodeScalars.count > 2000 {
      findings.append(Finding("a very long message", "\(problem)"))
    }
    return findings
  }

  /// What is wrong with a text that is shown to people.
  static func ofText(_ text: String) -> [Finding] {
    raw.filter { text.contains($0) }.map {
      Finding("the words of a library or of Swift are shown", "'\($0)' in: \(text)")
    }
  }

  /// Words of libraries and of Swift that mean nothing to a user.
  private static let raw = [
    "malformed", "no such table", "no such column",
    "constraint failed", "Error Domain", "NSCocoa", "Yams", "YamlError", "precondition",
    "Fatal error", "Swift.",
    "Optional(", "ScenarioNode", "SectionReader", "DistributionError", "libyaml", "GRDB", "SQLITE",
    "did not find expected", "while parsing", "while scanning", "control characters are not",
    "invalid leading UTF-8", "unacknowledged", "gsl:", "(null)", "debugDescription", "rawValue",
    "found character that", "is not allowed in this context", "mapping values are not",
  ]

  private static func mistake(
    in place: Place, _ message: String, _ input: FuzzInput
  ) -> String? {
    if place.file.hasPrefix("--set ") { return place.line == 0 ? nil : "a line in a setting" }
    // A file of the machine, which no input has.
    if place.file.hasPrefix("/") { return nil }
    guard let file = input.files.first(where: { $0.name == place.file }) else {
      return "no file of this name"
    }
    if place.line == 0 { return "no line" }
    let lines = Self.lines(of: file)
    if place.line < 1 || place.line > lines.count + 1 { return "\(lines.count) lines" }
    if place.column < 1 { return "no column" }
    let length = place.line > lines.count ? 0 : lines[place.line - 1]
    return place.column > length + 2 ? "\(length) characters in the line" : nil
  }

  /// The lengths of the lines, in characters or bytes, whichever are more; a line of a scenario ends as
  /// in YAML, and one of a table at CR or LF alone.
  private static func lines(of file: FuzzInput.File) -> [Int] {
    let isTable = file.name.hasSuffix(".csv")
    return String(decoding: file.bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) {
        isTable ? $0 == "\n" || $0 == "\r" || $0 == "\r\n" : $0.isNewline
      }
      .map { max($0.utf8.count, $0.count) }
  }
}
