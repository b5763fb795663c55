import Testing

@testable import FactoryModel

private let day = 24.0

/// Halls that stand on the land and the connection of another site.
@Suite struct StandingTests {
  /// Land with a connection of 69 MW, energised after 100 days, and halls of 15 MW on it.
  private static func world(
    halls: String = "sites: 4, start: 2026-01-01", more: String = "", land: String = "grid: {}",
    hall: String = "{ build: { after: [base.grid], takes: 30 d } }",
    end: String = "2028-01-01"
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      grid:
        tiers: { ehv: {} }
        regions: { R: { tiers: { ehv: { headroom: unlimited, build: 100 d, connection: 5 MEUR,
          tariff: { contracted: 46 EUR/kW/year, peak: 1 EUR/kW/month } } } } }
      sites:
        land:
          connection: 69 MW
          stages: { \(land) }
        hall: { power: 15 MW, pue: 1.15, capacity: 10 H100e, stages: \(hall) }
        more: { power: 15 MW, pue: 1.15, capacity: 10 H100e, stages: { build: { after: [base.grid], takes: 400 d } } }
      strategies:
        only:
          phases:
            land: { site: land, regions: [R], tier: ehv, start: 2026-01-01 }
            halls: { site: hall, standsOn: land, \(halls) }
      \(more)
      """, end: end)
  }

  @Test(arguments: [1, 4])
  func `one connection is charged once, with one hall live or four`(halls: Int) throws {
    let result = try Self.world(halls: "sites: \(halls), start: 2026-01-01").run()
    // 69 MW at 46 EUR/kW/year, a twelfth a month; energised on 11 April, for 20 of its 30 days.
    #expect(abs(result.cash("grid_contracted", period: 7) + 69_000 * 46 / 12) < 1e-6)
    #expect(abs(result.cash("grid_contracted", period: 4) + 69_000 * 46 / 12 * 20 / 30) < 1e-6)
    let year = (13...24).reduce(0) { $0 + result.cash("grid_contracted", period: $1) }
    #expect(abs(year + 3.174e6) < 1e-6)
    #expect((0...24).reduce(0) { $0 + result.cash("capex_connection", period: $1) } == -5e6)
  }

  @Test func `a hall has power when its base has, and not before it is begun`() throws {
    let result = try Self.world(
      more: "      late: { site: hall, sites: 0, standsOn: land, start: 2026-01-01 }"
    ).run()
    for site in 1...4 {
      #expect(result.milestone("energised", phase: "halls", site: site) == 100 * day)
      #expect(result.milestone("live", phase: "halls", site: site) == 130 * day)
    }
    let later = try Self.world(halls: "start: 2026-12-01").run()
    #expect(later.milestone("energised", phase: "halls") == 334 * day)
    #expect(later.milestone("live", phase: "halls") == 364 * day)
    #expect(later.metric("first_power_h") == 100 * day)
  }

  @Test func `land is in no live figure`() throws {
    let result = try Self.world().run()
    #expect(result.metric("first_live_h") == 130 * day)
    #expect(result.metric("sites_live") == 4)
    #expect(result.milestone("live", phase: "land") == 100 * day)
    let idle = try Self.world(halls: "sites: 0, start: 2026-01-01").run()
    #expect(idle.metric("first_live_h").isNaN)
    #expect(idle.metric("sites_live") == 0)
  }

  @Test func `the peak is that of the sum, and the bands of the tax are passed once`() throws {
    // Each hall of 15 MW draws 15 x 1.15 MW idle from day 130 on: 69 MW together.
    let energy = """
      accelerators: { procurement: newest, idlePower: 100 %, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 1 MW, price: { at: 1 EUR }, life: 20 years } } }
      energy: { spot: { constant: 0 EUR/MWh }, tax: { bands: [ { upTo: 40000 MWh, rate: 10 EUR/MWh }, { rate: 1 EUR/MWh } ] } }
      """
    let hall =
      "{ accelerators: { for: build }, build: { after: [base.grid, accelerators], takes: 30 d } }"
    let result = try TinyWorld(
      """
      grid:
        tiers: { ehv: {} }
        regions: { R: { tiers: { ehv: { headroom: unlimited, build: 100 d, tariff: { peak: 1 EUR/kW/month } } } } }
      \(energy)
      sites:
        land: { connection: 69 MW, stages: { grid: {} } }
        hall: { power: 15 MW, pue: 1.15, stages: \(hall) }
      strategies:
        only:
          phases:
            land: { site: land, regions: [R], tier: ehv, start: 2026-01-01 }
            halls: { site: hall, sites: 4, standsOn: land, start: 2026-01-01 }
      """
    ).run()
    #expect(abs(result.cash("grid_peak", period: 8) + 69_000) < 1e-6)
    // 2027 has 8,760 h: 604,440 MWh, 40,000 of them in the first band, once and not for each hall.
    let tax = (13...24).reduce(0) { $0 + result.cash("energy_tax", period: $1) }
    #expect(abs(tax + (40_000 * 10 + (69 * 8_760 - 40_000) * 1)) < 1e-3)
  }

  @Test func `halls are given up with their base, those not yet begun too`() throws {
    let result = try Self.world(
      halls: "sites: 2, start: 2026-01-01",
      more: "      later: { site: hall, sites: 2, standsOn: land, start: 2026-06-01 }",
      land: "permit: { takes: 20 d, succeeds: 0 % }, grid: { after: [permit] }"
    ).run()
    #expect(result.milestone("abandoned", phase: "land") == 20 * day)
    #expect(result.milestone("abandoned", phase: "halls", site: 2) == 20 * day)
    #expect(result.milestone("abandoned", phase: "later", site: 1) == 20 * day)
    #expect(result.milestone("started", phase: "later", site: 1).isNaN)
    #expect(result.metric("sites_abandoned") == 5)
  }

  @Test func `halls that are live close with a base that is refused afterwards`() throws {
    let result = try Self.world(
      land: "grid: {}, audit: { after: [grid], takes: 50 d, succeeds: 0 % }"
    ).run()
    #expect(result.milestone("live", phase: "halls") == 130 * day)
    #expect(result.milestone("abandoned", phase: "halls") == 150 * day)
    #expect(result.stockEnd("live_h100e", month: 4) == 0)
    #expect(result.metric("sites_live") == 0)
  }

  @Test func `several phases stand on one connection, by number or all on one`() throws {
    let result = try Self.world(
      halls: "sites: 2, start: 2026-01-01",
      more: "      more: { site: more, sites: 2, standsOn: land, start: 2026-01-01 }"
    ).run()
    #expect(result.milestone("live", phase: "more", site: 2) == 500 * day)
    let pairs = try TinyWorld(
      """
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: 10 MW, build: 10 d, reinforcements: { a: { planned: 2026-03-01, releases: 10 MW } } } } } } }
      sites:
        land: { connection: 10 MW, stages: { grid: {} } }
        hall: { power: 10 MW, capacity: 10 H100e, stages: { build: { after: [base.grid], takes: 5 d } } }
      strategies:
        only:
          phases:
            halls: { site: hall, sites: 2, standsOn: land, start: 2026-01-01 }
            land: { site: land, sites: 2, regions: [R], tier: t, start: 2026-01-01 }
      """
    ).run()
    #expect(pairs.milestone("live", phase: "halls", site: 1) == 15 * day)
    #expect(pairs.milestone("live", phase: "halls", site: 2) == 74 * day)
  }

  @Test func `nothing is ordered for a hall while its base has no grant`() throws {
    func world(_ hall: String) throws -> TinyResult {
      try TinyWorld(
        """
        \(TinyWorld.retiredAfterAYear)
        grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: 0 MW, build: 100 d, reinforcements: { a: { planned: 2026-03-01, releases: 1 MW } } } } } } }
        sites:
          land: { connection: 1 MW, stages: { grid: {} } }
          hall: { power: 1 MW, stages: \(hall) }
        strategies:
          only:
            phases:
              land: { site: land, regions: [R], tier: t, start: 2026-01-01 }
              halls: { site: hall, standsOn: land, start: 2026-01-01 }
        """
      ).run()
    }
    // What needs the accelerators waits for nothing of the base, only what follows it does.
    let early = try world(
      "{ accelerators: { for: install }, install: { after: [accelerators], takes: 5 d }, test: { after: [base.grid, install], takes: 1 d } }"
    )
    #expect(early.milestone("ordered", phase: "halls") == 59 * day)
    let usual = try world(
      "{ accelerators: { for: install }, install: { after: [base.grid, accelerators], takes: 5 d } }"
    )
    #expect(usual.milestone("ordered", phase: "halls") == 159 * day)
    #expect(usual.milestone("live", phase: "halls") == 164 * day)
  }

  @Test func `a connection is written off from the first hall on it`() throws {
    // 5 MEUR over 10 years; the first hall is live on day 130, 11 May, and the taxed profit is the rest.
    let result = try TinyWorld(
      """
      demand: { price: { constant: 100 EUR/H100e-h }, segments: { all: { requests: [ { date: 2026-01-01, size: 40 H100e, term: 2 years, patience: forever } ] } } }
      money: { corporateTax: 25 %, depreciation: { connection: 10 years } }
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: unlimited, build: 100 d, connection: 5 MEUR } } } } }
      sites:
        land: { connection: 60 MW, stages: { grid: {} } }
        hall: { power: 15 MW, capacity: 10 H100e, stages: { build: { after: [base.grid], takes: 30 d } } }
      strategies:
        only:
          phases:
            land: { site: land, regions: [R], tier: t, start: 2026-01-01 }
            halls: { site: hall, sites: 4, standsOn: land, start: 2026-01-01 }
      """
    ).run()
    let hours = 235 * 24.0
    let profit = 40 * 100 * hours - 5e6 / 87_660 * hours
    #expect(abs(result.cash("corporate_tax", period: 12) + 0.25 * profit) < 1e-3)
  }
}
