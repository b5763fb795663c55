import Foundation
import TestSupport
import Testing

/// Every scenario that is shipped is valid and runs.
struct ShippedScenarioTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = repository.appendingPathComponent("scenarios").path

  /// The names of the files in `scenarios/`.
  static var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  @Test func `there are scenarios to test`() {
    #expect(Self.names.contains("netherlands.yaml") && Self.names.contains("small.yaml"))
  }

  @Test(arguments: names)
  func `a shipped scenario is valid and runs`(_ name: String) async throws {
    let results = try TemporaryFolder()
    let path = "\(Self.folder)/\(name)"
    let valid = try await Program.run(["validate", path])
    #expect(valid.exitCode == 0 && valid.errors.isEmpty, "\(valid.errors)")
    let run = try await Program.run(["run", path, "-n", "2", "-o", results.path(of: "r.db")])
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    let export = try await Program.run(
      ["export", results.path(of: "r.db"), "--to", results.path(of: "csv")])
    #expect(export.exitCode == 0, "\(export.errors)")
  }

  /// A reader sees at the top of a file which question it answers.
  @Test(arguments: names)
  func `a shipped scenario begins with what it is for`(_ name: String) throws {
    let text = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
    #expect(text.hasPrefix("# "))
    #expect(text.contains("\nquestion: "))
  }

  @Test func `the scenario that is measured beside a program by hand is valid`() async throws {
    let path = Self.repository.appendingPathComponent("Benchmarks/lists.yaml").path
    let valid = try await Program.run(["validate", path])
    #expect(valid.exitCode == 0 && valid.errors.isEmpty, "\(valid.errors)")
  }

  /// What `new` writes is the small scenario.
  @Test func `new writes the small scenario`() async throws {
    let folder = try TemporaryFolder()
    #expect(try await Program.run(["new", "copy.yaml"], in: folder).exitCode == 0)
    let shipped = try String(contentsOfFile: "\(Self.folder)/small.yaml", encoding: .utf8)
    #expect(try folder.read("copy.yaml") == shipped)
  }
}
