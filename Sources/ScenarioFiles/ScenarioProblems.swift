public import ScenarioReading

/// Why a scenario cannot be used: all problems that were found, errors and warnings.
public struct ScenarioProblems: Error, Sendable {
  /// The problems by file, line and column.
  public let problems: [Problem]
  /// Whether a file that was named on the command line is not there.
  public let isInputMissing: Bool

  /// Problems, at least one of them an error.
  public init(_ problems: [Problem], isInputMissing: Bool = false) {
    self.problems = problems
    self.isInputMissing = isInputMissing
  }
}

extension ScenarioProblems: CustomStringConvertible {
  /// One line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
