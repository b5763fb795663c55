import Foundation
import TestSupport
import Testing

/// The scenario as the engine sees it is itself a scenario: the same one.
struct EffectiveScenarioTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The scenario files of the repository: those shipped, and those of known answers.
  static var paths: [String] {
    ["scenarios", "Tests/KnownAnswerTests/Scenarios"].flatMap { folder in
      let path = repository.appendingPathComponent(folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().map { path + "/" + $0 }
    }
  }

  @Test(arguments: paths)
  func `the effective scenario reads back to itself`(_ path: String) async throws {
    let folder = try TemporaryFolder()
    let shown = try await effective(of: path, in: folder)
    try await checkReadsBack(shown, in: folder)
  }

  @Test func `the effective text of the complete scenario reads back to itself`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let shown = try await effective(of: "complete.yaml", in: folder)
    #expect(shown.errors.isEmpty, "\(shown.errors)")
    try await checkReadsBack(shown, in: folder)
  }

  /// No error, the warnings of the scenario itself, and what is shown then is the same.
  private func checkReadsBack(_ shown: Program.Outcome, in folder: TemporaryFolder) async throws {
    try folder.write("effective.yaml", shown.output)
    let valid = try await Program.run(["validate", "effective.yaml"], in: folder)
    #expect(valid.exitCode == 0, "\(valid.errors)")
    #expect(warnings(valid) == warnings(shown))
    let again = try await effective(of: "effective.yaml", in: folder)
    #expect(withoutOrigins(again.output) == withoutOrigins(shown.output))
  }

  private func effective(of path: String, in folder: TemporaryFolder) async throws
    -> Program.Outcome
  {
    let shown = try await Program.run(["show", path, "--effective"], in: folder)
    #expect(shown.exitCode == 0, "\(shown.errors)")
    return shown
  }

  /// What is warned of, without the places.
  private func warnings(_ outcome: Program.Outcome) -> [String] {
    outcome.errors.split(separator: "\n").map { String($0.replacing(#/^.*: warning: /#, with: "")) }
      .sorted()
  }

  /// The text without the comments that say where each value came from.
  private func withoutOrigins(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      let value = line.range(of: " # ", options: .backwards).map { line[..<$0.lowerBound] } ?? line
      return value.replacing(/\s+$/, with: "")
    }.joined(separator: "\n")
  }
}
