import TestSupport
import Testing

/// A run of a scenario that all tests of a suite read; it is made once and gone after the last.
struct SharedRun: SuiteTrait, TestScoping {
  /// That of the suite whose tests run.
  @TaskLocal static var current: ExportedRun?

  let scenario: String
  let replications: Int
  let seed: Int
  let tables: [String]

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let run = try await ExportedRun(
      of: scenario, replications: replications, seed: seed, tables: tables)
    try await Self.$current.withValue(run) { try await function() }
  }
}

extension Trait where Self == SharedRun {
  /// Makes a run that the suite's tests find in `SharedRun.current`.
  static func sharing(
    _ scenario: String, replications: Int, seed: Int, tables: [String]
  ) -> Self {
    SharedRun(scenario: scenario, replications: replications, seed: seed, tables: tables)
  }
}
