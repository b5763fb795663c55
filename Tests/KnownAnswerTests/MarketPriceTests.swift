import Foundation
import TestSupport
import Testing

/// What an H100e-hour costs on the market, read from what contracts of 240 H100e-h earn.
struct MarketPriceTests {
  /// The days of signing, and the opening of their months, in h since the start.
  private static let days = [("first", 0.0, 0.0), ("second", 182, 181), ("third", 1095, 1065)]
    .map { (segment: $0.0, signed: $0.1 * 24, opening: $0.2 * 24) }

  private func expectPrices(
    _ price: String, setting settings: [String] = [],
    _ known: (_ signed: Double, _ opening: Double) -> Double
  ) async throws {
    let run = try await ExportedRun(
      of: scenario("market-price"), setting: ["demand.price=\(price)"] + settings)
    for (segment, signed, opening) in Self.days {
      let revenue = try run.cash("revenue/\(segment)").reduce(0, +)
      expectEqual(revenue / 240, known(signed, opening), "\(price) \(segment)")
    }
  }

  @Test func `a constant price, in euros or dollars`() async throws {
    try await expectPrices("2 EUR/H100e-h") { _, _ in 2 }
    try await expectPrices("{ constant: 2 USD/H100e-h }") { _, _ in 1.6 }
  }

  @Test func `a price that changes exponentially`() async throws {
    try await expectPrices("{ exponential: { at: 2.5 USD/H100e-h, changes: -20 %/year } }") {
      signed, _ in 2 * pow(0.8, signed / 8766)
    }
  }

  @Test func `a price from a table holds from each date`() async throws {
    try await expectPrices(
      "{ table: [[2026-01-01, 2 EUR/H100e-h], [2026-07-02, 1.5 EUR/H100e-h], "
        + "[2029-01-01, 9 EUR/H100e-h]] }"
    ) { signed, _ in signed == 0 ? 2 : 1.5 }
  }

  @Test func `a price from a table may be in dollars`() async throws {
    try await expectPrices(
      "{ table: [[2026-01-01, 2.5 USD/H100e-h], [2026-07-02, 2 USD/H100e-h]] }"
    ) { signed, _ in signed == 0 ? 2 : 1.6 }
  }

  /// Full cost of the newest generation at the opening of the month, times one plus the margin.
  @Test func `a price by cost plus a margin`() async throws {
    try await expectPrices(Self.costPlus) { _, opening in
      opening >= 365 * 24
        ? Self.fullCost(hardware: 16e3, power: 0.75e-3, life: 5)
        : Self.fullCost(
          hardware: 20e3 * pow(0.8, (opening + 365 * 24) / 8766), power: 1e-3, life: 4)
    }
  }

  @Test func `before the first release the price by cost is that of the first generation`()
    async throws
  {
    try await expectPrices(
      Self.costPlus, setting: ["accelerators.generations.old.released=2026-10-01"]
    ) { _, opening in
      opening >= 365 * 24
        ? Self.fullCost(hardware: 16e3, power: 0.75e-3, life: 5)
        : Self.fullCost(hardware: 20e3, power: 1e-3, life: 4)
    }
  }

  private static let costPlus =
    "{ costPlus: { margin: { mean: 35 % }, capitalCost: 9 %/year, facility: 11 MEUR/MW, "
    + "facilityLife: 20 years, upkeep: 4 %/year, electricity: 110 EUR/MWh, pue: 1.2, "
    + "usage: 80 %, occupancy: 75 % } }"

  /// EUR/H100e-h with the margin, of an H100e's price in EUR, its power in MW and its life in years.
  private static func fullCost(hardware: Double, power: Double, life: Double) -> Double {
    /// The yearly payment that repays 1 over years at 9 %.
    func annuity(_ years: Double) -> Double { 0.09 / (1 - pow(1.09, -years)) }
    let yearly = hardware * (annuity(life) + 0.04) + power * 11e6 * annuity(20)
    return (yearly / (8766 * 0.75) + power * 1.2 * 0.8 * 110) * 1.35
  }
}
