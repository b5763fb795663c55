import Foundation
import TestSupport
import Testing

/// The commands as a user strings them together.
struct CommandTests {
  @Test func `new, validate, show, run, trace and export follow one another`() async throws {
    let folder = try TemporaryFolder()
    let commands = [
      ["new", "mine"], ["validate", "mine.yaml"], ["show", "mine.yaml"],
      ["run", "mine.yaml", "-n", "2"], ["trace", "mine.yaml", "--replication", "1"],
      ["export", "mine.db", "--to", "my tables"],
    ]
    for command in commands {
      let outcome = try await Program.run(command, in: folder)
      #expect(outcome.exitCode == 0, "\(command): \(outcome.errors)")
      #expect(outcome.errors.isEmpty, "\(command): \(outcome.errors)")
      #expect(!outcome.output.isEmpty, "\(command)")
    }
    #expect(
      try folder.names() == ["millwright.schema.json", "mine.db", "mine.yaml", "my tables"])
  }

  @Test func `the headline says what matters for each strategy`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let run = try await Program.run(["run", "complete.yaml", "-n", "4", "-o", "r.db"], in: folder)
    for words in ["modular", "2030", "utilisation", "levelised", "NPV", "r.db"] {
      #expect(
        run.output.range(of: words, options: .caseInsensitive) != nil,
        "\(words) in\n\(run.output)")
    }
    let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 120, "\(run.output)")
  }

  @Test func `flags are accepted anywhere`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    for arguments in [
      ["run", "-n", "1", "complete.yaml", "-o", "a.db"],
      ["-n", "1", "run", "complete.yaml", "-o", "b.db"],
      ["run", "complete.yaml", "-o", "c.db", "-n", "1"],
      ["run", "complete.yaml", "--output=d.db", "--replications=1"],
    ] {
      let outcome = try await Program.run(arguments, in: folder)
      #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
    }
    #expect(try folder.names() == ["a.db", "b.db", "c.db", "complete.yaml", "d.db"])
  }

  @Test func `an overlay, a second file and a setting change the same scenario`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try folder.write("mine.yaml", "extends: complete.yaml\nsites: { podSite: { pue: 1.5 } }\n")
    try folder.write("change.yaml", "sites: { podSite: { pue: 1.5 } }\n")
    var texts: [String] = []
    for arguments in [
      ["mine.yaml"], ["complete.yaml", "change.yaml"],
      ["complete.yaml", "--set", "sites.podSite.pue=1.5"],
    ] {
      let shown = try await Program.run(["show", "--effective"] + arguments, in: folder)
      #expect(shown.exitCode == 0, "\(shown.errors)")
      let line = shown.output.split(separator: "\n").first { $0.contains("pue: 1.5") }
      #expect(line != nil, "\(shown.output)")
      texts.append(
        shown.output.split(separator: "\n").map { $0.split(separator: "#")[0] }
          .joined(separator: "\n").filter { $0 != " " })
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
  }

  @Test func `the effective scenario is a scenario with the same results`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let shown = try await Program.run(["show", "complete.yaml", "--effective"], in: folder)
    try folder.write("effective.yaml", shown.output)
    var hashes: [String] = []
    var metrics: [[String]] = []
    for name in ["complete", "effective"] {
      let run = try await Program.run(["run", "\(name).yaml", "-n", "3"], in: folder)
      try #require(run.exitCode == 0, "\(run.errors)")
      _ = try await Program.run(["export", "\(name).db", "--to", name], in: folder)
      hashes += try Table(path: folder.path(of: "\(name)/runs.csv")).rows.map {
        $0["scenario_sha256"]
      }
      metrics.append(
        try Table(path: folder.path(of: "\(name)/metrics.csv")).rows.map {
          $0["strategy"] + $0["replication"] + $0["metric"] + $0["segment"] + "=" + $0["value"]
        })
    }
    #expect(hashes.count == 2 && hashes[0] == hashes[1])
    #expect(metrics[0] == metrics[1])
  }

  @Test func `the events of a trace are in order and end in what was stored`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let trace = try await Program.run(
      ["trace", "complete.yaml", "--replication", "2", "--strategy", "modular"], in: folder)
    #expect(trace.exitCode == 0 && trace.errors.isEmpty)
    let hours = trace.output.split(separator: "\n").compactMap {
      $0.firstMatch(of: /^\S+ +(-?[\d.]+) +\S/).flatMap { Double($0.1) }
    }
    #expect(hours.count > 50)
    #expect(hours == hours.sorted())
    let again = try await Program.run(
      ["trace", "complete.yaml", "--replication", "2", "--strategy", "modular"], in: folder)
    #expect(again.output == trace.output)
    let other = try await Program.run(
      ["trace", "complete.yaml", "--replication", "3", "--strategy", "modular"], in: folder)
    let hashes = [trace, other].map {
      $0.output.firstMatch(of: /the end, .* hash ([0-9a-f]+)\n/)?.1
    }
    #expect(hashes[0] != nil && hashes[1] != nil && hashes[0] != hashes[1])
  }

  @Test func `the schema is JSON and knows every section`() async throws {
    let schema = try await Program.run(["schema"])
    #expect(schema.exitCode == 0 && schema.errors.isEmpty)
    let json = try JSONSerialization.jsonObject(with: Data(schema.output.utf8))
    let object = try #require(json as? [String: Any])
    #expect(object["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    let properties = try #require(object["properties"] as? [String: Any])
    for key in [
      "title", "start", "end", "demand", "grid", "energy", "money", "accelerators", "sites",
      "strategies", "uncertain", "extends",
    ] {
      #expect(properties[key] != nil, "\(key)")
    }
  }

  @Test func `sites that serve nobody and cost but their energy are shown`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "idle.yaml",
      """
      title: Idle
      start: 2026-01-01
      end: 2027-01-01
      energy: { spot: { constant: 80 EUR/MWh } }
      sites: { s: { power: 1 MW, capacity: 1000 H100e, stages: { build: { takes: 0 h } } } }
      strategies: { world: {}, ours: { phases: { p: { site: s, start: 2026-01-01 } } } }

      """)
    let run = try await Program.run(["run", "idle.yaml", "-n", "2"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains(/first live \(median\) +2026-01-01/), "\(run.output)")
    #expect(!run.output.contains("world"), "\(run.output)")
    let report = try await Program.run(["report", "idle.db"], in: folder)
    #expect(report.exitCode == 0, "\(report.errors)")
    #expect(try !folder.read("idle.html").contains("Nothing is built"))
  }

  @Test func `names with spaces and other letters are no trouble`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mijn plän.yaml", completeScenario)
    let run = try await Program.run(["run", "mijn plän.yaml", "-n", "1"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    let export = try await Program.run(["export", "mijn plän.db", "--to", "méér"], in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    #expect(folder.has("méér/metrics.csv"))
  }

  @Test func `a scenario that nobody can serve ends well`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "empty.yaml",
      "title: Nothing\nstart: 2026-01-01\nend: 2026-02-01\nstrategies: { none: {} }\n")
    let run = try await Program.run(["run", "empty.yaml", "-n", "1"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    let export = try await Program.run(["export", "empty.db", "--to", "csv"], in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
  }
}
