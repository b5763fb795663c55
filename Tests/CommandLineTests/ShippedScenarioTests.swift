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

  @Test func `new writes the small scenario, and the schema that its first line names`()
    async throws
  {
    let folder = try TemporaryFolder()
    let new = try await Program.run(["new", "copy.yaml"], in: folder)
    #expect(new.exitCode == 0 && new.output.contains("with the schema for editors beside it"))
    let shipped = try String(contentsOfFile: "\(Self.folder)/small.yaml", encoding: .utf8)
    let line = "# yaml-language-server: $schema=millwright.schema.json\n"
    #expect(try folder.read("copy.yaml") == line + shipped)
    let schema = try await Program.run(["schema"]).output
    #expect(try folder.read("millwright.schema.json") == schema)
  }

  @Test func `a schema that lies beside a new scenario stays as it is`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("millwright.schema.json", "{}")
    let new = try await Program.run(["new", "copy.yaml"], in: folder)
    #expect(
      new.exitCode == 0 && new.output.contains("is not the schema of this version"), "\(new.output)"
    )
    #expect(try folder.read("millwright.schema.json") == "{}")
    let renewed = try await Program.shell(
      "\"$0\" schema > millwright.schema.json && \"$0\" new more.yaml", in: folder)
    #expect(renewed.exitCode == 0 && !renewed.output.contains("schema"), "\(renewed.output)")
    #expect(try folder.names() == ["copy.yaml", "millwright.schema.json", "more.yaml"])
  }

  @Test func `new names the schema that is installed with the program`() async throws {
    let folder = try TemporaryFolder()
    let install = """
      mkdir -p usr/bin usr/share/millwright/schema mine &&
      cp "$0" usr/bin/ && "$0" schema > usr/share/millwright/schema/millwright.schema.json &&
      cd mine && ../usr/bin/millwright new a > /dev/null && ../usr/bin/millwright new - && ls
      """
    let new = try await Program.shell(install, in: folder)
    #expect(new.exitCode == 0, "\(new.errors)")
    let scenario = try folder.read("mine/a.yaml")
    #expect(new.output == scenario + "a.yaml\n")
    let named = try #require(
      scenario.firstMatch(of: /^# yaml-language-server: \$schema=(\S+)\n/)
    ).1
    #expect(named.hasSuffix("/usr/share/millwright/schema/millwright.schema.json"))
    #expect(FileManager.default.fileExists(atPath: String(named)))
  }

  @Test func `new writes a shipped case with its tables beside it, which is the same scenario`()
    async throws
  {
    let folder = try TemporaryFolder()
    let new = try await Program.run(["new", "mine", "--from", "netherlands"], in: folder)
    #expect(new.exitCode == 0 && new.output.contains("with its tables in data"), "\(new.errors)")
    func digest(_ path: String) async throws -> String {
      let shown = try await Program.run(["show", path, "--format", "json"], in: folder).output
      let digest = try #require(shown.firstMatch(of: /"scenario_sha256" *: *"([0-9a-f]+)"/)).1
      return String(digest)
    }
    #expect(try await digest("mine.yaml") == (try await digest("\(Self.folder)/netherlands.yaml")))
    // Once more beside the same tables, but not over others, and nothing is left of what was refused.
    #expect(
      try await Program.run(["new", "two", "--from", "netherlands"], in: folder).exitCode == 0)
    try folder.write("data/finance.csv", "parameter\n")
    let other = try await Program.run(["new", "three", "--from", "netherlands"], in: folder)
    #expect(other.exitCode == 73 && other.errors.contains("data/finance.csv exists"))
    #expect(try !folder.names().contains("three.yaml"))
  }

  @Test func `a case that is not there is refused with those that are`() async throws {
    let folder = try TemporaryFolder()
    let new = try await Program.run(["new", "mine", "--from", "belgium"], in: folder)
    #expect(new.exitCode == 64 && new.errors.contains("netherlands, small"), "\(new.errors)")
    let printed = try await Program.run(["new", "-", "--from", "netherlands"], in: folder)
    #expect(printed.exitCode == 64 && printed.output.isEmpty, "\(printed.errors)")
    #expect(try folder.names().isEmpty)
  }
}
