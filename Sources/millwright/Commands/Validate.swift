import ArgumentParser
import OutputFiles
import Quantities
import Reports
import ScenarioFiles
import ScenarioReading

/// `millwright validate FILE…`: checks scenarios without running them.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks scenario files and prints every problem.",
    discussion: """
      Each file is a scenario of its own. Problems are written with file, line and column; warnings \
      do not make a scenario invalid.

        millwright validate mine.yaml

      Exit status: 0 all are valid, 65 one has errors, 66 a file is missing.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "FILE"), completion: .scenario)
  var files: [String]

  @OptionGroup var result: ResultFormatOptions

  func run() throws {
    let checks = files.map(Check.init)
    switch result.format {
    case .text: for check in checks { try show(check) }
    case .json: try StandardOutput.print(JSONText.of(Document(checks)))
    }
    let hasErrors = checks.contains { !$0.isValid && !$0.isMissing }
    guard hasErrors || checks.contains(where: \.isMissing) else { return }
    if result.format == .text { StandardError.write(checks.flatMap(\.problems).countText) }
    throw ExitCode((hasErrors ? ExitStatus.scenarioInvalid : .inputMissing).rawValue)
  }

  private func show(_ check: Check) throws {
    for line in check.problems.lines { StandardError.write(line) }
    guard check.isValid else { return }
    let warnings = check.problems.isEmpty ? "" : ", \(check.problems.countText)"
    try StandardOutput.print("\(check.file.printable): valid\(warnings)")
  }

  /// What is found in one file.
  private struct Check {
    let file: String
    let problems: [Problem]
    let isValid: Bool
    let isMissing: Bool

    init(_ file: String) {
      self.file = file
      do throws(ScenarioProblems) {
        let checked = try CheckedScenario(files: [file])
        _ = try checked.variants()
        problems = checked.effective.warnings
        isValid = true
        isMissing = false
      } catch {
        problems = error.problems
        isValid = false
        isMissing = error.isInputMissing
      }
    }
  }

  /// What `--format json` prints.
  private struct Document: Encodable {
    struct File: Encodable {
      let file: String
      let valid: Bool
      let problems: [Finding]
    }

    /// A problem; one that is not in a file, such as one of the command line, has no line.
    struct Finding: Encodable {
      let file: String
      let line, column: Int?
      let severity, message: String
      let suggestion: String?

      init(_ problem: Problem) {
        file = problem.place.file
        line = problem.place.line == 0 ? nil : problem.place.line
        column = problem.place.column == 0 ? nil : problem.place.column
        severity = problem.severity.rawValue
        message = problem.message
        suggestion = problem.suggestion
      }
    }

    let valid: Bool
    let files: [File]

    init(_ checks: [Check]) {
      valid = checks.allSatisfy(\.isValid)
      files = checks.map { check in
        File(file: check.file, valid: check.isValid, problems: check.problems.map(Finding.init))
      }
    }
  }
}
