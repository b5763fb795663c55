import Foundation
import TestSupport
import Testing

/// The exported files: their columns, and that they agree with each other.
struct ExportTests {
  /// The columns that other programs count on.
  static let columns: [(file: String, columns: String)] = [
    (
      "runs",
      "run_id,scenario,title,scenario_sha256,seed,replications,inner,engine_version,command,host,started_at,finished_at,arithmetic"
    ),
    ("draws", "run_id,variant,replication,parameter,value,unit"),
    (
      "metrics",
      "run_id,scenario,variant,strategy,replication,inner,metric,segment,region,tier,class,value,unit"
    ),
    (
      "summary",
      "run_id,scenario,variant,strategy,metric,segment,region,tier,class,unit,n,reached_fraction,mean,mean_ci_low,mean_ci_high,sd,p5,p10,p25,p50,p75,p90,p95"
    ),
    (
      "timeseries",
      "run_id,scenario,strategy,month,variable,segment,region,tier,at,unit,n,mean,sd,p5,p10,p25,p50,p75,p90,p95"
    ),
    (
      "years",
      "run_id,scenario,strategy,year,variable,segment,region,tier,at,unit,n,mean,p5,p10,p25,p50,p75,p90,p95"
    ),
    (
      "series",
      "run_id,scenario,strategy,replication,month,variable,segment,region,tier,month_mean,month_end,total,unit"
    ),
    ("cashflow", "run_id,scenario,strategy,period,line,mean_eur,p10_eur,p50_eur,p90_eur"),
    (
      "phases",
      "run_id,scenario,variant,strategy,replication,phase,site,milestone,date,hours,reason"
    ),
    (
      "constraints",
      "run_id,scenario,variant,strategy,phase,cause,share_of_time,share_last,mean_slack_h,mean_late_h"
    ),
    (
      "grid", "run_id,scenario,strategy,month,region,tier,class,variable,unit,n,mean,sd,p10,p50,p90"
    ),
    (
      "comparisons",
      "run_id,scenario,variant,strategy_a,strategy_b,metric,segment,region,tier,class,unit,n,mean_difference,ci_low,ci_high,median_difference,p_a_greater,p_a_strictly_greater,p_tied,n_missing,sign_test_p"
    ),
    (
      "plausibility",
      "run_id,scenario,strategy,figure,unit,p10,p50,p90,low,high,source,inside,metric"
    ),
    ("variables", "name,unit,kind,description"),
  ]

  /// The metrics that other programs count on.
  static let metrics = [
    "requests", "served", "lost_reneged", "lost_too_large", "wait_mean_h", "wait_p95_h",
    "wait_share_fraction", "queue_mean_requests", "demanded_h100e_h", "served_h100e_h",
    "utilisation_fraction", "live_it_mw_2030", "live_h100e_2030", "first_power_h", "first_live_h",
    "grid_wait_mean_h", "energy_mwh", "energy_price_paid_eur_per_mwh", "emissions_t", "revenue_eur",
    "capex_eur", "opex_eur", "npv_eur", "npv_with_horizon_value_eur", "irr_fraction", "payback_h",
    "levelised_cost_eur_per_h100e_h", "peak_funding_eur",
  ]

