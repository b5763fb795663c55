import Foundation
import TestSupport
import Testing

/// `millwright compare` and `millwright sensitivity` on databases that `millwright run` wrote.
struct CompareTests {
  private func folder() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario)
    let run = try await Program.run(["run", "a.yaml", "-n", "30", "-o", "a.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    return folder
  }

  @Test(arguments: ["compare", "sensitivity"])
  func `what was changed by another hand is not read`(_ command: String) async throws {
    let folder = try await folder()
    let change = try await Program.shell(
      "python3 -c 'import sqlite3; c = sqlite3.connect(\"a.db\");"
        + " c.execute(\"UPDATE input SET value = 1\"); c.commit()'", in: folder)
    try #require(change.exitCode == 0, "\(change.errors)")
    let read = try await Program.run([command, "a.db"], in: folder)
    #expect(read.exitCode == 74 && read.output.isEmpty, "\(read.errors)")
    #expect(read.errors.contains("changed or is damaged"), "\(read.errors)")
  }

  @Test func `the interval for one pair is that of the exported table`() async throws {
    let folder = try await folder()
    _ = try await Program.run(
      ["export", "a.db", "--to", "csv", "--table", "comparisons"], in: folder)
    let exported = try Table(path: folder.path(of: "csv/comparisons.csv")).rows
    let printed = try await Program.run(["compare", "a.db", "--format", "csv"], in: folder)
    #expect(printed.exitCode == 0 && printed.errors.isEmpty, "\(printed.errors)")
    try folder.write("printed.csv", printed.output)
    let rows = try Table(path: folder.path(of: "printed.csv")).rows
    #expect(rows.contains { $0["metric"] == "npv_eur" })
    #expect(rows.contains { $0["metric"] == "first_live_h" })
    for row in rows {
      let other = try #require(
        exported.first {
          $0["metric"] == row["metric"] && $0["strategy_a"] == row["strategy_a"]
            && $0["segment"].isEmpty && $0["region"].isEmpty
        })
      for column in [
        "n", "mean_difference", "median_difference", "ci_low", "ci_high", "p_a_greater", "p_tied",
      ] {
        #expect(row[column] == other[column], "\(row["metric"]) \(column)")
      }
      // One pair: the interval for all pairs is that of the pair.
      #expect(row["ci_all_low"] == row["ci_low"])
    }
  }

  @Test func `the text says who leads, and what is asked for is refused where it is not there`()
    async throws
  {
    let folder = try await folder()
    let text = try await Program.run(
      ["compare", "a.db", "--metric", "npv_eur", "--indifference", "1 GEUR"], in: folder)
    #expect(text.output.contains("By mean net present value with horizon value: "))
    #expect(text.output.contains("no difference that matters"))
    for (arguments, exitCode, message) in [
      (["compare", "a.db", "--baseline", "nobody"], 64, "there is no strategy 'nobody'"),
      (["compare", "a.db", "--metric", "npv_er"], 64, "did you mean 'npv_eur'?"),
      (["compare", "a.db", "--indifference", "1 MW", "--metric", "npv_eur"], 64, "such a unit"),
      (["compare", "none.db"], 66, "no such file"),
      (["compare", "a.yaml"], 74, "not a results database"),
      (["sensitivity", "a.db", "--metric", "npv_er"], 64, "did you mean 'npv_eur'?"),
      (["compare", "a.db", "--metric", "npv_going_concern_eur"], 64, "add 'runOff'"),
      (["sensitivity", "a.db", "--difference", "none,none"], 64, "less itself is nothing"),
      (["sensitivity", "a.db", "--metric", "live_it_mw_2050"], 64, "for 2026 to 2030"),
    ] as [([String], Int32, String)] {
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == exitCode, "\(arguments): \(refused.errors)")
      #expect(refused.errors.contains(message), "\(arguments): \(refused.errors)")
    }
  }

  @Test func `the delay of others is not compared where every strategy builds, and that is said`()
    async throws
  {
    let folder = try await folder()
    try folder.write("b.yaml", "extends: a.yaml\nstrategies: { none: null }\n")
    _ = try await Program.run(["run", "b.yaml", "-n", "2", "-o", "b.db"], in: folder)
    for command in [["compare", "a.db", "b.db"], ["sensitivity", "b.db"]] {
      let refused = try await Program.run(
        command + ["--metric", "grid_others_waited_mean_h"], in: folder)
      #expect(refused.exitCode == 64 && refused.output.isEmpty, "\(command): \(refused.errors)")
      #expect(
        refused.errors.contains("against a strategy without phases, and there is none"),
        "\(command): \(refused.errors)")
    }
  }

  @Test func `two runs of one seed are compared, and of two seeds are refused`() async throws {
    let folder = try await folder()
    _ = try await Program.run(
      ["run", "a.yaml", "-n", "30", "-o", "b.db", "--set", "sites.podSite.pue=1.4"], in: folder)
    let compared = try await Program.run(
      ["compare", "a.db", "b.db", "--metric", "energy_mwh"], in: folder)
    #expect(compared.exitCode == 0, "\(compared.errors)")
    #expect(compared.output.contains("b.db: modular has more"), "\(compared.output)")
    _ = try await Program.run(["run", "a.yaml", "-n", "5", "-s", "8", "-o", "c.db"], in: folder)
    let refused = try await Program.run(["compare", "a.db", "c.db"], in: folder)
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("the seed is 7 in a.db and 8 in c.db"), "\(refused.errors)")
  }

  @Test func `sensitivity names inputs and dates, and what they explain`() async throws {
    let folder = try await folder()
    let text = try await Program.run(["sensitivity", "a.db"], in: folder)
    #expect(text.exitCode == 0, "\(text.errors)")
    #expect(
      text.output.contains("net present value with horizon value of modular"), "\(text.output)")
    let csv = try await Program.run(["sensitivity", "a.db", "--format", "csv"], in: folder)
    #expect(
      csv.output.contains("modular,,npv_with_horizon_value_eur,inputs,growth,30,"), "\(csv.output)")
    #expect(csv.output.contains("dates of modular,first: live,30,"), "\(csv.output)")
    let json = try await Program.run(["sensitivity", "a.db", "--format", "json"], in: folder)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect((document["drivers"] as? [Any])?.isEmpty == false)
  }
}

