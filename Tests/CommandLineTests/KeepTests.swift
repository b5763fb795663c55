import TestSupport
import Testing

/// `run --keep`, and what is said of results that are not whole.
struct KeepTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func run(_ words: String...) async throws -> Program.Outcome {
    try await Program.run(["run", "complete.yaml", "-o", "r.db"] + words, in: folder)
  }

  @Test func `what is kept belongs to the experiment`() async throws {
    let first = try await run("-n", "4", "--keep", "series=3", "--keep", "grid=1")
    #expect(first.exitCode == 0, "\(first.errors)")
    let other = try await run("-n", "6", "--resume", "--keep", "series=2", "--keep", "grid=1")
    #expect(other.exitCode == 73)
    #expect(
      other.errors.contains("the number of futures whose series are kept is 3 there and 2 now"))
    let same = try await run("-n", "6", "--resume")
    #expect(same.exitCode == 0, "\(same.errors)")
    let export = try await Program.run(
      ["export", "r.db", "--to", "csv", "--series"], in: folder)
    #expect(export.exitCode == 0)
    let series = try Table(path: folder.path(of: "csv/series.csv"))
    #expect(Set(series.rows.map { $0["replication"] }) == ["0", "1", "2"])
    let report = try await Program.run(["report", "r.db"], in: folder)
    #expect(report.exitCode == 0)
    #expect(
      try folder.read("r.html").contains(
        "The quantiles are those of the first 3 of 6 futures, means are of all."))
  }

  @Test(arguments: ["series", "series=", "series=x", "grid=-1", "others=3", "series=20000000"])
  func `what cannot be kept is refused`(_ words: String) async throws {
    let outcome = try await run("-n", "2", "--keep", words)
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("--keep"))
    #expect(!folder.has("r.db"))
  }

  @Test func `nothing but means is kept where that is asked for`() async throws {
    let outcome = try await run("-n", "2", "--keep", "series=0", "--keep", "grid=0")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let report = try await Program.run(["report", "r.db"], in: folder)
    #expect(report.exitCode == 0)
    #expect(try folder.read("r.html").contains("there are means, and no bands"))
  }
}
