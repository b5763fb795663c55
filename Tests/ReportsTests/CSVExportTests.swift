import Columns
import Experiments
import Foundation
import OutputFiles
import Quantities
@testable import Reports
import ResultStore
import Testing

struct CSVExportTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func export(
    _ experiment: Experiment, as name: String, series: Bool = true
  ) throws -> String {
    try experiment.run(into: directory[name + ".db"])
    _ = try CSVExport(includesSeries: series)
      .write(ResultReader(path: directory[name + ".db"]), to: directory[name])
    return directory[name]
  }

  private func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// The columns that users and outside checks rely on.
  private static let columns: [String: String] = [
    "runs": """
    run_id, scenario, title, scenario_sha256, seed, replications, inner, engine_version, command, \
    host, started_at, finished_at, arithmetic
    """,
    "draws": "run_id, variant, replication, parameter, value, unit",
    "metrics": """
    run_id, scenario, variant, strategy, replication, inner, metric, segment, region, tier, class, \
    value, unit
    """,
    "summary": """
    run_id, scenario, variant, strategy, metric, segment, region, tier, class, unit, n, \
    reached_fraction, mean, mean_ci_low, mean_ci_high, sd, p5, p10, p25, p50, p75, p90, p95
    """,
    "timeseries": """
    run_id, scenario, strategy, month, variable, segment, region, tier, at, unit, n, mean, sd, p5, p10, \
    p25, p50, p75, p90, p95
    """,
    "years": """
    run_id, scenario, strategy, year, variable, segment, region, tier, at, unit, n, mean, p5, p10, \
    p25, p50, p75, p90, p95
    """,
    "bands": "run_id, of, futures_kept, futures, probability, rank_low, rank_high",
    "series": """
    run_id, scenario, strategy, replication, month, variable, segment, region, tier, month_mean, \
    month_end, total, unit
    """,
    "cashflow": "run_id, scenario, strategy, period, line, mean_eur, p10_eur, p50_eur, p90_eur",
    "cashflow_series": "run_id, scenario, strategy, replication, period, line, eur",
    "phases": """
    run_id, scenario, variant, strategy, replication, phase, site, milestone, date, hours, reason
    """,
    "constraints": """
    run_id, scenario, variant, strategy, phase, cause, share_of_time, share_last, mean_slack_h, \
    mean_late_h
    """,
    "grid": """
    run_id, scenario, strategy, month, region, tier, class, variable, unit, n, mean, sd, p10, \
    p50, p90
    """,
    "comparisons": """
    run_id, scenario, variant, strategy_a, strategy_b, metric, segment, region, tier, class, unit, n, \
    mean_difference, ci_low, ci_high, median_difference, p_a_greater, p_a_strictly_greater, p_tied, \
    n_missing, sign_test_p
    """,
    "variants": """
    run_id, variant, strategy_a, strategy_b, metric, unit, mean_difference, ci_low, ci_high, verdict
    """,
    "plausibility": """
    run_id, scenario, strategy, figure, unit, p10, p50, p90, low, high, source, inside, metric
    """,
    "variables": "name, unit, kind, description",
  ]

  @Test func `every file has the columns that are promised`() throws {
    let folder = try export(Experiment(futures: 3), as: "out")
    for (name, columns) in Self.columns {
      let header = try CSVTable("\(folder)/\(name).csv").header
      #expect(header.joined(separator: ", ") == columns, "\(name).csv")
    }
    #expect(
      try files(in: folder)
        == (Self.columns.keys.map { $0 + ".csv" } + ["datapackage.json"]).sorted())
  }

  @Test func `the data package describes exactly the files that are there`() throws {
    for series in [true, false] {
      let folder = try export(Experiment(futures: 3), as: "out-\(series)", series: series)
      let json = try #require(
        JSONSerialization.jsonObject(
          with: Data(contentsOf: URL(fileURLWithPath: folder + "/datapackage.json")))
          as? [String: Any])
      #expect(
        json["$schema"] as? String == "https://datapackage.org/profiles/2.0/datapackage.json")
      #expect((json["sources"] as? [[String: String]]) == [["title": "a census"]])
      let resources = try #require(json["resources"] as? [[String: Any]])
      var described: [String] = ["datapackage.json"]
      for resource in resources {
        let path = try #require(resource["path"] as? String)
        described.append(path)
        let schema = try #require(resource["schema"] as? [String: Any])
        let fields = try #require(schema["fields"] as? [[String: String]])
        let table = try CSVTable("\(folder)/\(path)")
        #expect(fields.compactMap { $0["name"] } == table.header)
        #expect(schema["missingValues"] as? [String] == [""])
        for field in fields {
          let name = try #require(field["name"])
          for value in table[name] where !value.isEmpty {
            switch field["type"] {
            case "integer": #expect(Int(value) != nil, "\(path) \(name)")
            case "number": #expect(Double(value)?.isFinite == true, "\(path) \(name)")
            case "date": #expect(value.count == 10, "\(path) \(name)")
            default: break
            }
          }
        }
        let key = try #require(schema["primaryKey"] as? [String])
        let keys = table.rows.indices.map { row in key.map { table[$0][row] } }
        #expect(Set(keys).count == table.rows.count, "\(path)")
      }
      #expect(try files(in: folder) == described.sorted())
    }
  }

  @Test func `the same experiment exports the same bytes for any number of jobs`() throws {
    let one = try export(Experiment(futures: 12, inner: 2), as: "one")
    let many = try export(
      Experiment(model: BirthProcess(spins: 500), futures: 12, inner: 2, jobs: 5), as: "many")
    try Experiment(futures: 12, inner: 2).run(into: directory["cut.db"], stoppingAfter: 3)
    try Experiment(futures: 12, inner: 2, jobs: 2).run(into: directory["cut.db"], resuming: true)
    _ = try CSVExport(includesSeries: true)
      .write(ResultReader(path: directory["cut.db"]), to: directory["cut"])
    for file in try files(in: one) where file != "runs.csv" {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: one + "/" + file))
      #expect(try Data(contentsOf: URL(fileURLWithPath: many + "/" + file)) == bytes, "\(file)")
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: directory["cut"] + "/" + file)) == bytes,
        "\(file)")
    }
  }

  @Test func `numbers read back to the same numbers, and never is empty`() throws {
    let experiment = Experiment(futures: 6)
    let folder = try export(experiment, as: "out")
    let reader = try ResultReader(path: directory["out.db"])
    let values = try reader.metrics(strategy: 0, columns: 0..<5)
    let metrics = try CSVTable(folder + "/metrics.csv")
    for (column, values) in zip(experiment.model.layout.metrics, values) {
      let rows = metrics.rows(where: ["strategy": "grow", "metric": column.variable.name])
      let seen: [Double?] = rows.map { Double($0["value"] ?? "") }
      #expect(seen == values.map { $0.isNaN ? nil : $0 })
    }
    let totals = try CSVTable(folder + "/series.csv")
      .rows(where: ["strategy": "harvest", "replication": "4", "variable": "births"])
      .map { Float($0["total"] ?? "") }
    #expect(totals == (try reader.monthly(.flows, strategy: 1, replication: 4)))
    let amounts = try CSVTable(folder + "/cashflow_series.csv")
      .rows(where: ["strategy": "harvest", "replication": "4"]).map { Double($0["eur"] ?? "") }
    #expect(amounts == (try reader.cash(strategy: 1, replication: 4)))
  }

  @Test func `rows end as RFC 4180 says`() throws {
    let folder = try export(Experiment(futures: 2), as: "out")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/draws.csv"))
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.count == 4 && lines[3].isEmpty)
    #expect(!lines.contains { $0.contains("\n") })
  }

  @Test func `texts with quotes and commas come back unharmed`() throws {
    let folder = try export(Experiment(futures: 2), as: "out")
    #expect(try CSVTable(folder + "/runs.csv")["title"] == ["Births, \"and\" deaths"])
    #expect(
      try CSVTable(folder + "/metrics.csv").rows(where: ["segment": "young, \"small\""]).count == 4)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+10 %", "'+10 %"), ("-20 % price", "'-20 % price"), ("@a", "'@a"),
    ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("'=1", "''=1"), ("''-", "'''-"),
    ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("1 - 2", "1 - 2"), ("a,=b", "\"a,=b\""),
    ("=\"a\"", "\"'=\"\"a\"\"\""), ("", ""), ("'", "'"),
  ])
  func `a text that a spreadsheet would take for a formula has an apostrophe in front`(
    _ text: String, _ cell: String
  ) {
    #expect(String(decoding: CSVFile.line([text, "x"]), as: UTF8.self) == cell + ",x\r\n")
  }

  @Test func `numbers below zero stay numbers`() throws {
    let folder = try export(Experiment(futures: 5), as: "out")
    let ceiling = try CSVTable(folder + "/series.csv").rows(where: ["variable": "ceiling"])
    #expect(ceiling.contains { $0["month_end"] == "-0.1" })
  }

  @Test func `variables and description say how many digits monthly numbers have`() throws {
    let folder = try export(Experiment(futures: 2), as: "out")
    let words = "Monthly numbers are kept in single precision: 7 to 8 digits are right."
    for row in try CSVTable(folder + "/variables.csv").rows(where: [:]) {
      let isMonthly = row["kind"] == "stock" || row["kind"] == "flow"
      #expect(row["description"]?.hasSuffix(words) == isMonthly, "\(row)")
    }
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: folder + "/datapackage.json")))
    let resources = try #require((json as? [String: Any])?["resources"] as? [[String: Any]])
    for resource in resources {
      let name = try #require(resource["name"] as? String)
      let description = try #require(resource["description"] as? String)
      #expect(
        description.contains(words) == ["timeseries", "years", "series", "grid"].contains(name),
        "\(name)")
    }
  }

  @Test func `months, dates and bands say what they should`() throws {
    let folder = try export(Experiment(futures: 5), as: "out")
    let series = try CSVTable(folder + "/timeseries.csv")
    let ceiling = series.rows(where: ["strategy": "grow", "variable": "ceiling", "at": "mean"])
    #expect(ceiling.prefix(3).map { $0["month"] } == ["2026-11-01", "2026-12-01", "2027-01-01"])
    #expect(ceiling.allSatisfy { $0["mean"] == "1e+06" || $0["mean"] == "1000000" })
    let ends = series.rows(where: ["strategy": "grow", "variable": "ceiling", "at": "end"])
    #expect(
      ends.map { $0["p50"] } == Array(repeating: "1000000", count: 7)
        + Array(repeating: "-0.1", count: 7))
    #expect(ends.allSatisfy { $0["n"] == "5" && $0["mean"] == $0["p50"] })
    let missing = series.rows(
      where: ["strategy": "grow", "variable": "population", "month": "2027-02-01", "at": "mean"])
    #expect(missing.first?["mean"] == "" && missing.first?["n"] == "0")
    let phases = try CSVTable(folder + "/phases.csv")
      .rows(where: ["strategy": "harvest", "replication": "0"])
    #expect(phases.map { $0["phase"] } == ["first", "first", "second", "second"])
    #expect(phases.map { $0["site"] } == ["", "1", "", "1"])
    #expect(phases.map { $0["date"] } == ["2026-11-05", "2026-11-05", "", ""])
    #expect(phases.map { $0["hours"] } == ["100.25", "100.25", "", ""])
    let comparisons = try CSVTable(folder + "/comparisons.csv")
    #expect(
      comparisons["metric"]
        == [
          "final_population", "first_fifty_h", "share_fraction", "npv_eur", "live_it_mw_2027",
        ])
  }

  @Test func `what held up a phase is the mean over the futures that tell of it`() throws {
    // Of five futures two are of odd number, in which the grid is late.
    let folder = try export(Experiment(futures: 5), as: "out")
    let table = try CSVTable(folder + "/constraints.csv")
    #expect(
      table["strategy"] == Array(repeating: "grow", count: 3)
        + Array(repeating: "harvest", count: 6))
    let rows = table.rows(where: ["strategy": "harvest"])
    #expect(rows.map { $0["phase"] } == ["first", "first", "first", "second", "second", "second"])
    #expect(rows.map { $0["cause"] } == ["build", "grid", "money", "build", "grid", "money"])
    #expect(rows.map { $0["share_of_time"] } == ["0.4", "0.6", "0", "", "", ""])
    #expect(rows.map { $0["share_last"] } == ["0", "1", "0", "", "", ""])
    #expect(rows.map { $0["mean_slack_h"] } == ["1461", "0", "", "", "", ""])
    #expect(rows.map { $0["mean_late_h"] } == ["7.1", "2922", "", "", "", ""])
  }

  @Test func `means are of all futures, and quantiles of those that are kept`() throws {
    var experiment = Experiment(futures: 70)
    let all = try CSVTable(try export(experiment, as: "all") + "/timeseries.csv")
    experiment.kept = KeptFutures(series: 10, grid: 3)
    let folder = try export(experiment, as: "few")
    let few = try CSVTable(folder + "/timeseries.csv")
    #expect(few["mean"] == all["mean"] && few["sd"] == all["sd"])
    let ceiling = few.rows(where: ["variable": "ceiling"])
    #expect(!ceiling.isEmpty && ceiling.allSatisfy { $0["sd"] == "0" })
    #expect(few["n"] == all["n"] && few["n"].contains("70"))
    #expect(few["p50"] != all["p50"])
    let bands = try CSVTable(folder + "/bands.csv")
    let median = try #require(bands.rows(where: ["of": "series", "probability": "0.5"]).first)
    #expect(median["futures_kept"] == "10" && median["futures"] == "70")
    // Of ten, the place between the fifth and the sixth: beta(5.5, 5.5).
    #expect(median["rank_low"]?.hasPrefix("0.22") == true)
    #expect(median["rank_high"]?.hasPrefix("0.77") == true)
    #expect(bands.rows(where: ["of": "grid"]).map { $0["futures_kept"] } == ["3", "3", "3"])
    let years = try CSVTable(folder + "/years.csv")
    let births = try #require(years.rows(where: ["variable": "births", "strategy": "grow"]).last)
    #expect(births["year"] == "2027" && births["at"] == "total" && births["n"] == "70")
  }

  @Test func `an export without series removes those of an earlier one`() throws {
    let folder = try export(Experiment(futures: 2), as: "out")
    _ = try CSVExport().write(ResultReader(path: directory["out.db"]), to: folder)
    #expect(try !files(in: folder).contains("series.csv"))
  }

  @Test func `an unfinished experiment says what was wanted, and that it has no end`() throws {
    try Experiment(futures: 300).run(into: directory["db"], stoppingAfter: 3)
    let reader = try ResultReader(path: directory["db"])
    let there = reader.replications.count
    try #require(there < 300)
    _ = try CSVExport().write(reader, to: directory["out"])
    let runs = try CSVTable(directory["out"] + "/runs.csv")
    #expect(runs["replications"][0] == "300" && runs["finished_at"][0].isEmpty)
    let package = try String(
      contentsOfFile: directory["out"] + "/datapackage.json", encoding: .utf8)
    #expect(package.contains("; \(there) of 300 replications so far"))
    #expect(package.contains("Futures wanted; fewer may be there while finished_at is empty"))
    #expect(
      try !CSVTable(export(Experiment(futures: 2), as: "whole") + "/runs.csv")["finished_at"][0]
        .isEmpty)
  }

  @Test func `a file in the place of the directory is refused`() throws {
    try Experiment(futures: 2).run(into: directory["db"])
    let error = #expect(throws: OutputError.self) {
      _ = try CSVExport().write(ResultReader(path: directory["db"]), to: directory["db"])
    }
    #expect(error?.message == "this is a file; a directory is needed")
  }
}
