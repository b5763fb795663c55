import Quantities
import Testing

@testable import FactoryModel

private let day = 24.0

/// What a site that is given up, or a phase that is dropped, leaves to others, and what it keeps.
@Suite struct GivingUpTests {
  /// The first phase is refused after 20 days, half of its 2 MEUR paid; the next one needs 2 MEUR.
  private func refused(budget: String) throws -> TinyResult {
    try TinyWorld(
      """
      sites:
        pod:
          capacity: 10 H100e
          stages:
            land: { takes: 10 d, costs: 1 MEUR, paid: start }
            permit: { after: [land], takes: 10 d, succeeds: 0 % }
            build: { after: [permit], takes: 10 d, costs: 1 MEUR }
        sure: { capacity: 10 H100e, stages: { build: { takes: 10 d, costs: 2 MEUR } } }
      strategies:
        only:
          budget: { amount: \(budget), otherwise: wait }
          phases:
            first: { site: pod, start: 2026-01-01 }
            next: { site: sure, start: 2026-01-05 }
      """
    ).run()
  }

  @Test func `what a refused site has not spent is free at once`() throws {
    let result = try refused(budget: "3 MEUR")
    #expect(result.milestone("abandoned", phase: "first") == 20 * day)
    #expect(result.milestone("started", phase: "next") == 20 * day)
    #expect(result.stockEnd("committed_eur", month: 0) == 3e6)
  }

  @Test func `what a refused site has spent stays spent`() throws {
    let result = try refused(budget: "2.5 MEUR")
    #expect(result.milestone("started", phase: "next").isNaN)
    #expect(result.stockEnd("committed_eur", month: 0) == 1e6)
  }

  /// A tier with room for one of two sites.
  private func connected(fee: String, first: String, budget: String, inflation: String = "0 %/year")
    throws -> TinyResult
  {
    try TinyWorld(
      """
      money: { inflation: \(inflation) }
      grid:
        tiers: { t: {} }
        regions: { R: { tiers: { t: { headroom: 2 MW, build: 10 d, connection: \(fee) } } } }
      sites:
        pod: { power: 2 MW, capacity: 10 H100e, stages: \(first) }
        sure: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } }
      strategies:
        only:
          budget: { amount: \(budget), otherwise: wait }
          phases:
            first: { site: pod, regions: [R], tier: t, start: 2026-01-01 }
            next: { site: sure, regions: [R], tier: t, start: 2026-01-05 }
      """
    ).run()
  }

  private static let refusedAfterwards =
    "{ grid: {}, permit: { after: [grid], takes: 20 d, succeeds: 0 % } }"

  @Test func `power that was granted is handed back after the final refusal`() throws {
    let result = try connected(
      fee: "0 EUR", first: Self.refusedAfterwards, budget: "10 MEUR")
    #expect(result.milestone("abandoned", phase: "first") == 30 * day)
    #expect(result.milestone("granted", phase: "next") == 30 * day)
  }

  @Test func `the fee of a connection that was paid stays spent`() throws {
    let result = try connected(
      fee: "1 MEUR", first: Self.refusedAfterwards, budget: "1.5 MEUR")
    #expect(result.milestone("abandoned", phase: "first") == 30 * day)
    #expect(result.milestone("started", phase: "next").isNaN)
    #expect(result.stockEnd("committed_eur", month: 1) == 1e6)
  }

  @Test func `a fee is in the prices of the day of energisation`() throws {
    let result = try connected(
      fee: "1 MEUR", first: "{ grid: {} }", budget: "10 MEUR", inflation: "100 %/year")
    // Not opening: 10 days after the start.
    let known = 1e6 * annualFactor(1, at: SimTime(10 * day))
    #expect(abs(result.cash("capex_connection", period: 1) + known) < 1e-6)
  }
}
