import Testing

@testable import FactoryModel

private let day = 24.0

/// Sites of 2 MW in regions whose headroom rises by stated reinforcements.
private func world(_ phases: String, budget: String = "", stages: String? = nil) throws
  -> TinyResult
{
  try TinyWorld(
    """
    grid:
      tiers: { mv: { largest: 10 MW } }
      regions:
        north: { tiers: { mv: { headroom: 0 MW, build: 100 d, connection: 1 MEUR/MW,
          tariff: { contracted: 8766 EUR/MW/year }, reinforcements: { a: { planned: 2026-03-01, releases: 3 MW } } } } }
        south: { tiers: { mv: { headroom: 0 MW, build: 10 d,
          reinforcements: { a: { planned: 2026-02-01, releases: 2 MW }, b: { planned: 2026-06-01, releases: 2 MW } } } } }
    sites:
      pod:
        power: 2 MW
        capacity: 10 H100e
        stages:
    \(stages ?? """
            grid: {}
            build: { after: [grid], takes: 30 d, costs: 1 MEUR/MW }
      """)
    strategies:
      only:
    \(budget)
        phases:
    \(phases)
    """
  ).run()
}

@Suite struct ConnectionTests {
  @Test func `the first offer wins, and the other applications are withdrawn`() throws {
    let result = try world(
      """
            first: { site: pod, sites: 2, regions: [north, south], tier: mv, start: 2026-01-01 }
            other: { site: pod, regions: [north], tier: mv, start: 2026-01-02 }
      """)
    // South has room for one on 1 February, north for one on 1 March: the second site takes it, and
    // the other phase, which only stands in north, gets nothing of the 1 MW that is left.
    #expect(result.milestone("granted", phase: "first", site: 1) == 31 * day)
    #expect(result.milestone("energised", phase: "first", site: 1) == 41 * day)
    #expect(result.milestone("granted", phase: "first", site: 2) == 59 * day)
    #expect(result.milestone("energised", phase: "first", site: 2) == 159 * day)
    #expect(result.milestone("live", phase: "first", site: 2) == 189 * day)
    #expect(result.milestone("granted", phase: "other").isNaN)
    #expect(result.metric("first_power_h") == 41 * day)
  }

  @Test func `contracted charges run from energisation, whether built or not`() throws {
    let result = try world(
      "      first: { site: pod, regions: [north], tier: mv, start: 2026-01-01 }")
    // Energised after 159 days, on 9 June: 22 of 30 days of that month.
    #expect(abs(result.cash("grid_contracted", period: 6) + 2 * 730.5 * 22 / 30) < 1e-9)
    #expect(abs(result.cash("grid_contracted", period: 7) + 2 * 730.5) < 1e-9)
    #expect(result.cash("capex_connection", period: 6) == -2e6)
  }

  @Test func `building can begin with the offer, before there is power`() throws {
    let result = try world(
      "      first: { site: pod, regions: [north], tier: mv, start: 2026-01-01 }",
      stages: """
              offer: {}
              grid: {}
              build: { after: [offer], takes: 30 d }
              commission: { after: [grid, build], takes: 1 d }
        """)
    #expect(result.milestone("build", phase: "first") == 89 * day)
    #expect(result.milestone("live", phase: "first") == 160 * day)
  }

  @Test func `a phase dropped for want of money leaves the line to those behind it`() throws {
    let phases = """
            dear: { site: pod, sites: 2, regions: [south], tier: mv, applyForGrid: 2026-01-01, start: 2026-01-15 }
            next: { site: pod, regions: [south], tier: mv, start: 2026-01-02 }
      """
    let poor = try world(phases, budget: "    budget: { amount: 3 MEUR, otherwise: drop }")
    #expect(poor.milestone("granted", phase: "dear").isNaN)
    #expect(poor.milestone("granted", phase: "next") == 31 * day)
    let rich = try world(phases)
    #expect(rich.milestone("granted", phase: "dear", site: 2) == 151 * day)
    #expect(rich.milestone("granted", phase: "next").isNaN)
  }
}
