import ArgumentParser
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

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "FILE"))
  var files: [String]

  func run() throws {
    var found: [Problem] = []
    var hasErrors = false
    var isMissing = false
    for file in files {
      do throws(ScenarioProblems) {
        let warnings = try CheckedScenario(files: [file]).effective.warnings
        show(warnings)
        found += warnings
        print("\(file): valid" + (warnings.isEmpty ? "" : ", \(warnings.countText)"))
      } catch {
        show(error.problems)
        found += error.problems
        if error.isInputMissing { isMissing = true } else { hasErrors = true }
      }
    }
    guard hasErrors || isMissing else { return }
    StandardError.write(found.countText)
    throw ExitCode((hasErrors ? ExitStatus.scenarioInvalid : .inputMissing).rawValue)
  }

  private func show(_ problems: [Problem]) {
    for problem in problems { StandardError.write(problem.description) }
  }
}
