import TestSupport
import Testing

/// How the program ends, in the codes of sysexits.
struct ExitCodeTests {
  @Test(arguments: [
    ["walk"], ["run"], ["run", "complete.yaml", "-n", "0"], ["run", "complete.yaml", "-n", "many"],
    ["run", "complete.yaml", "-n", "-5"], ["run", "complete.yaml", "-s", "-1"],
    ["run", "complete.yaml", "-j", "0"], ["run", "complete.yaml", "--inner", "0"],
    ["run", "complete.yaml", "--fast"], ["run", "complete.yaml", "-o"],
    ["run", "complete.yaml", "--strategy", "modlar"],
    ["trace", "complete.yaml"], ["trace", "complete.yaml", "--replication", "-1"],
    ["trace", "complete.yaml", "--replication", "0", "--strategy", "modlar"],
    ["export", "results.db"], ["export", "results.db", "--to", "csv", "--format", "xls"],
    ["run", "complete.yaml", "--set", "seed"], ["run", "complete.yaml", "--set", "=4"],
    ["validate"], ["show"], ["new", "a", "b"],
  ])
  func `64 for what cannot be meant`(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let outcome = try await Program.run(arguments, in: folder)
    #expect(outcome.exitCode == 64, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
    #expect(try folder.names() == ["complete.yaml"])
  }

  @Test func `an unknown strategy is told with the nearest`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let outcome = try await Program.run(
      ["run", "complete.yaml", "--strategy", "modlar"], in: folder)
    #expect(outcome.errors.contains("modular"), "\(outcome.errors)")
  }

  /// One replication of some twenty draws a lump of some tens of watts, of which there would be millions.
  @Test func `1 for a future in which more happens than can be simulated`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "lumps.yaml",
      """
      title: Lumps of any size
      start: 2026-01-01
      end: 2028-01-01
      grid:
        tiers: { high: {} }
        regions:
          north:
            tiers:
              high:
                headroom: 0 MW
                release: { rate: 100 MW/year, lump: { lognormal: { median: 1 kW, p90: 13 kW } } }
      strategies: { none: {} }
      """)
    let run = try await Program.run(["run", "lumps.yaml", "-n", "100"], in: folder)
    #expect(run.exitCode == 1)
    let words =
      #/replication (\d+) failed: 'grid\.regions\.north\.tiers\.high\.release\.lump' gives about \d+ lumps in this future, and at most 5000000 can be simulated/#
    let number = try #require(run.errors.firstMatch(of: words)?.1, "\(run.errors)")
    let trace = try await Program.run(
      ["trace", "lumps.yaml", "--replication", String(number)], in: folder)
    #expect(trace.exitCode == 1)
    #expect(trace.errors.firstMatch(of: words)?.1 == number, "\(trace.errors)")
  }

  @Test(arguments: [
    ["run", "missing.yaml"], ["validate", "missing.yaml"], ["show", "missing.yaml"],
    ["trace", "missing.yaml", "--replication", "0"], ["export", "missing.db", "--to", "csv"],
  ])
  func `66 where the input is missing`(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Program.run(arguments, in: folder)
    #expect(outcome.exitCode == 66, "\(outcome.errors)")
    #expect(outcome.errors.contains("missing."))
    #expect(try folder.names().isEmpty)
  }

  @Test(arguments: ["", "title: [", "- a\n- b\n", "just words\n", "\u{0}\u{1}\u{2}"])
  func `65 for a file that is no scenario`(_ text: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("odd.yaml", text)
    let outcome = try await Program.run(["run", "odd.yaml", "-o", "odd.db"], in: folder)
    #expect(outcome.exitCode == 65, "\(outcome.errors)")
    #expect(outcome.errors.firstMatch(of: /odd\.yaml:\d+:\d+: error: \S/) != nil)
    #expect(try folder.names() == ["odd.yaml"])
  }

  @Test(arguments: [
    "seed=one", "sites.podSite.pue=0.5", "sites.podSite.pue.deep=1", "sites.nowhere.pue=1.2",
    "demand.segments.companies.term=[", "strategies.modular.phases.next.site=podSit",
  ])
  func `65 for a setting that the scenario cannot have`(_ set: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let outcome = try await Program.run(
      ["run", "complete.yaml", "--set", set, "-o", "odd.db"], in: folder)
    #expect(outcome.exitCode == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("error: "))
    #expect(try folder.names() == ["complete.yaml"])
  }

  @Test func `65 for a file that extends itself or nothing`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "extends: b.yaml\n")
    try folder.write("b.yaml", "extends: a.yaml\n")
    try folder.write("c.yaml", "extends: nothing.yaml\n")
    for (file, words) in [("a.yaml", "cannot extend itself"), ("c.yaml", "nothing.yaml")] {
      let outcome = try await Program.run(["validate", file], in: folder)
      #expect(outcome.exitCode == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  @Test func `73 for results that would be overwritten`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let arguments = ["run", "complete.yaml", "-n", "2", "-o", "results.db"]
    #expect(try await Program.run(arguments, in: folder).exitCode == 0)
    let again = try await Program.run(arguments, in: folder)
    #expect(again.exitCode == 73)
    #expect(again.output.isEmpty)
    #expect(again.errors.contains("results.db") && again.errors.contains("--resume"))
  }

  @Test func `73 where nothing can be written`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try folder.write("file", "")
    #expect(
      try await Program.run(["run", "complete.yaml", "-n", "2", "-o", "no/such/r.db"], in: folder)
        .exitCode == 73)
    #expect(
      try await Program.run(["run", "complete.yaml", "-n", "2", "-o", "r.db"], in: folder)
        .exitCode == 0)
    #expect(try await Program.run(["export", "r.db", "--to", "file"], in: folder).exitCode == 73)
    #expect(
      try await Program.run(["export", "r.db", "--to", "file/csv"], in: folder).exitCode == 73)
    #expect(try await Program.run(["new", "complete.yaml"], in: folder).exitCode == 73)
    #expect(try folder.read("complete.yaml") == completeScenario)
  }

  @Test func `74 for a file that is no results database`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try folder.write("notes.db", "not a database, however long this text may be made")
    let outcome = try await Program.run(["export", "notes.db", "--to", "csv"], in: folder)
    #expect(outcome.exitCode == 74, "\(outcome.errors)")
    #expect(outcome.errors.contains("notes.db"))
    let resumed = try await Program.run(
      ["run", "complete.yaml", "-o", "notes.db", "--resume"], in: folder)
    #expect(resumed.exitCode == 74, "\(resumed.errors)")
    #expect(try folder.read("notes.db").hasPrefix("not a database"))
  }

  @Test func `no message of an error speaks of the program's insides`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    for arguments in [
      ["run", "missing.yaml"], ["validate", "missing.yaml"], ["export", "missing.db", "--to", "x"],
      ["run", "complete.yaml", "--set", "seed=x"], ["validate", "/"],
    ] {
      let errors = try await Program.run(arguments, in: folder).errors
      for word in ["mistake in Millwright", "Optional(", "Error(", "rawValue", "NSError"] {
        #expect(!errors.contains(word), "\(errors)")
      }
    }
  }
}
