import Foundation
import TestSupport
import Testing

/// The upkeep of accelerators: a share of the price of what is in place, by the days it is there.
struct UpkeepTests {
  private static let day = 24.0

  /// 1,000 units at an hour after the start; released six years before it, at half the price each year.
  private static func price(at hour: Double) -> Double {
    let age = hour + Double(6 * 365 + 2) * day
    return 1e6 * pow(0.5, age / 8766)
  }

  /// What is paid for the maintenance of the months, the first of them being January 2026.
  private func maintenance(_ run: ExportedRun) throws -> [Double] {
    try run.cash("maintenance").dropFirst().map { -$0 }
  }

  // Batches are bought at the start and 18 months later each: on 2 July 2027, 31 December 2028 at
  // 18:00, and 2 July 2030.
  private static let life = 18 * 730.5

  @Test func `a month of a swap is charged on each price by its days`() async throws {
    let paid = try maintenance(try await ExportedRun(of: scenario("upkeep")))
    let (first, second, third) = (
      Self.price(at: 0), Self.price(at: Self.life), Self.price(at: 2 * Self.life)
    )
    // Live on 16 January.
    expectEqual(paid[0], first * 0.01 * 16 / 31, "January 2026")
    expectEqual(paid[1], first * 0.01, "February 2026")
    let before = Self.life - 546 * Self.day
    expectEqual(
      paid[18], (first * before + second * (744 - before)) / 744 * 0.01, "July 2027")
    expectEqual(paid[34], second * 0.01, "November 2028")
    expectEqual(paid[35], (second * 738 + third * 6) / 744 * 0.01, "December 2028")
    expectEqual(paid[35], 54.9, relative: 1e-3, "December 2028")
    expectEqual(paid[36], 19.5, relative: 2e-3, "January 2029")
  }

  @Test func `nothing is charged while nothing is in place`() async throws {
    let paid = try maintenance(
      try await ExportedRun(
        of: scenario("upkeep"), setting: ["accelerators.swapDowntime=10 d"]))
    let (first, second) = (Self.price(at: 0), Self.price(at: Self.life))
    let before = Self.life - 546 * Self.day
    expectEqual(
      paid[18], (first * before + second * (744 - before - 240)) / 744 * 0.01, "July 2027")
    // Swapped on 31 December at 18:00: the last six hours of the year, and 234 of the next, are free.
    expectEqual(paid[35], second * 0.01 * 738 / 744, "December 2028")
    expectEqual(
      paid[36], Self.price(at: 2 * Self.life) * 0.01 * (744 - 234) / 744, "January 2029")
  }

  @Test func `a month of a retirement is charged until then`() async throws {
    let run = try await ExportedRun(
      of: scenario("upkeep"),
      setting: [
        "end=2034-01-01", "accelerators.refresh=retire", "accelerators.maintenance=4 %/year",
        "accelerators.generations.G.released=2025-06-01",
        "accelerators.generations.G.price.at=20 kUSD",
        "accelerators.generations.G.price.changes=-15 %/year",
        "accelerators.generations.G.lead=150 d", "accelerators.generations.G.life=6 years",
        "money.exchange=1.13 USD/EUR", "sites.plant.stages.commission.takes=21 d",
        "strategies.ours.phases.plant.start=2026-07-01",
      ])
    let paid = try maintenance(run)
    // Ordered on 1 July 2026, delivered on 28 November, live on 19 December; six years after delivery,
    // on 27 November 2032 at noon, they are retired.
    let price = 1000 * 20e3 * pow(0.85, (181 + 214) * Self.day / 8766) / 1.13
    expectEqual(paid[11], price * 0.04 / 12 * 13 / 31, "December 2026")
    expectEqual(paid[81], price * 0.04 / 12, "October 2032")
    expectEqual(paid[82], price * 0.04 / 12 * 26.5 / 30, "November 2032")
    // 2,496 of these units, as many as fill whole racks in 5 MW, pay this.
    expectEqual(paid[82] * 2.496, 109_111, relative: 1e-5, "November 2032")
    #expect(paid[83...].allSatisfy { $0 == 0 })
  }
}
