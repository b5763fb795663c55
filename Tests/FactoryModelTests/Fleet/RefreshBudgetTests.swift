import Foundation
import Testing

@testable import FactoryModel

private let day = 24.0
private let year = 8766.0

/// Budgets that cover what replaces accelerators.
///
/// A site of 100 units for 100 kEUR, at the price of the
/// start, is live on day 0, and its accelerators come to their end after 8766 h.
@Suite struct RefreshBudgetTests {
  private func world(
    _ budget: String, changes: String = "0 %/year", lead: String = "0 d", sites: String = "",
    phases: String = ""
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      accelerators:
        procurement: newest
        refresh: best
        generations:
          A: { released: 2026-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
               price: { at: 1 kEUR, changes: \(changes) }, lead: \(lead), life: 1 years }
      sites:
        pod: \(TinyWorld.installedAtOnce)
      \(sites)
      strategies:
        only:
          budget: { \(budget) }
          phases:
            first: { site: pod, start: 2026-01-01 }
      \(phases)
      """, end: "2029-01-01")
  }

  private func swaps(_ world: TinyWorld) -> [Double] {
    world.trace().filter { $0.hasSuffix("accelerators swapped") }.compactMap {
      Double($0.prefix { $0 != ":" })
    }
  }

  @Test func `by default refreshes are beside the budget`() throws {
    let world = try world("amount: 100 kEUR")
    // The third on 31 December 2028 at 18:00.
    #expect(swaps(world) == [year, 2 * year, 3 * year])
    #expect(world.run().metric("capex_eur") == 400_000)
    #expect(world.run().stockEnd("committed_eur", month: 35) == 100_000)
  }

  @Test(arguments: [(100.0, 1.0), (199, 1), (200, 2), (299.9, 2), (300, 3), (400, 4)])
  func `a budget for all has room for as many refreshes as fit`(
    _ amount: Double, _ orders: Double
  ) throws {
    let result = try world("amount: \(amount) kEUR, covers: all").run()
    #expect(result.metric("capex_eur") == orders * 100_000)
    #expect(result.stockEnd("committed_eur", month: 35) == orders * 100_000)
    // What is not replaced runs on.
    #expect(result.stockEnd("live_h100e", month: 35) == 100)
  }

  @Test func `what is dropped retires at the end of its life`() throws {
    let world = try world("amount: 199 kEUR, covers: all, otherwise: drop")
    let result = world.run()
    #expect(result.stockEnd("live_h100e", month: 11) == 100)
    #expect(result.stockEnd("live_h100e", month: 12) == 0)
    #expect(world.trace().contains("\(year): first/1: accelerators retired"))
    #expect(result.metric("capex_eur") == 100_000)
    // With a little more it is replaced once, and retires a year later.
    let more = try self.world("amount: 200 kEUR, covers: all, otherwise: drop").run()
    #expect(more.stockEnd("live_h100e", month: 23) == 100)
    #expect(more.stockEnd("live_h100e", month: 24) == 0)
  }

  /// At 0.4 of the price each year a refresh costs 40 kEUR when the first is due.
  ///
  /// 20 kEUR are left, which
  /// are enough after ln 0.2/ln 0.4 = 1.7565 years, on day 641.5; the next month begins on day 669.
  @Test func `a refresh that waits is ordered at the month close at which it fits`() throws {
    let world = try world("amount: 120 kEUR, covers: all", changes: "-60 %/year", lead: "10 d")
    let ordered = 669 * day
    let cost = 100_000 * pow(0.4, ordered / year)
    #expect(cost < 20_000 && 100_000 * pow(0.4, 638 * day / year) > 20_000)
    #expect(
      world.trace().filter { $0.contains("refresh") || $0.contains("ordered") } == [
        "0.0: first/1: 100 units of A ordered",
        "\(year): first/1: a refresh does not fit the budget and waits",
        "\(ordered): first/1: 100 units of A ordered",
        // A year after the swap of day 679 next to nothing is left.
        "\(669 * day + year): first/1: a refresh does not fit the budget and waits",
      ])
    // The old ones run on for more than half a year, and live once more for a year from the swap on.
    #expect(swaps(world) == [ordered + 10 * day])
    let result = world.run()
    #expect((0..<36).allSatisfy { $0 == 0 || result.stockEnd("live_h100e", month: $0) == 100 })
    #expect(abs(result.metric("capex_eur") - 100_000 - cost) < 1e-6)
    #expect(abs(result.stockEnd("committed_eur", month: 35) - 100_000 - cost) < 0.1)
    // At a higher price the wait has no end.
    let dear = try self.world("amount: 120 kEUR, covers: all", changes: "-10 %/year", lead: "10 d")
    #expect(swaps(dear).isEmpty)
    #expect(dear.run().metric("capex_eur") == 100_000)
  }

  /// 150 kEUR are committed to a site that is refused on day 400 without having paid anything.
  ///
  /// The refresh
  /// of day 365.25 and the phase of day 370 want 100 and 150 kEUR of the 50 that are left.
  @Test func `a refresh that waits comes before the phases that do`() throws {
    let world = try world(
      "amount: 300 kEUR, covers: all",
      sites: """
          refused:
            capacity: 1 H100e
            stages:
              permit: { takes: 400 d, succeeds: 0 % }
              build: { after: [permit], takes: 1 d, costs: 150 kEUR }
          hall: { capacity: 1 H100e, stages: { build: { takes: 1 d, costs: 150 kEUR } } }
        """,
      phases: """
              given: { site: refused, start: 2026-01-01 }
              next: { site: hall, start: 2027-01-06 }
        """)
    // A hundred that are left are enough for the next refresh, and not for the phase.
    #expect(swaps(world) == [400 * day, 400 * day + year])
    #expect(world.run().milestone("started", phase: "next").isNaN)
  }
}
