import Foundation
import TestSupport
import Testing

/// Rules of the grid that begin and end, from the file to the tables.
struct DatedRuleTests {
  private static let scenario = """
    title: Rules by date
    start: 2026-01-01
    end: 2028-01-01
    grid:
      tiers: { high: {} }
      classes: [small, other]
      frameworks:
        old: { priorities: [other] }
        new: { from: 2026-06-01, priorities: [small, other] }
      regions:
        R:
          tiers:
            high:
              headroom: 0 MW
              backlog: [ { date: 2025-12-02, size: 2 MW, class: other } ]
              release: { rate: 24 MW/year, lump: 2 MW, timing: regular }
          stops:
            winter: { tiers: [high], from: 2026-01-01, until: 2026-07-01, reason: "full, until July" }
    sites: { pod: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
    strategies:
      ours: { phases: { p: { site: pod, regions: [R], tier: high, class: small, start: 2026-02-01 } } }
      none: {}

    """

  private func exported(setting sets: [String] = []) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("rules.yaml", Self.scenario)
    let run = try await Program.run(
      ["run", "rules.yaml", "-n", "2", "-o", "r.db"] + sets.flatMap { ["--set", $0] }, in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    let export = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")
    return folder
  }

  private func table(_ name: String, _ folder: TemporaryFolder) throws -> [Table.Row] {
    try Table(path: folder.path(of: "csv/\(name).csv")).rows
  }

  @Test func `phases tell which stop held a site up`() async throws {
    let folder = try await exported()
    let rows = try table("phases", folder).filter { $0["replication"] == "0" }
    let granted = try #require(rows.first { $0["milestone"] == "granted" })
    #expect(granted["date"] == "2026-07-01" && granted["reason"] == "full, until July")
    #expect(rows.filter { $0["milestone"] != "granted" }.allSatisfy { $0["reason"].isEmpty })
    let free = try await exported(setting: ["grid.regions.R.stops.winter=null"])
    #expect(try table("phases", free).allSatisfy { $0["reason"].isEmpty })
  }

  /// Six lumps wait for both in July, so that nobody is in the way of the other.
  @Test func `the delay of others stands in the comparison of each class`() async throws {
    let folder = try await exported(setting: ["grid.regions.R.tiers.high.release.rate*=0.1"])
    let rows = try table("comparisons", folder).filter {
      $0["metric"] == "grid_others_waited_mean_h" && $0["strategy_b"] == "none"
    }
    // One lump of 2 MW after 10 months of 730.5 h, which we take, and the next 10 months later.
    for row in rows where row["class"] != "small" {
      #expect(abs(row.number("mean_difference") - 10 * 730.5) < 1e-6, "\(row["class"])")
    }
    #expect(Set(rows.map { $0["class"] }) == ["", "small", "other"])
    let short = try await exported()
    let none = try table("comparisons", short).filter {
      $0["metric"] == "grid_others_waited_mean_h" && $0["class"].isEmpty
    }
    #expect(!none.isEmpty && none.allSatisfy { $0.number("mean_difference") == 0 })
  }
}
