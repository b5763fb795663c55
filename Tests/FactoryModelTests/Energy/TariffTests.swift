import ModelTestSupport
import Quantities
import Testing

@testable import FactoryModel

@Suite struct TariffTests {
  /// 2400 EUR/year, 36 EUR/kW/year, 3.1 EUR/kW/month, 14 EUR/MWh.
  static let tariff = Tariff(
    fixed: 2400 / 8766, contracted: 36_000 / 8766, peak: 3100 / 730.5, energy: EnergyPrice(14))
  static let reading = MeterReading(energy: Energy(1200), peak: .megawatts(2.5))

  @Test func `a month pays a twelfth of the yearly charges, its peak and its energy`() {
    let bill = Self.tariff.bill(
      contracted: .megawatts(3), Self.reading, monthShare: 1, escalation: 1)
    #expect(agrees(bill.fixed.value, 200))
    #expect(agrees(bill.contracted.value, 9000))
    #expect(agrees(bill.peak.value, 7750))
    #expect(agrees(bill.energy.value, 16_800))
  }

  @Test func `yearly charges of a month partly energised are prorated, and prices escalate`() {
    let bill = Self.tariff.bill(
      contracted: .megawatts(3), Self.reading, monthShare: 0.25, escalation: 1.1)
    #expect(agrees(bill.fixed.value, 55))
    #expect(agrees(bill.contracted.value, 2475))
    #expect(agrees(bill.peak.value, 8525))
    #expect(agrees(bill.energy.value, 18_480))
  }
}
