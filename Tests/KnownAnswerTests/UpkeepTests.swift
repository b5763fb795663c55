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

  // The first batch is live on 16 January 2026, and each one for 18 months: the next are bought and put in
  // on 17 July 2027 at 21:00, 15 January 2029 at 18:00, and 17 July 2030 at 15:00.
  private static let live = 15 * day
  private static let life = 18 * 730.5

  @Test func `a month of a swap is charged on each price by its days`() async throws {
    let paid = try maintenance(try await ExportedRun(of: scenario("upkeep")))
    let (first, second, third) = (
      Self.price(at: 0), Self.price(at: Self.live + Self.life),
      Self.price(at: Self.live + 2 * Self.life)
    )
    // Live on 16 January.
    expectEqual(paid[0], first * 0.01 * 16 / 31, "January 2026")
    expectEqual(paid[1], first * 0.01, "February 2026")
    let before = 16 * Self.day + 21
    expectEqual(
      paid[18], (first * before + second * (744 - before)) / 744 * 0.01, "July 2027")
    expectEqual(paid[35], second * 0.01, "December 2028")
    expectEqual(paid[36], (second * 354 + third * 390) / 744 * 0.01, "January 2029")
    expectEqual(paid[36], 35.46, relative: 1e-3, "January 2029")
    expectEqual(paid[37], 18.96, relative: 1e-3, "February 2029")
  }

  @Test func `nothing is charged while nothing is in place`() async throws {
    let paid = try maintenance(
      try await ExportedRun(
        of: scenario("upkeep"), setting: ["accelerators.swapDowntime=10 d"]))
    let (first, second) = (Self.price(at: 0), Self.price(at: Self.live + Self.life))
    let before = 16 * Self.day + 21
    expectEqual(
      paid[18], (first * before + second * (744 - before - 240)) / 744 * 0.01, "July 2027")
    // The second batch is live from 27 July 2027 at 21:00 to 25 January 2029 at 18:00; the next ten days
    // are free, the last 90 hours of them in February.
    let third = Self.price(at: Self.live + 2 * Self.life + 240)
    expectEqual(paid[36], second * 0.01 * 594 / 744, "January 2029")
    expectEqual(paid[37], third * 0.01 * (672 - 90) / 672, "February 2029")
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
    // Ordered on 1 July 2026, delivered on 28 November, live on 19 December; six years after that, on
    // 18 December 2032 at noon, they are retired.
    let price = 1000 * 20e3 * pow(0.85, (181 + 214) * Self.day / 8766) / 1.13
    expectEqual(paid[11], price * 0.04 / 12 * 13 / 31, "December 2026")
    expectEqual(paid[82], price * 0.04 / 12, "November 2032")
    expectEqual(paid[83], price * 0.04 / 12 * 17.5 / 31, "December 2032")
    // 2,496 of these units, as many as fill whole racks in 5 MW, pay this.
    expectEqual(paid[83] * 2.496, 69_730, relative: 1e-5, "December 2032")
    #expect(paid[84...].allSatisfy { $0 == 0 })
  }
}
