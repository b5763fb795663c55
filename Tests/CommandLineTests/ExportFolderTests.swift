import Foundation
import TestSupport
import Testing

/// What an export may remove from the folder that it writes to: tables that an earlier one made.
struct ExportFolderTests {
  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let run = try await Program.run(["run", "complete.yaml", "-n", "1", "-o", "r.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
  }

  private func export(_ arguments: [String] = []) async throws {
    let outcome = try await Program.run(["export", "r.db", "--to", "csv"] + arguments, in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// A description of an export that somebody might have written.
  private func describe(_ files: [(path: String, columns: [String])], name: String) throws {
    let resources = files.map { file in
      [
        "name": "series", "path": file.path,
        "schema": ["fields": file.columns.map { ["name": $0] }],
      ] as [String: Any]
    }
    let json = try JSONSerialization.data(withJSONObject: ["name": name, "resources": resources])
    try folder.write("csv/datapackage.json", String(decoding: json, as: UTF8.self))
  }

  @Test func `a table of an earlier export that is not written again goes`() async throws {
    try await export(["--series"])
    try folder.write("csv/notes.csv", "mine")
    try await export(["--table", "runs"])
    #expect(try folder.names(in: "csv") == ["datapackage.json", "notes.csv", "runs.csv"])
    try await export(["--format", "iamc"])
    #expect(try folder.names(in: "csv") == ["datapackage.json", "iamc.csv", "notes.csv"])
  }

  @Test func `a file that has the name of a table but is not listed, or not as it is, stays`()
    async throws
  {
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "csv"), withIntermediateDirectories: true)
    try folder.write("csv/series.csv", "month,value\r\n1,2\r\n")
    try folder.write("csv/grid.csv", "line,load\n")
    try await export(["--table", "runs"])
    #expect(try folder.read("csv/grid.csv") == "line,load\n")
    // Listed, but with other columns than it has.
    try describe([("series.csv", ["month", "variable"])], name: "millwright-1-1")
    try await export(["--table", "runs"])
    #expect(try folder.read("csv/series.csv") == "month,value\r\n1,2\r\n")
  }

  @Test func `a file that no export made is never written over`() async throws {
    for (name, text, table) in [
      ("summary.csv", "year,rain\n2026,800\n", "summary"),
      ("datapackage.json", "{\"name\": \"rainfall\", \"resources\": []}", "runs"),
      ("datapackage.json", "no JSON", "runs"),
    ] {
      try? FileManager.default.removeItem(atPath: folder.path(of: "csv"))
      try FileManager.default.createDirectory(
        atPath: folder.path(of: "csv"), withIntermediateDirectories: true)
      try folder.write("csv/" + name, text)
      let outcome = try await Program.run(
        ["export", "r.db", "--to", "csv", "--table", table], in: folder)
      #expect(outcome.exitCode == 73)
      #expect(
        outcome.errors.contains(
          "csv/\(name): no export made this file; move it, or name another folder"),
        "\(outcome.errors)")
      #expect(try folder.read("csv/" + name) == text)
      #expect(try folder.names(in: "csv") == [name])
    }
  }

  @Test func `nothing is written through a link in the place of a table`() async throws {
    try await export(["--table", "phases"])
    try folder.write("elsewhere.csv", try folder.read("csv/phases.csv"))
    let table = folder.path(of: "csv/phases.csv")
    try FileManager.default.removeItem(atPath: table)
    try FileManager.default.createSymbolicLink(
      atPath: table, withDestinationPath: "../elsewhere.csv")
    let outcome = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    #expect(outcome.exitCode == 73)
    #expect(outcome.errors.contains("csv/phases.csv: it is a link"), "\(outcome.errors)")
  }

  @Test func `an export that was killed before it was described is written anew`() async throws {
    try await export()
    let whole = try folder.read("csv/summary.csv")
    try FileManager.default.removeItem(atPath: folder.path(of: "csv/datapackage.json"))
    try folder.write("csv/summary.csv", whole + "x")
    try await export()
    #expect(try folder.read("csv/summary.csv") == whole)
  }

  @Test func `whatever a description lists, nothing but a table in the folder itself is removed`()
    async throws
  {
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "csv/sub"), withIntermediateDirectories: true)
    let text = "month,value\r\n1,2\r\n"
    let names = [
      "notes.csv", "../series.csv", "sub/series.csv", "./series.csv/../notes.csv", "metrics.txt",
      folder.path(of: "absolute.csv"), "series.CSV", "linked.csv",
    ]
    for name in [
      "csv/notes.csv", "series.csv", "csv/sub/series.csv", "csv/metrics.txt",
      "absolute.csv", "csv/series.CSV", "target.csv",
    ] {
      try folder.write(name, text)
    }
    for name in ["csv/series.csv", "csv/linked.csv"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(of: name), withDestinationPath: "../target.csv")
    }
    let before = try folder.names(in: "csv")
    try describe(
      (names + ["series.csv"]).map { ($0, ["month", "value"]) }, name: "millwright-1-1")
    try await export(["--table", "runs"])
    #expect(
      try folder.names(in: "csv") == (before + ["datapackage.json", "runs.csv"]).sorted())
    #expect(try folder.read("target.csv") == text && folder.read("series.csv") == text)
    #expect(try folder.read("csv/sub/series.csv") == text && folder.has("absolute.csv"))
  }

  @Test(arguments: [
    "", "{", "[]", "{\"name\": 3}", "{\"name\": \"millwright-\", \"resources\": {}}",
  ])
  func `beside a description that is none nothing is written or removed`(_ text: String)
    async throws
  {
    try await export(["--series"])
    try folder.write("csv/datapackage.json", text)
    let outcome = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    #expect(outcome.exitCode == 73)
    #expect(folder.has("csv/series.csv") && folder.has("csv/metrics.csv"))
  }
}
