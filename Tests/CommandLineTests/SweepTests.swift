import Foundation
import TestSupport
import Testing

/// `millwright sweep`: variants of a scenario in the same futures, as one experiment.
struct SweepTests {
  private static let variants = """
    variants:
      dear:
        title: Building costs twice as much
        overlay: { sites: { podSite: { stages: { build: { costs: 18 MEUR/MW } } } } }
      short: { overlay: { end: 2029-01-01 } }

    """

  private func folder(_ more: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario + more)
    return folder
  }

  @Test func `a variant is the run of the scenario with its overlay, to the bit`() async throws {
    let folder = try folder(Self.variants)
    let sweep = try await Program.run(
      ["sweep", "a.yaml", "--variants", "-n", "6", "-o", "v.db"], in: folder)
    #expect(sweep.exitCode == 0, "\(sweep.errors)")
    #expect(sweep.output.contains("(as it is)") && sweep.output.contains("Building costs twice"))
    _ = try await Program.run(["export", "v.db", "--to", "csv"], in: folder)
    let metrics = try Table(path: folder.path(of: "csv/metrics.csv")).rows
    func values(_ rows: [Table.Row], _ variant: String) -> [String] {
      rows.filter { $0["variant"] == variant && $0["metric"] == "npv_eur" }.map { $0["value"] }
    }
    for (variant, sets) in [
      ("", []), ("dear", ["sites.podSite.stages.build.costs=18 MEUR/MW"]),
    ] {
      _ = try await Program.run(
        ["run", "a.yaml", "-n", "6", "-o", "\(variant)r.db"] + sets.flatMap { ["--set", $0] },
        in: folder)
      _ = try await Program.run(["export", "\(variant)r.db", "--to", "\(variant)r"], in: folder)
      let own = try Table(path: folder.path(of: "\(variant)r/metrics.csv")).rows
      #expect(values(own, "").count == 12)
      #expect(values(metrics, variant) == values(own, ""), "\(variant)")
    }
    // What is dated after the end of the short variant never comes.
    #expect(values(metrics, "short").count == 12)
    let variants = try Table(path: folder.path(of: "csv/variants.csv")).rows
    #expect(variants.map { $0["variant"] } == ["", "dear", "short"])
    for name in ["summary", "comparisons", "draws", "phases"] {
      let rows = try Table(path: folder.path(of: "csv/\(name).csv")).rows
      #expect(Set(rows.map { $0["variant"] }) == ["", "dear", "short"], "\(name)")
    }
    let report = try await Program.run(["report", "v.db", "-o", "v.html"], in: folder)
    #expect(report.exitCode == 0 || report.errors.contains("charting library"), "\(report.errors)")
  }

  @Test func `lists make a grid, and a single value holds for all`() async throws {
    let folder = try folder()
    let sweep = try await Program.run(
      [
        "sweep", "a.yaml", "--set", "sites.podSite.pue=1.1, 1.3", "--set", "replications=3",
        "--set", "money.discount=7 %/year,11 %/year", "--format", "csv",
      ], in: folder)
    #expect(sweep.exitCode == 0, "\(sweep.errors)")
    let lines = sweep.output.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 6, "\(lines)")
    #expect(lines[2].hasPrefix("\"sites.podSite.pue=1.1, money.discount=7 %/year\","), "\(lines)")
    #expect(try folder.names().contains("a-sweep.db"))
  }

  @Test func `a sweep that was cut short goes on, and ends in the same bytes`() async throws {
    let folder = try folder(Self.variants)
    let arguments = ["sweep", "a.yaml", "--variants", "-j", "1"]
    _ = try await Program.run(arguments + ["-n", "4", "-o", "part.db"], in: folder)
    let on = try await Program.run(
      arguments + ["-n", "9", "-o", "part.db", "--resume"], in: folder)
    #expect(on.exitCode == 0, "\(on.errors)")
    _ = try await Program.run(arguments + ["-n", "9", "-o", "whole.db"], in: folder)
    for name in ["part", "whole"] {
      _ = try await Program.run(["export", "\(name).db", "--to", name], in: folder)
    }
    for table in ["metrics", "draws", "variants", "timeseries", "phases"] {
      #expect(
        try folder.read("part/\(table).csv") == (try folder.read("whole/\(table).csv")), "\(table)")
    }
    // Another list of variants is another experiment.
    let other = try await Program.run(
      ["sweep", "a.yaml", "--set", "sites.podSite.pue=1.1,1.3", "-o", "part.db", "--resume"],
      in: folder)
    #expect(other.exitCode == 73 && other.errors.contains("list of variants"), "\(other.errors)")
  }

  /// Killed while the database is made, and when some replications are stored and others are not; gone on with on
  /// another number of threads.
  ///
  /// The arguments are the size of the database and its log, in bytes, from which on it is killed, and the threads
  /// before and after.
  @Test(arguments: [(0, 2, 1), (1_000_000, 1, 3), (2_000_000, 3, 1)])
  func `a sweep that was killed and resumed gives the same bytes`(
    _ size: Int, _ before: Int, _ after: Int
  ) async throws {
    let folder = try folder(Self.variants)
    func sweep(_ jobs: Int, _ more: [String]) -> [String] {
      ["sweep", "a.yaml", "--variants", "-n", "200", "-j", "\(jobs)"] + more
    }
    let killed = try await Program.run(
      sweep(before, ["-o", "killed.db"]), in: folder, sending: SIGKILL,
      once: { folder.size(of: "killed.db") + folder.size(of: "killed.db-wal") > size })
    try #require(killed.exitCode == 128 + SIGKILL, "\(killed.errors)")
    let on = try await Program.run(sweep(after, ["-o", "killed.db", "--resume"]), in: folder)
    try #require(on.exitCode == 0, "\(on.errors)")
    let whole = try await Program.run(sweep(2, ["-o", "whole.db"]), in: folder)
    try #require(whole.exitCode == 0, "\(whole.errors)")
    #expect(
      on.output.replacing("killed.db", with: "whole.db") == whole.output, "\(on.output)")
    for name in ["killed", "whole"] {
      let export = try await Program.run(["export", "\(name).db", "--to", name], in: folder)
      try #require(export.exitCode == 0, "\(export.errors)")
    }
    let names = try folder.names(in: "whole")
    #expect(try folder.names(in: "killed") == names && names.count >= 15, "\(names)")
    // It tells when and where it was made.
    for name in names where name != "runs.csv" {
      #expect(try folder.read("killed/\(name)") == folder.read("whole/\(name)"), "\(name)")
    }
  }

  @Test(arguments: [
    ("variants: { x: { overlay: { start: 2027-01-01 } } }\n", "cannot change 'start'"),
    ("variants: { x: { overlay: { seed: 2 } } }\n", "cannot change 'seed'"),
    ("variants: { x: { title: none } }\n", "needs an 'overlay'"),
    ("variants: { x: { overly: { seed: 2 } } }\n", "did you mean 'overlay'"),
    ("variants: { x: { overlay: { sites: { podSite: { peu: 2 } } } } }\n", "did you mean 'pue'"),
    (
      "variants: { x: { overlay: { uncertain: { slip: null }, grid: { regions: { north: { slip: 1 x } } } } } }\n",
      "changes the names under 'uncertain'"
    ),
    ("variants: 3\n", "'variants' must be a map"),
  ])
  func `a variant that cannot be meant is refused, by sweep and by validate`(
    _ text: String, _ message: String
  ) async throws {
    let folder = try folder(text)
    for arguments in [["sweep", "a.yaml", "--variants", "-n", "1"], ["validate", "a.yaml"]] {
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == 65, "\(arguments)")
      #expect(
        refused.errors.contains(message) && refused.errors.contains("a.yaml:"),
        "\(arguments): \(refused.errors)")
    }
    #expect(try folder.names() == ["a.yaml"])
  }

  @Test func `what is no sweep is refused`() async throws {
    let folder = try folder()
    for (list, message) in [
      (["sites.podSite.pue=1.1,1.1"], "'1.1' stands there twice"),
      (["replications=3,4"], "cannot vary 'replications'"),
      (["start=2026-01-01,2026-02-01"], "'start'"),
      (["sites.podSite.pue=1.1,1.2", "sites.podSite.pue=1.3,1.4"], "has two lists of values"),
    ] {
      let refused = try await Program.run(
        ["sweep", "a.yaml"] + list.flatMap { ["--set", $0] }, in: folder)
      #expect(refused.exitCode == 64 && refused.errors.contains(message), "\(refused.errors)")
    }
    for (arguments, exitCode) in [
      (["sweep", "a.yaml"], 64), (["sweep", "a.yaml", "--set", "sites.podSite.pue=1.1"], 64),
      (["sweep", "a.yaml", "--variants", "--set", "sites.podSite.pue=1.1,1.2"], 64),
      (["sweep", "a.yaml", "--set", "seed=1,2"], 64),
      (["sweep", "a.yaml", "--variants"], 65),
      (["sweep", "b.yaml", "--variants"], 66),
    ] as [([String], Int32)] {
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == exitCode, "\(arguments): \(refused.errors)")
    }
  }

  @Test func `variants that are null take all out that are beneath`() async throws {
    let folder = try folder(Self.variants)
    try folder.write("b.yaml", "extends: a.yaml\nvariants: null\n")
    #expect(try await Program.run(["validate", "b.yaml"], in: folder).exitCode == 0)
    let sweep = try await Program.run(["sweep", "b.yaml", "--variants"], in: folder)
    #expect(sweep.exitCode == 65 && sweep.errors.contains("names no variants"), "\(sweep.errors)")
    try folder.write(
      "c.yaml", "extends: b.yaml\nvariants: { late: { overlay: { warmUp: 1 d } } }\n")
    let again = try await Program.run(
      ["sweep", "c.yaml", "--variants", "-n", "2", "--format", "csv"], in: folder)
    #expect(again.exitCode == 0 && !again.output.contains("dear"), "\(again.errors)")
  }

  @Test func `a variant takes out what it says is null, and a later file replaces a variant`()
    async throws
  {
    let folder = try folder(
      "variants:\n  slow: { overlay: { warmUp: 2 d } }\n  off: { overlay: { strategies: { modular: { phases: { last: null } } } } }\n"
    )
    try folder.write(
      "b.yaml", "extends: a.yaml\nvariants: { slow: null, late: { overlay: { warmUp: 1 d } } }\n")
    let outcome = try await Program.run(
      ["sweep", "b.yaml", "--variants", "-n", "2", "--format", "csv"], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let names = outcome.output.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(names == ["", "off", "late"], "\(outcome.output)")
    let phases = try await Program.run(
      ["export", "b-sweep.db", "--to", "csv", "--table", "phases"], in: folder)
    #expect(phases.exitCode == 0)
    let rows = try Table(path: folder.path(of: "csv/phases.csv")).rows
    #expect(rows.contains { $0["variant"].isEmpty && $0["phase"] == "last" })
    #expect(!rows.contains { $0["variant"] == "off" && $0["phase"] == "last" })
    let set = try await Program.run(
      ["validate", "a.yaml"], in: folder)
    #expect(set.exitCode == 0, "\(set.errors)")
    let refused = try await Program.run(
      ["show", "a.yaml", "--set", "variants.off.title=x"], in: folder)
    #expect(refused.exitCode == 65 && refused.errors.contains("variants stand in a scenario file"))
  }

  @Test func `what comes to the world after the end of a variant never comes there`() async throws {
    let folder = try TemporaryFolder()
    // By hand: a class that ranks first, a stop, a rule, a rate, a reinforcement and accelerators, all of 2030.
    try folder.write(
      "a.yaml",
      """
      title: t
      start: 2026-01-01
      end: 2032-01-01
      demand:
        price: 1 EUR/H100e-h
        segments:
          a: { arrivals: [[2026-01-01, 5 /year], [2030-01-01, 9 /year]], size: 1 H100e, term: 1 months }
          b: { requests: [{ date: 2030-05-01, size: 1 H100e, term: 1 months }] }
      grid:
        tiers: { low: {} }
        frameworks: { one: { priorities: [A, B] }, two: { from: 2030-01-01, priorities: [B, A] } }
        siting: { limit: { floorAbove: 1 ha, from: 2030-01-01 } }
        regions:
          r:
            stops: { full: { tiers: [low], from: 2030-01-01, until: 2030-06-01 } }
            tiers: { low: { headroom: 5 MW, backlog: [{ date: 2030-05-05, size: 1 MW }], reinforcements: { line: { planned: 2030-07-01, releases: 3 MW } } } }
      energy: { spot: { constant: 50 EUR/MWh } }
      accelerators:
        procurement: newest
        generations:
          old: { released: 2024-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 1 kEUR } }
          new: { released: 2030-03-01, bf16: 9890 TFLOP/s, fp8: 19790 TFLOP/s, power: 1 kW, price: { at: 1 kEUR } }
      sites: { s: { power: 1 MW, floor: 0.5 ha, stages: { grid: {}, accelerators: { for: fit }, fit: { after: [grid, accelerators], takes: 1 months } } } }
      strategies: { none: {}, o: { phases: { p: { site: s, start: 2026-02-01, regions: [r], tier: low, class: A } } } }
      variants: { short: { overlay: { end: 2030-01-01 } } }

      """)
    let sweep = try await Program.run(
      ["sweep", "a.yaml", "--variants", "-n", "2", "--format", "csv"], in: folder)
    #expect(sweep.exitCode == 0 && sweep.errors.isEmpty, "\(sweep.errors)")
    let refused = try await Program.run(
      ["show", "a.yaml", "--set", "end=2030-01-01"], in: folder)
    // The scenario itself may not end then.
    #expect(refused.exitCode == 65 && refused.errors.contains("within the simulated time"))
  }

  @Test func `variants change nothing of a run`() async throws {
    let folder = try folder(Self.variants)
    try folder.write("b.yaml", completeScenario)
    let (a, b) = (
      try await Program.run(["show", "a.yaml", "--effective"], in: folder),
      try await Program.run(["show", "b.yaml", "--effective"], in: folder)
    )
    #expect(a.exitCode == 0 && !a.output.contains("variants"))
    #expect(a.output.replacing("a.yaml", with: "b.yaml") == b.output)
  }
}