/// `millwright sensitivity FILE --tornado`.
struct TornadoTests {
  @Test func `a case is what a run with that value gives, paired with the run as drawn`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario)
    let csv = try await Program.run(
      [
        "sensitivity", "a.yaml", "--tornado", "-n", "6", "--strategy", "modular", "--format", "csv",
      ],
      in: folder)
    #expect(csv.exitCode == 0 && csv.errors.isEmpty, "\(csv.errors)")
    try folder.write("t.csv", csv.output)
    let rows = try Table(path: folder.path(of: "t.csv")).rows
    #expect(Set(rows.map { $0["input"] }) == ["growth", "slip"])
    let row = try #require(rows.first { $0["input"] == "growth" && $0["level"] == "p90" })
    func mean(_ sets: [String]) async throws -> Double {
      let run = try await ExportedRun(
        of: folder.path(of: "a.yaml"), replications: 6, seed: 7, setting: sets,
        strategies: ["modular"], tables: ["metrics"])
      let values = try run.metric("npv_with_horizon_value_eur", strategy: "modular")
      return values.reduce(0, +) / Double(values.count)
    }
    let held = try await mean(["uncertain.growth=\(row["input_value"]) %/year"])
    let drawn = try await mean([])
    #expect(abs(row.number("value") - held) <= 1e-9 * abs(held))
    #expect(abs(row.number("value_as_drawn") - drawn) <= 1e-9 * abs(drawn))
    #expect(abs(row.number("change") - (held - drawn)) <= 1e-6 * abs(held - drawn))
  }

  @Test func `what is for a scenario is refused for a database, and the other way about`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario)
    for (arguments, exitCode) in [
      (["sensitivity", "a.db", "-n", "5"], 64), (["sensitivity", "a.yaml"], 64),
      (["sensitivity", "a.db", "--tornado"], 64),
      (["sensitivity", "a.yaml", "--tornado", "--difference", "a,b"], 64),
      (["sensitivity", "a.yaml", "--tornado", "--metric", "npv"], 64),
      (["sensitivity", "a.yaml", "--tornado", "--strategy", "nobody"], 64),
      (["sensitivity", "b.yaml", "--tornado"], 66),
    ] as [([String], Int32)] {
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == exitCode, "\(arguments): \(refused.errors)")
    }
    try folder.write(
      "c.yaml", "title: t\nstart: 2026-01-01\nend: 2027-01-01\nstrategies: { none: {} }\n")
    let empty = try await Program.run(["sensitivity", "c.yaml", "--tornado"], in: folder)
    #expect(empty.exitCode == 65 && empty.errors.contains("nothing varies under 'uncertain'"))
  }

  @Test func `what is kept in a database gives the same tornado`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario)
    let arguments = ["sensitivity", "a.yaml", "--tornado", "-n", "5", "--format", "csv"]
    let printed = try await Program.run(arguments, in: folder)
    let kept = try await Program.run(arguments + ["-o", "t.db"], in: folder)
    #expect(kept.exitCode == 0, "\(kept.errors)")
    func rows(_ csv: String) throws -> [[String]] {
      try folder.write("t.csv", csv)
      return try Table(path: folder.path(of: "t.csv")).rows.map { row in
        ["strategy_a", "input", "value", "change", "ci_low"].map { row[$0] }
      }
    }
    let (first, second) = (try rows(printed.output), try rows(kept.output))
    #expect(first.count == second.count && !first.isEmpty)
    for (one, other) in zip(first, second) {
      #expect(one[0] == other[0] && one[1] == other[1])
      for column in 2..<5 {
        let (a, b) = (Double(one[column]) ?? .nan, Double(other[column]) ?? .nan)
        #expect(abs(a - b) <= 1e-9 * abs(a), "\(one) \(other)")
      }
    }
    _ = try await Program.run(["export", "t.db", "--to", "t", "--table", "variants"], in: folder)
    let variants = try Table(path: folder.path(of: "t/variants.csv")).rows.map { $0["variant"] }
    #expect(variants == ["", "growth at p10", "growth at p90", "slip at p10", "slip at p90"])
  }
}