  /// The complete scenario, run and exported with series.
  private func exported() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let run = try await Program.run(
      ["run", "complete.yaml", "-n", "8", "-o", "results.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    let export = try await Program.run(
      ["export", "results.db", "--to", "csv", "--series"], in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")
    #expect(export.errors.isEmpty)
    return folder
  }

  private func table(_ name: String, _ folder: TemporaryFolder) throws -> Table {
    try Table(path: folder.path(of: "csv/\(name).csv"))
  }

  @Test func `every file has the columns that are promised`() async throws {
    let folder = try await exported()
    for (file, columns) in Self.columns {
      #expect(try table(file, folder).columns.joined(separator: ",") == columns, "\(file)")
    }
    let names = Set(try table("metrics", folder).rows.map { $0["metric"] })
    for metric in Self.metrics { #expect(names.contains(metric), "\(metric)") }
  }

  @Test func `every variable is explained once, with its unit`() async throws {
    let folder = try await exported()
    let variables = try table("variables", folder).rows
    let kinds = Set(variables.map { $0["kind"] })
    #expect(kinds == ["metric", "stock", "flow", "cash line", "milestone"])
    #expect(Set(variables.map { $0["name"] + "/" + $0["kind"] }).count == variables.count)
    let units = Dictionary(
      variables.filter { $0["kind"] == "metric" }.map { ($0["name"], $0["unit"]) },
      uniquingKeysWith: { first, _ in first })
    for row in try table("metrics", folder).rows {
      #expect(units[row["metric"]] == row["unit"], "\(row["metric"])")
    }
    for row in variables { #expect(row["description"].hasSuffix("."), "\(row["name"])") }
  }

  @Test func `the summary agrees with the metrics`() async throws {
    let folder = try await exported()
    let metrics = try table("metrics", folder).rows
    for row in try table("summary", folder).rows {
      let values = metrics.filter { metric in
        ["strategy", "metric", "segment", "region", "tier", "class"].allSatisfy {
          metric[$0] == row[$0]
        }
      }.map { $0.number("value") }
      #expect(values.count == 8 && row.number("n") == 8)
      let reached = values.filter { !$0.isNaN }
      #expect(row.number("reached_fraction") == Double(reached.count) / 8)
      // An instant that was never reached is later than everything; a ratio of nothing is no number.
      let isInstant = ["first_power_h", "first_live_h", "payback_h"].contains(row["metric"])
      let missing = isInstant ? values.count - reached.count : 0
      let sorted = reached.sorted() + Array(repeating: Double.infinity, count: missing)
      for (column, share) in [("p10", 0.1), ("p50", 0.5), ("p90", 0.9)] {
        guard !sorted.isEmpty else {
          #expect(row[column].isEmpty)
          continue
        }
        let position = Double(sorted.count - 1) * share
        let (low, high) = (sorted[Int(position)], sorted[Int(position.rounded(.up))])
        let known = low + (high - low) * (position - position.rounded(.down))
        let shown = row.number(column)
        #expect(
          known.isFinite ? abs(shown - known) <= 1e-9 * max(1, abs(known)) : shown.isNaN,
          "\(row["metric"]) \(column): \(shown); known \(known)")
      }
      let mean = reached.reduce(0, +) / Double(reached.count)
      #expect(
        missing > 0 || reached.isEmpty
          ? row["mean"].isEmpty : abs(row.number("mean") - mean) <= 1e-9 * max(1, abs(mean)),
        "\(row["metric"]) \(row["mean"])")
    }
  }

  @Test func `comparisons are paired differences`() async throws {
    let folder = try await exported()
    let metrics = try table("metrics", folder).rows
    func values(_ metric: String, _ strategy: String) -> [Double] {
      metrics.filter {
        $0["metric"] == metric && $0["strategy"] == strategy && $0["segment"].isEmpty
          && $0["region"].isEmpty
      }.map { $0.number("value") }
    }
    let row = try #require(
      try table("comparisons", folder).rows(where: ["metric": "npv_eur"]).first)
    let differences = zip(
      values("npv_eur", row["strategy_a"]), values("npv_eur", row["strategy_b"])
    )
    .map { $0 - $1 }
    let mean = differences.reduce(0, +) / 8
    #expect(abs(row.number("mean_difference") - mean) <= 1e-9 * abs(mean))
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7
    // Student's t for 7 degrees of freedom: 2.364624.
    let half = 2.364624 * (variance / 8).squareRoot()
    #expect(abs(row.number("ci_low") - (mean - half)) <= 1e-5 * half)
    #expect(abs(row.number("ci_high") - (mean + half)) <= 1e-5 * half)
    let greater = differences.count { $0 > 0 }
    #expect(row.number("p_a_greater") == Double(greater) / 8)
  }

  @Test func `ratios and instants are compared by the median of what both have`() async throws {
    let folder = try await exported()
    let metrics = try table("metrics", folder).rows
    let rows = try table("comparisons", folder).rows
    var compared: Set<String> = []
    for row in rows where row["mean_difference"].isEmpty {
      let pairs = [row["strategy_a"], row["strategy_b"]].map { strategy in
        metrics.filter { metric in
          metric["strategy"] == strategy
            && ["metric", "segment", "region", "tier", "class"].allSatisfy { metric[$0] == row[$0] }
        }.map { $0.number("value") }
      }
      let differences = zip(pairs[0], pairs[1]).map { $0 - $1 }.filter { !$0.isNaN }.sorted()
      #expect(row.number("n") == Double(differences.count))
      #expect(row.number("n_missing") == Double(8 - differences.count))
      guard differences.count == 8 else { continue }
      compared.insert(row["metric"])
      #expect(row.number("median_difference") == (differences[3] + differences[4]) / 2)
      // Of eight: from the smallest to the largest, with 99.2 %; the second smallest would be 93 %.
      #expect(row.number("ci_low") == differences[0])
      #expect(row.number("ci_high") == differences[7])
    }
    #expect(compared.contains("grid_wait_mean_h"), "\(compared)")
    // Who builds nothing sells nothing: no pair is left.
    #expect(rows.contains { $0["metric"] == "utilisation_fraction" && $0["n"] == "0" })
    #expect(!rows.contains { $0["metric"] == "npv_eur" && $0["mean_difference"].isEmpty })
  }

