import FactoryModel
import Foundation
import ScenarioFiles
import ScenarioReading

/// Reads an input as `validate` and `show` do, and says what a reading must never do.
///
/// A crash, a hang or memory without end is noticed by whoever started the process.
public struct ReadingCheck {
  private let input: FuzzInput
  private var findings: [Finding] = []
  private var isValid = false

  /// What is wrong with the reading of an input, whose files lie in the working directory.
  public static func findings(_ input: FuzzInput) -> (findings: [Finding], isValid: Bool) {
    var check = ReadingCheck(input)
    let start = ContinuousClock.now
    check.run()
    let elapsed = ContinuousClock.now - start
    if elapsed > .seconds(slow) {
      check.add("reading takes long", "\(elapsed) for \(input.files[0].bytes.count) bytes")
    }
    return (check.findings, check.isValid)
  }

  /// More seconds than reading a small file several times may take on a busy machine.
  private static let slow = 10

  private init(_ input: FuzzInput) { self.input = input }

  private mutating func add(_ rule: String, _ detail: String) {
    findings.append(Finding(rule, detail))
  }

  private typealias Reading = Result<
    (model: Scenario, effective: EffectiveScenario), ScenarioProblems
  >

  private func read(_ paths: [String], _ sets: [String] = []) -> Reading {
    ScenarioFile.read(paths: paths, sets: sets) { Scenario(from: $0) }
  }

  private mutating func run() {
    switch read(input.named, input.settings) {
    case .failure(let problems): refused(problems)
    case .success(let reading): accepted(reading.effective)
    }
  }

  private mutating func refused(_ problems: ScenarioProblems) {
    if input.expected != nil {
      add("valid but refused when written otherwise", "\(problems)")
    }
    if !problems.problems.contains(where: { $0.severity == .error }) {
      add("refused without an error", "\(problems)")
    }
    checkWords(problems.problems)
    if case .failure(let again) = read(input.named, input.settings),
      again.problems == problems.problems
    {
      return
    }
    add("the problems differ from one reading to the next", "\(problems)")
  }

  private mutating func accepted(_ effective: EffectiveScenario) {
    isValid = true
    checkWords(effective.warnings)
    if let expected = input.expected, expected != effective.canonicalText {
      add(
        "another scenario when written otherwise",
        Self.difference(expected, effective.canonicalText))
    }
    let before = findings.count
    for (name, text) in [("text", effective.text), ("canonical text", effective.canonicalText)] {
      let again = try? ScenarioFile.load(text: text, file: FuzzInput.mainFile)
      guard let again else {
        add("the effective \(name) is refused", "it cannot be loaded")
        continue
      }
      switch ScenarioFile.read(again, { Scenario(from: $0) }) {
      case .failure(let problems): add("the effective \(name) is refused", "\(problems)")
      case .success(let reading):
        if reading.effective.sha256 != effective.sha256 {
          add(
            "the effective \(name) is another scenario",
            Self.difference(effective.canonicalText, reading.effective.canonicalText))
        }
      }
    }
    if findings.count == before { checkSetting(effective) }
  }

  /// A path of the effective scenario can be set, and setting it to what it is changes nothing.
  private mutating func checkSetting(_ effective: EffectiveScenario) {
    guard let root = try? ScenarioFile.load(text: effective.canonicalText, file: "effective").root
    else { return }
    let draft = Draft(root)
    // One value of the input's own choice, so that many inputs together try all keys.
    let paths = draft.paths
    let choice = effective.sha256.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFF_FFFF }
    let path = paths[choice % paths.count]
    let keys = draft.keys(to: path[...])
    guard let value = draft.value(at: path[...]), keys.allSatisfy(Self.canBeOnAPath) else { return }
    if case .nothing = value { return }
    if draft.isAnnotated(at: path) { return }
    let setting = keys.joined(separator: ".") + "=" + value.flow
    let scenario: LoadedScenario
    do {
      scenario = try ScenarioFile.load(
        text: effective.canonicalText, file: FuzzInput.mainFile, sets: [setting])
    } catch {
      return add("a value cannot be set to what it is", "--set '\(setting)'\n\(error)")
    }
    switch ScenarioFile.read(scenario, { Scenario(from: $0) }) {
    case .failure(let problems):
      add("a value cannot be set to what it is", "--set '\(setting)'\n\(problems)")
    case .success(let reading):
      if reading.effective.sha256 != effective.sha256 {
        add(
          "setting a value to what it is changes the scenario",
          "--set '\(setting)'\n"
            + Self.difference(effective.canonicalText, reading.effective.canonicalText))
      }
    }
  }

  private static func canBeOnAPath(_ key: String) -> Bool {
    !key.isEmpty && !key.contains { $0 == "." || $0 == "=" || $0.isWhitespace }
  }

  private mutating func checkWords(_ problems: [Problem]) {
    for problem in problems {
      for finding in ProblemWords.findings(problem, input) { findings.append(finding) }
    }
  }

  /// The first lines in which two texts differ.
  static func difference(_ a: String, _ b: String) -> String {
    let (a, b) = (a.split(separator: "\n"), b.split(separator: "\n"))
    let first = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? min(a.count, b.count)
    return "- " + a.dropFirst(first).prefix(3).joined(separator: "\n- ") + "\n+ "
      + b.dropFirst(first).prefix(3).joined(separator: "\n+ ")
  }
}
