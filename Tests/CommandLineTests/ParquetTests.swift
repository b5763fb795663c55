import Foundation
import TestSupport
import Testing

/// `export --format parquet`: the tables of CSV as files of Parquet.
struct ParquetTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func makeResults() async throws {
    let run = try await Program.run(["run", "complete.yaml", "-n", "3", "-o", "r.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path(of: name)))
  }

  @Test func `the tables are those of CSV, and the same results give the same bytes`() async throws
  {
    try await makeResults()
    let csv = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    for name in ["one", "two"] {
      let export = try await Program.run(
        ["export", "r.db", "--to", name, "--format", "parquet"], in: folder)
      try #require(export.exitCode == 0, "\(export.errors)")
      #expect(export.errors.isEmpty)
      #expect(
        export.output
          == csv.output.replacingOccurrences(of: "csv/", with: "\(name)/")
          .replacingOccurrences(of: ".csv\n", with: ".parquet\n"))
    }
    let names = try folder.names(in: "one")
    #expect(names.count { $0.hasSuffix(".parquet") } == names.count - 1)
    for name in names {
      #expect(try bytes("one/\(name)") == bytes("two/\(name)"), "\(name)")
      guard name.hasSuffix(".parquet") else { continue }
      // A file of Parquet begins and ends with its mark.
      #expect(try bytes("one/\(name)").prefix(4) == Data("PAR1".utf8), "\(name)")
      #expect(try bytes("one/\(name)").suffix(4) == Data("PAR1".utf8), "\(name)")
    }
    let description = try folder.read("one/datapackage.json")
    #expect(description.contains("\"path\" : \"metrics.parquet\""))
    #expect(!description.contains("\"encoding\""))
  }

  @Test func `an export replaces one of the other form, and nothing of others`() async throws {
    try await makeResults()
    for form in ["csv", "parquet", "csv", "parquet"] {
      let export = try await Program.run(
        ["export", "r.db", "--to", "out", "--format", form, "--table", "metrics"], in: folder)
      try #require(export.exitCode == 0, "\(export.errors)")
      #expect(try folder.names(in: "out") == ["datapackage.json", "metrics.\(form)"])
    }
    try folder.write("out/summary.parquet", "PAR1 but of somebody else")
    let refused = try await Program.run(
      ["export", "r.db", "--to", "out", "--format", "parquet"], in: folder)
    #expect(refused.exitCode == 73)
    #expect(refused.errors.contains("out/summary.parquet: no export made this file"))
    #expect(try folder.read("out/summary.parquet") == "PAR1 but of somebody else")
  }

  @Test func `only one form at a time`() async throws {
    let both = try await Program.run(
      ["export", "r.db", "--to", "out", "--format", "parquet", "--format", "iamc"], in: folder)
    #expect(both.exitCode == 64)
    #expect(both.errors.contains("--format parquet and --format iamc: choose one of them"))
  }
}
