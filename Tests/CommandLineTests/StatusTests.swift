import TestSupport
import Testing

/// The status of the rate of return is a code: it is counted, and never averaged.
struct StatusTests {
  /// A hall for 1000 EUR, and an hour of a contract that brings 50 EUR in the last month or nothing.
  private static let scenario = """
    title: A rate below -90 %
    start: 2026-01-01
    end: 2027-01-01
    demand:
      price: 100 EUR/H100e-h
      segments:
        flows:
          requests: [ { date: 2026-12-15, size: { discrete: { values: [0.05 H100e, 0 H100e] } }, term: 10 h } ]
    sites: { hall: { capacity: 1 H100e, live: start, cost: 1000 EUR } }
    strategies: { ours: { phases: { hall: { site: hall } } }, twice: { phases: { hall: { site: hall, sites: 2 } } } }

    """

  @Test func `the shares of each status are given, and no mean of the codes`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("irr.yaml", Self.scenario)
    let run = try await Program.run(["run", "irr.yaml", "-n", "30", "-o", "r.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    _ = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    func rows(_ table: String, _ metric: String) throws -> [Table.Row] {
      try Table(path: folder.path(of: "csv/\(table).csv")).rows.filter {
        $0["metric"] == metric && $0["strategy"] != "twice"
      }
    }
    // 50 / 1000 - 1 = -95 % a year is the only rate, and so it counts; without revenue there is none.
    let status = try rows("metrics", "irr_status").map { $0.number("value") }
    let rates = try rows("metrics", "irr_fraction").map { $0.number("value") }
    #expect(Set(status) == [0, 1])
    #expect(zip(status, rates).allSatisfy { $0 == 1 ? abs($1 + 0.95) < 1e-9 : $1.isNaN })

    #expect(try rows("summary", "irr_status").isEmpty)
    let shares = try ["irr_none", "irr_unique", "irr_multiple"].map {
      try #require(try rows("summary", $0).first).number("mean")
    }
    let found = status.reduce(0, +) / 30
    #expect(shares == [1 - found, found, 0] || abs(shares[0] - 1 + found) < 1e-15)
    #expect(try rows("comparisons", "irr_status").isEmpty)
    #expect(try !rows("comparisons", "irr_unique").isEmpty)

    let variables = try Table(path: folder.path(of: "csv/variables.csv"))
    let description = try #require(variables.rows.first { $0["name"] == "irr_status" })
    #expect(
      description["description"].contains(
        "those below -90 % a year count only where there is no other"))
  }
}
