import Experiments
import Foundation
import OutputFiles
import Quantities
import Reports
import ResultStore
import ScenarioFiles
import ScenarioReading

/// How the program ends, in the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case runFailed = 1
  case usage = 64
  case scenarioInvalid = 65
  case inputMissing = 66
  case internalError = 70
  case cannotWrite = 73
  case inputOutput = 74
  case interrupted = 130
}

/// Why a command ends early: what the user reads, and the exit status.
struct Failure: Error {
  let status: ExitStatus
  /// Lines for the user.
  let text: String

  /// A failure in one sentence.
  init(_ status: ExitStatus, _ sentence: String) {
    self.status = status
    text = "Error: \(sentence.printableLines)"
  }

  /// Tells what went wrong, and ends the program.
  func end() -> Never {
    StandardError.write(text)
    exit(status.rawValue)
  }
}

extension Failure {
  /// What any error means to the user.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let problems as ScenarioProblems: self.init(problems)
    case let error as StoreError: self.init(error.exitStatus, error.description)
    case let problem as ComparisonProblem: self.init(.usage, problem.description)
    case let error as OutputError:
      self.init(error.kind == .inputOutput ? .inputOutput : .cannotWrite, error.description)
    case let failure as ReplicationFailure:
      if let cause = failure.reason as? StoreError, cause.kind != .unusableResult {
        self.init(cause)
      } else {
        self.init(.runFailed, failure.description)
      }
    default: self.init(.internalError, "this is a mistake in Millwright (\(type(of: error)))")
    }
  }

  /// The problems of a scenario, each in its line, and how many there are.
  private init(_ problems: ScenarioProblems) {
    status = problems.isInputMissing ? .inputMissing : .scenarioInvalid
    text = (problems.problems.lines + [problems.problems.countText]).joined(separator: "\n")
  }
}

extension StoreError {
  /// The exit status that fits.
  fileprivate var exitStatus: ExitStatus {
    switch kind {
    case .missing: .inputMissing
    case .exists, .cannotWrite, .differentExperiment: .cannotWrite
    case .foreign, .corrupt, .locked, .inputOutput: .inputOutput
    case .overlapping: .usage
    case .unusableResult: .runFailed
    case .wrongLayout: .internalError
    }
  }
}

extension [Problem] {
  /// More problems of a scenario than anyone mends one by one, and how many of so many are shown.
  private static let (many, shown) = (1000, 100)

  /// A line for each; of very many for the first ones, and how many more there are.
  var lines: [String] {
    let first = count > Self.many ? prefix(Self.shown) : self[...]
    let rest = count - first.count
    return first.map { $0.text(Terminal.errorStyle) } + (rest > 0 ? ["… and \(rest) more"] : [])
  }

  /// How many there are: `2 errors, 1 warning`.
  var countText: String {
    let errors = count { $0.severity == .error }
    let warnings = count - errors
    return [counted(errors, "error"), counted(warnings, "warning")]
      .filter { !$0.hasPrefix("0 ") }.joined(separator: ", ")
  }
}

/// A number and what is counted: `1 error`, `2 errors`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
