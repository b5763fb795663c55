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
    try await checkReadsBack(try await effective(of: path, in: folder), in: folder)
  }

  @Test func `the effective text of the complete scenario reads back to itself`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try await checkReadsBack(try await effective(of: "complete.yaml", in: folder), in: folder)
  }

  /// Neither an error nor a warning, and what is shown then is the same.
  private func checkReadsBack(_ text: String, in folder: TemporaryFolder) async throws {
    try folder.write("effective.yaml", text)
    let valid = try await Program.run(["validate", "effective.yaml"], in: folder)
    #expect(valid.exitCode == 0 && valid.errors.isEmpty, "\(valid.errors)")
    let again = try await effective(of: "effective.yaml", in: folder)
    #expect(withoutOrigins(again) == withoutOrigins(text))
  }

  private func effective(of path: String, in folder: TemporaryFolder) async throws -> String {
    let shown = try await Program.run(["show", path, "--effective"], in: folder)
    #expect(shown.exitCode == 0, "\(shown.errors)")
    return shown.output
  }

  /// The text without the comments that say where each value came from.
  private func withoutOrigins(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      let value = line.range(of: " # ", options: .backwards).map { line[..<$0.lowerBound] } ?? line
      return value.replacing(/\s+$/, with: "")
    }.joined(separator: "\n")
  }
}
