import Foundation
import Quantities
import Testing

@testable import FactoryModel

/// Rates next to nothing give what a rate of nothing gives, to all digits.
@Suite struct SmallRateTests {
  /// EUR/H100e-h that sellers ask for, whose capital costs so much a year.
  private func price(_ capitalCost: String) throws -> Double {
    let result = try TinyWorld(
      """
      demand:
        price: { costPlus: { margin: { mean: 0 }, capitalCost: \(capitalCost), facility: 10 MEUR/MW, facilityLife: 20 years,
                             electricity: 100 EUR/MWh, pue: 1.2, usage: 1, occupancy: 1, pricePerH100e: 0 %/year } }
        segments: { a: { requests: [ { date: 2026-01-01, size: 100 H100e, term: 12 months } ] } }
      accelerators:
        procurement: newest
        precisionMix: 1
        generations: { G: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 30000 EUR }, life: 5 years } }
      sites: { s: { capacity: 100 H100e, live: start } }
      strategies: { o: { phases: { p: { site: s } } } }
      """, end: "2027-01-01"
    ).run()
    // January has 744 h.
    return result.cash("revenue", segment: "a", period: 1) / (100 * 744)
  }

  @Test(arguments: ["0 %/year", "1e-4 %/year", "1e-8 %/year", "1e-10 %/year"])
  func `the annuity of a small rate repays what is lent, and little more`(_ rate: String) throws {
    // 30000 EUR over 5 years and 10000 EUR, a kW of a facility, over 20; and 1 kW × 1.2 × 0.1 EUR/kWh.
    let yearly = 30000.0 / 5 + 10000.0 / 20
    let known = yearly / 8766 + 0.12
    // A rate r adds about r (n + 1) / 2 to 1/n of it, less than 11 r of the whole.
    let number = Double(rate.prefix { $0 != " " }) ?? 0
    let excess: Double = try price(rate) / known - 1
    #expect(abs(excess) <= 0.11 * number + 1e-14)
  }

  @Test func `an annuity at usual rates repays a loan`() throws {
    // A twelfth at the end of each month.
    func annuity(_ years: Double) -> Double {
      12 * (pow(1.09, 1.0 / 12) - 1) / (1 - pow(1.09, -years))
    }
    let yearly: Double = 30000 * annuity(5) + 10000 * annuity(20)
    let known = yearly / 8766 + 0.12
    let excess: Double = try price("9 %/year") / known - 1
    #expect(abs(excess) < 1e-13)
  }
}
