import Foundation
import TestSupport
import Testing

/// Every shipped scenario gives the numbers that are stored beside it: what a change of the model
/// or of a scenario does to them is seen, and `make summaries` accepts it.
struct ShippedSummaryTests {
  private static let futures = 5
  private static let columns = ["strategy", "metric", "reached_fraction", "mean", "p50"]
  /// One or two of each area of the model, over all segments, regions and tiers.
  private static let metrics: Set = [
    "requests", "lost_reneged", "wait_mean_h", "served_h100e_h", "utilisation_fraction",
    "first_power_h", "first_live_h", "live_it_mw_2030", "live_h100e_2035", "energy_mwh",
    "energy_price_paid_eur_per_mwh", "revenue_eur", "capex_eur", "opex_eur",
    "corporate_tax_eur", "npv_eur", "npv_with_horizon_value_eur",
    "levelised_cost_eur_per_h100e_h", "peak_funding_eur",
  ]

  /// Set by `make summaries`: what is stored is written anew.
  private static let renews =
    ProcessInfo.processInfo.environment["MILLWRIGHT_RENEW_SUMMARIES"] != nil

  /// The names of the shipped scenarios, without `.yaml`.
  static var names: [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: shipped(""))
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test(arguments: names)
  func `a shipped scenario gives the numbers of its stored summary`(_ name: String) async throws {
    let run = try await ExportedRun(
      of: shipped("\(name).yaml"), replications: Self.futures, tables: ["summary"])
    let rows = try run.table("summary").rows.filter {
      Self.metrics.contains($0["metric"]) && $0["segment"].isEmpty && $0["region"].isEmpty
        && $0["tier"].isEmpty && $0["class"].isEmpty
    }
    let lines = [Self.columns] + rows.map { row in Self.columns.map { Self.shown(row[$0]) } }
    let path = shipped("summaries/\(name).csv")
    if Self.renews {
      let text = lines.map { $0.joined(separator: ",") + "\n" }.joined()
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let hint = "if that is meant, 'make summaries' stores the new numbers"
    try #require(
      FileManager.default.fileExists(atPath: path),
      "scenarios/summaries/\(name).csv is missing; \(hint)")
    let table = try Table(path: path)
    let stored = [table.columns] + table.rows.map { row in table.columns.map { row[$0] } }
    for difference in lines.difference(from: stored) {
      switch difference {
      case .remove(_, let line, _):
        Issue.record("\(name).yaml no longer gives \(line.joined(separator: ",")); \(hint)")
      case .insert(_, let line, _):
        Issue.record("\(name).yaml gives \(line.joined(separator: ",")); \(hint)")
      }
    }
  }

  /// Numbers with six digits: more than anybody reads, fewer than systems may differ in.
  private static func shown(_ field: String) -> String {
    Double(field).map { String(format: "%.6g", $0) } ?? field
  }
}
