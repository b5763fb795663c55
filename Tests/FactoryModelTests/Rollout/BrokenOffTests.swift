import Testing

@testable import FactoryModel

private let day = 24.0

/// What is broken off with a site, and what a site no longer holds up for others.
@Suite struct BrokenOffTests {
  @Test(arguments: [("spread", 0.25e6), ("end", 0), ("start", 1e6)])
  func `a stage that is broken off has cost its part, nothing or all, as it is paid`(
    paid: String, cost: Double
  ) throws {
    let result = try TinyWorld(
      """
      sites:
        pod:
          capacity: 10 H100e
          stages:
            permit: { takes: 25 d, succeeds: 0 % }
            build: { takes: 100 d, costs: 1 MEUR, paid: \(paid) }
            last: { after: [permit, build], takes: 1 d }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """
    ).run()
    #expect(abs(result.metric("capex_eur") - cost) < 1e-6)
  }

  /// A phase whose sites cost 1 MEUR each in money of the start.
  private func started(sites: Int, on date: String, budget: String, inflation: String) throws
    -> Double
  {
    try TinyWorld(
      """
      money: { inflation: \(inflation) }
      sites: { pod: { capacity: 10 H100e, stages: { build: { takes: 0 d, costs: 1 MEUR } } } }
      strategies:
        only:
          budget: { amount: \(budget), otherwise: drop }
          phases: { first: { site: pod, sites: \(sites), start: \(date) } }
      """
    ).run().milestone("started", phase: "first")
  }

  @Test func `a phase needs money for all its sites, in the prices of its day`() throws {
    #expect(
      try started(sites: 2, on: "2026-01-01", budget: "1.9 MEUR", inflation: "0 %/year").isNaN)
    #expect(try started(sites: 2, on: "2026-01-01", budget: "2 MEUR", inflation: "0 %/year") == 0)
    #expect(
      try started(sites: 1, on: "2027-01-01", budget: "1.5 MEUR", inflation: "100 %/year").isNaN)
  }

  @Test func `accelerators are there when the last of the stages before their use ends`() throws {
    let result = try TinyWorld(
      """
      \(TinyWorld.retiredAfterAYear)
      sites:
        pod:
          power: 1 MW
          stages:
            short: { takes: 10 d }
            long: { takes: 50 d }
            accelerators: { for: last }
            last: { after: [short, long, accelerators], takes: 1 d }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """
    ).run()
    #expect(result.milestone("ordered", phase: "first") == 50 * day)
  }

  /// The first phase applies for 2 MW where there is 1 MW; the next one wants 1 MW there.
  private func queued(_ first: String, budget: String = "", south: String) throws -> TinyResult {
    try TinyWorld(
      """
      grid:
        tiers: { t: {} }
        regions:
          north: { tiers: { t: { headroom: 1 MW } } }
          south: { tiers: { t: { headroom: \(south) } } }
      sites:
        large: { power: 2 MW, capacity: 10 H100e, stages: { grid: {}, build: { after: [grid], takes: 0 d, costs: 9 MEUR } } }
        small: { power: 1 MW, capacity: 10 H100e, stages: { grid: {} } }
      strategies:
        only:
      \(budget)
          phases:
            first: { site: large, tier: t, \(first) }
            next: { site: small, regions: [north], tier: t, start: 2026-01-02 }
      """
    ).run()
  }

  @Test func `an application elsewhere blocks nobody once there is an offer`() throws {
    let waits = try queued("regions: [north], start: 2026-01-01", south: "0 MW")
    #expect(waits.milestone("granted", phase: "next").isNaN)
    let offered = try queued("regions: [north, south], start: 2026-01-01", south: "2 MW")
    #expect(offered.milestone("granted", phase: "next") == day)
  }

  @Test func `a dropped phase blocks nobody any more`() throws {
    let result = try queued(
      "regions: [north], applyForGrid: 2026-01-01, start: 2026-01-15",
      budget: "    budget: { amount: 3 MEUR, otherwise: drop }", south: "0 MW")
    #expect(result.milestone("granted", phase: "next") == 14 * day)
  }

  @Test func `of two offers of one instant the second is handed back`() throws {
    let result = try TinyWorld(
      """
      grid:
        tiers: { t: {} }
        regions:
          north: { tiers: { t: { headroom: 2 MW } } }
          south: { tiers: { t: { headroom: 2 MW } } }
      sites: { pod: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
      strategies:
        only:
          phases:
            first: { site: pod, regions: [north, south], tier: t, start: 2026-01-01 }
            next: { site: pod, regions: [north, south], tier: t, start: 2026-01-02 }
      """
    ).run()
    #expect(result.milestone("granted", phase: "first") == 0)
    #expect(result.milestone("granted", phase: "next") == day)
  }
}
