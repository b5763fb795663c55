import Foundation
import TestSupport
import Testing

/// The same experiment gives the same bytes, however it was run.
struct ReproducibilityTests {
  /// A folder with the complete scenario.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    return folder
  }

  private func run(_ arguments: [String], in folder: TemporaryFolder) async throws {
    let outcome = try await Program.run(["run", "complete.yaml"] + arguments, in: folder)
    try #require(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.isEmpty, "nothing is told where nobody looks")
  }

  /// The bytes of each exported file but `runs.csv`, which tells when and where it was made.
  private func export(
    _ name: String, in folder: TemporaryFolder, includesSeries: Bool = true
  ) async throws -> [String: String] {
    let outcome = try await Program.run(
      ["export", "\(name).db", "--to", name] + (includesSeries ? ["--series"] : []), in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let names = try folder.names(in: name).filter { $0 != "runs.csv" }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try folder.read("\(name)/\($0)")) })
  }

  private func expectSame(
    _ first: String, _ second: String, in folder: TemporaryFolder, includesSeries: Bool = true
  ) async throws {
    let a = try await export(first, in: folder, includesSeries: includesSeries)
    let b = try await export(second, in: folder, includesSeries: includesSeries)
    #expect(a.keys.sorted() == b.keys.sorted())
    #expect(a.count >= (includesSeries ? 12 : 10))
    for (name, text) in a { #expect(text == b[name], "\(name) differs") }
  }

  @Test func `any number of threads gives the same bytes`() async throws {
    let folder = try folder()
    try await run(["-n", "12", "-j", "1", "-o", "one.db"], in: folder)
    try await run(["-n", "12", "-j", "2", "-o", "two.db"], in: folder)
    try await run(["-n", "12", "-j", "7", "-o", "seven.db"], in: folder)
    try await expectSame("one", "two", in: folder)
    try await expectSame("one", "seven", in: folder)
  }

  @Test func `5 replications and then 10 are 10`() async throws {
    let folder = try folder()
    try await run(["-n", "5", "-o", "parts.db"], in: folder)
    try await run(["-n", "10", "-o", "parts.db", "--resume"], in: folder)
    try await run(["-n", "10", "-o", "whole.db", "--resume"], in: folder)
    try await expectSame("parts", "whole", in: folder)
    // Nothing is missing: nothing is run, and nothing changes.
    try await run(["-o", "parts.db", "--resume"], in: folder)
    try await expectSame("parts", "whole", in: folder)
  }

  @Test func `strategies without a phase go on where they ended`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "complete.yaml",
      """
      title: Nobody builds
      start: 2026-01-01
      end: 2027-01-01
      demand:
        price: 2 EUR/H100e-h
        segments: { companies: { arrivals: 10 /year, size: 1 H100e, term: 1 months } }
      strategies: { none: {}, neither: {} }
      """)
    try await run(["-n", "5", "-o", "parts.db"], in: folder)
    try await run(["-n", "10", "-o", "parts.db", "--resume"], in: folder)
    try await run(["-n", "10", "-o", "whole.db"], in: folder)
    try await expectSame("parts", "whole", in: folder)
  }

  /// Killed while the database is made, and when some replications are stored and others are not.
  ///
  /// The argument is the size of the database and its log, in bytes, from which on it is killed.
  @Test(arguments: [0, 1_000_000, 2_000_000])
  func `killed and resumed gives the same bytes`(_ size: Int) async throws {
    let folder = try folder()
    let arguments = ["-n", "300", "-j", "2"]
    let outcome = try await Program.run(
      ["run", "complete.yaml", "-o", "killed.db"] + arguments, in: folder, sending: SIGKILL,
      once: { folder.size(of: "killed.db") + folder.size(of: "killed.db-wal") > size })
    try #require(outcome.exitCode == 128 + SIGKILL)
    try await run(arguments + ["-o", "killed.db", "--resume"], in: folder)
    try await run(arguments + ["-o", "whole.db"], in: folder)
    try await expectSame("killed", "whole", in: folder, includesSeries: false)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `interrupted keeps what is finished, and resumes`(signal: Int32) async throws {
    let folder = try folder()
    let outcome = try await Program.run(
      ["run", "complete.yaml", "-n", "100000", "-o", "stopped.db"], in: folder,
      sending: signal,
      once: { folder.size(of: "stopped.db") + folder.size(of: "stopped.db-wal") > 2_000_000 })
    #expect(outcome.exitCode == 130)
    #expect(outcome.output.isEmpty)
    let kept = outcome.errors.firstMatch(of: /(\d+) of 100000 replications are kept/)
    let count = try #require(kept.flatMap { Int($0.1) }, "\(outcome.errors)")
    #expect(count > 0)
    #expect(outcome.errors.contains("--resume"))

    // What is kept is the beginning of the experiment, and can be exported as it is.
    let partial = try await Program.run(["export", "stopped.db", "--to", "stopped"], in: folder)
    #expect(partial.exitCode == 0, "\(partial.errors)")
    let rows = try Table(path: folder.path(of: "stopped/metrics.csv"), linesWith: ",npv_eur,").rows
    #expect(rows.count == 2 * count)
    try await run(["-n", "3", "-o", "few.db"], in: folder)
    _ = try await export("few", in: folder)
    let few = try Table(path: folder.path(of: "few/metrics.csv"), linesWith: ",npv_eur,").rows
    for row in few {
      #expect(
        rows.contains {
          $0["replication"] == row["replication"] && $0["strategy"] == row["strategy"]
            && $0["value"] == row["value"]
        })
    }
  }

  @Test func `another experiment is not mixed in`() async throws {
    let folder = try folder()
    try await run(["-n", "2", "-o", "results.db"], in: folder)
    let before = try await export("results", in: folder)
    for (change, words) in [
      (["-s", "8"], "seed"), (["--set", "sites.podSite.pue=1.2"], "1.2"),
      (["--strategy", "none"], "strateg"), (["--inner", "2"], "inner"),
    ] {
      let outcome = try await Program.run(
        ["run", "complete.yaml", "-n", "4", "-o", "results.db", "--resume"] + change, in: folder)
      #expect(outcome.exitCode == 73, "\(change): \(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(change): \(outcome.errors)")
    }
    let after = try await export("results", in: folder)
    #expect(before == after)
  }

  @Test func `a strategy meets the same futures whatever it is compared with`() async throws {
    let folder = try folder()
    try await run(["-n", "6", "-o", "both.db"], in: folder)
    try await run(["-n", "6", "-o", "alone.db", "--strategy", "modular"], in: folder)
    _ = try await (export("both", in: folder), export("alone", in: folder))
    func values(_ name: String) throws -> [String] {
      try Table(path: folder.path(of: "\(name)/metrics.csv")).rows(where: ["strategy": "modular"])
        .map { row in
          ["metric", "segment", "region", "tier", "class", "value"].map { row[$0] }.joined(
            separator: ",")
        }
    }
    #expect(try values("both") == values("alone"))
  }

  @Test func `a replication does not depend on how many there are, nor on the seed's others`()
    async throws
  {
    let folder = try folder()
    try await run(["-n", "3", "--inner", "2", "-o", "inner.db"], in: folder)
    _ = try await export("inner", in: folder)
    let metrics = try Table(path: folder.path(of: "inner/metrics.csv"))
      .rows(where: ["metric": "npv_eur", "strategy": "modular"])
    #expect(metrics.map { $0["replication"] } == ["0", "1", "2", "3", "4", "5"])
    #expect(metrics.map { $0["inner"] } == ["0", "1", "0", "1", "0", "1"])
    #expect(Set(metrics.map { $0["value"] }).count == 6)
    // The two runs of one future share its parameters; the futures differ.
    let draws = try Table(path: folder.path(of: "inner/draws.csv")).rows(where: [
      "parameter": "growth"
    ]).map { $0["value"] }
    #expect(draws.count == 6 && draws[0] == draws[1] && draws[0] != draws[2])
    try await run(["-n", "3", "-o", "plain.db"], in: folder)
    _ = try await export("plain", in: folder)
    let plain = try Table(path: folder.path(of: "plain/metrics.csv"))
      .rows(where: ["metric": "npv_eur", "strategy": "modular"])
    #expect(plain.map { $0["value"] } == [0, 2, 4].map { metrics[$0]["value"] })
  }

  @Test func `another seed gives another world`() async throws {
    let folder = try folder()
    try await run(["-n", "2", "-s", "1", "-o", "a.db"], in: folder)
    try await run(["-n", "2", "-s", "2", "-o", "b.db"], in: folder)
    let (a, b) = (try await export("a", in: folder), try await export("b", in: folder))
    #expect(a["metrics.csv"] != b["metrics.csv"])
    #expect(a["variables.csv"] == b["variables.csv"])
  }
}
