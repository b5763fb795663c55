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

  /// Of what is released by the opening of the month sellers have what costs least per H100e.
  @Test func `a price by cost plus a margin`() async throws {
    try await expectPrices(
      Self.costPlus, setting: ["accelerators.generations.new.price.at=20 kUSD"]
    ) {
      _, opening in
      opening >= 365 * 24
        ? Self.rent(hardware: 8e3, power: 0.75e-3, life: 5)
        : Self.rent(hardware: Self.oldPrice(at: opening), power: 1e-3, life: 4)
    }
    // The new one is dearer than the old one ever is by then.
    try await expectPrices(Self.costPlus) { _, opening in
      Self.rent(hardware: Self.oldPrice(at: opening), power: 1e-3, life: 4)
    }
  }

  @Test func `a price by cost plus a margin is that of what was ordered a lead time before`()
    async throws
  {
    try await expectPrices(
      Self.costPlus,
      setting: [
        "accelerators.generations.old.lead=6 months",
        "accelerators.generations.old.released=2020-01-01",
      ]
    ) { _, opening in
      let ordered = (opening - 4383) / 8766 + 2192 / 365.25
      return Self.rent(
        hardware: 20e3 * pow(0.8, ordered), power: 1e-3, life: 4, lead: 0.5)
    }
  }

  @Test func `before the first release the price by cost is that of the first generation`()
    async throws
  {
    try await expectPrices(
      Self.costPlus, setting: ["accelerators.generations.old.released=2026-10-01"]
    ) { _, opening in
      let age = max(0, opening - 273 * 24) / 8766
      let (old, isNew) = (20e3 * pow(0.8, age), opening >= 365 * 24 && 16e3 < 20e3 * pow(0.8, age))
      return isNew
        ? Self.rent(hardware: 16e3, power: 0.75e-3, life: 5)
        : Self.rent(hardware: old, power: 1e-3, life: 4)
    }
  }

  private static func oldPrice(at opening: Double) -> Double {
    20e3 * pow(0.8, (opening + 365 * 24) / 8766)
  }

  private static let costPlus =
    "{ costPlus: { margin: { mean: 35 % }, capitalCost: 9 %/year, facility: 11 MEUR/MW, "
    + "facilityLife: 20 years, upkeep: 4 %/year, electricity: 110 EUR/MWh, pue: 1.2, "
    + "usage: 80 %, occupancy: 75 %, pricePerH100e: -20 %/year, resale: 10 %, contract: 12 months } }"

  /// EUR/H100e-h with the margin for a year, of an H100e's price in EUR, its power in MW and its life in years.
  ///
  /// The sums are those of the monthly accounts: a euro a year is a twelfth at the end of each month.
  private static func rent(
    hardware: Double, power: Double, life: Int, lead: Double = 0
  ) -> Double {
    /// A twelfth a month for some years, changing by a factor a year.
    func worth(_ years: Int, change: Double = 1) -> Double {
      (1...12 * years).reduce(0) { sum, month in
        sum + pow(change, Double(month - 1) / 12) * pow(1.09, -Double(month) / 12) / 12
      }
    }
    let running = power * (11e6 / worth(20) + 8766 * 0.75 * 0.8 * 1.2 * 110) * worth(life)
    let paid =
      hardware * (pow(1.09, lead) + 0.04 * worth(life) - 0.1 * pow(1.09, -Double(life)))
    let first = (paid + running) / (8766 * 0.75 * worth(life, change: 0.8))
    return first * worth(1, change: 0.8) / worth(1) * 1.35
  }
}
