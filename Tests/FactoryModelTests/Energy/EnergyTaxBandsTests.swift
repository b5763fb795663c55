import ModelTestSupport
import Quantities
import Testing

@testable import FactoryModel

@Suite struct EnergyTaxBandsTests {
  static let bands = EnergyTaxBands(bands: [
    .init(limit: Energy(10), rate: EnergyPrice(91.6)),
    .init(limit: Energy(50), rate: EnergyPrice(69.4)),
    .init(limit: Energy(10_000), rate: EnergyPrice(38.7)),
    .init(limit: Energy(.infinity), rate: EnergyPrice(3.2)),
  ])

  @Test(arguments: [
    (0.0, 1.0, 0.0),
    (5.0, 1.0, 458.0),
    (10.0, 1.0, 916.0),
    (30.0, 1.0, 2304.0),  // 916 + 20 · 69.4
    (26_280.0, 1.0, 440_853.0),  // 916 + 40 · 69.4 + 9950 · 38.7 + 16,280 · 3.2
    (5.0, 0.25, 402.5),  // limits 2.5 and 12.5: 2.5 · 91.6 + 2.5 · 69.4
    (6570.0, 0.25, 110_213.25),  // a quarter of the whole year's
    (6570.0, 92.0 / 365, 110_946.31232876715),
  ])
  func `each band taxes what lies in it, with limits by the energised share of the year`(
    energy: Double, share: Double, tax: Double
  ) {
    let result = Self.bands.tax(on: Energy(energy), yearShare: share).value
    #expect(tax == 0 ? result == 0 : agrees(result, tax))
  }

  @Test func `without bands there is no tax`() {
    #expect(EnergyTaxBands(bands: []).tax(on: Energy(1000), yearShare: 1) == .zero)
  }

  @Test func `months add up to the tax of the year, the first ones paying the high rates`() {
    var account = EnergyTaxAccount()
    account.beginYear(share: 1)
    let months = (1...12).map { _ in
      account.charge(Energy(26_280 / 12), under: Self.bands, escalation: 1.5).value
    }
    #expect(agrees(months.reduce(0, +), 1.5 * 440_853))
    let january: Double = 1.5 * (916 + 2776 + (2190 - 50) * 38.7)
    #expect(agrees(months[0], january))
    #expect(agrees(months[11], 1.5 * 2190 * 3.2))
    account.beginYear(share: 0.5)
    let first = account.charge(Energy(10), under: Self.bands, escalation: 1)
    #expect(agrees(first.value, 805))
  }

  @Test func `the energised share counts hours of the calendar year within the horizon`() {
    let calendar = testCalendar((2027, 4), to: (2028, 7))
    #expect(calendar.share(ofYear: 2027, from: .start) == 275.0 / 365)
    #expect(calendar.share(ofYear: 2028, from: .start) == 182.0 / 366)
    let may = SimTime(30 * 24)
    #expect(calendar.share(ofYear: 2027, from: may) == 245.0 / 365)
    #expect(calendar.share(ofYear: 2027, from: may, until: SimTime(61 * 24)) == 31.0 / 365)
    #expect(calendar.share(ofYear: 2028, from: .never) == 0)
    #expect(calendar.share(ofYear: 2026, from: .start) == 0)
  }
}