  @Test func `comparisons tell in how many pairs one is larger, and in how many neither`()
    async throws
  {
    let folder = try await exported()
    let metrics = try table("metrics", folder).rows
    let rows = try table("comparisons", folder).rows
    for row in rows {
      let (a, b) = (row["strategy_a"], row["strategy_b"])
      func values(_ strategy: String) -> [Double] {
        metrics.filter { metric in
          metric["strategy"] == strategy
            && ["metric", "segment", "region", "tier", "class"].allSatisfy { metric[$0] == row[$0] }
        }
        .map { $0.number("value") }
      }
      let pairs = zip(values(a), values(b)).filter { !$0.isNaN && !$1.isNaN }
      // Where some have no value, what that means is the metric's own.
      guard pairs.count == 8 else { continue }
      let greater = Double(pairs.count { $0 > $1 }) / 8
      let tied = Double(pairs.count { $0 == $1 }) / 8
      #expect(row.number("p_a_strictly_greater") == greater, "\(row["metric"])")
      #expect(row.number("p_tied") == tied, "\(row["metric"])")
      #expect(row.number("p_a_greater") == greater + tied / 2, "\(row["metric"])")
    }
    #expect(rows.contains { 0 < $0.number("p_tied") && $0.number("p_tied") < 1 })
  }

  @Test func `the cash flow is the mean over replications, and adds up to the metrics`()
    async throws
  {
    let folder = try await exported()
    let flows = try table("cashflow_series", folder).rows(where: ["strategy": "modular"])
    let means = try table("cashflow", folder).rows(where: ["strategy": "modular"])
    let capex = flows.filter { $0["line"].hasPrefix("capex_") && $0["replication"] == "0" }
    let metric = try #require(
      try table("metrics", folder).rows(where: [
        "metric": "capex_eur", "strategy": "modular", "replication": "0",
      ]).first)
    let paid = -capex.reduce(0) { $0 + $1.number("eur") }
    #expect(abs(paid - metric.number("value")) <= 1e-6 * paid)
    for row in means where row["period"] == "20" {
      let eight = flows.filter { $0["line"] == row["line"] && $0["period"] == "20" }
      #expect(eight.count == 8)
      let mean = eight.reduce(0) { $0 + $1.number("eur") } / 8
      #expect(abs(row.number("mean_eur") - mean) <= 1e-6 * max(1, abs(mean)), "\(row["line"])")
    }
  }

  @Test func `dates, numbers and bytes have the promised form`() async throws {
    let folder = try await exported()
    for name in try folder.names(in: "csv") where name.hasSuffix(".csv") {
      let text = try folder.read("csv/\(name)")
      #expect(!text.hasPrefix("\u{FEFF}"), "\(name) begins with a byte-order mark")
      for word in ["nan", "inf", "null", "Optional"] {
        #expect(!text.contains(",\(word),") && !text.contains(",\(word)\r"), "\(word) in \(name)")
      }
    }
    for row in try table("timeseries", folder).rows.prefix(200) {
      #expect(row["month"].firstMatch(of: /^\d{4}-\d\d-01$/) != nil)
    }
    for row in try table("phases", folder).rows where !row["date"].isEmpty {
      #expect(
        row["date"].firstMatch(of: /^\d{4}-\d\d-\d\d(T\d\d:\d\dZ?)?$/) != nil, "\(row["date"])")
    }
  }

  @Test func `the description lists every file with its columns`() async throws {
    let folder = try await exported()
    let json = try JSONSerialization.jsonObject(
      with: Data(folder.read("csv/datapackage.json").utf8))
    let package = try #require(json as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    var described: [String] = []
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      described.append(path)
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let names = fields.compactMap { $0["name"] as? String }
      #expect(names == (try Table(path: folder.path(of: "csv/\(path)")).columns), "\(path)")
    }
    #expect(
      described.sorted() == (try folder.names(in: "csv").filter { $0.hasSuffix(".csv") }))
  }

  @Test func `an export without series removes the series of an earlier one`() async throws {
    let folder = try await exported()
    #expect(folder.has("csv/series.csv"))
    let export = try await Program.run(["export", "results.db", "--to", "csv"], in: folder)
    #expect(export.exitCode == 0)
    #expect(!folder.has("csv/series.csv") && !folder.has("csv/cashflow_series.csv"))
    #expect(folder.has("csv/metrics.csv"))
  }

  @Test func `an export of named tables writes these and describes no others`() async throws {
    let folder = try await exported()
    let export = try await Program.run(
      ["export", "results.db", "--to", "csv", "--table", "summary", "--table", "cashflow_series"],
      in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    #expect(
      try folder.names(in: "csv") == ["cashflow_series.csv", "datapackage.json", "summary.csv"])
    let description = try folder.read("csv/datapackage.json")
    #expect(description.contains("summary.csv") && !description.contains("metrics.csv"))
  }

  @Test func `a table that there is not is a mistake of usage, and the known ones are named`()
    async throws
  {
    let outcome = try await Program.run(
      ["export", "results.db", "--to", "csv", "--table", "sumary"])
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.contains("'sumary'") && outcome.errors.contains("summary"))
  }
}
