import ScenarioInputs
import ModelTestSupport
import Foundation
import Quantities
import Sampling
import Testing
import TimePaths

@testable import FactoryModel

@Suite struct EnergyMarketTests {
  static let reading = MeterReading(energy: Energy(1000), costAtSpot: Money(90_000))

  @Test func `without an agreement everything is bought at spot prices`() {
    let bill = EnergyMarket().bill(Self.reading, monthOpening: SimTime(5000))
    #expect(bill == EnergyBill(spot: Money(90_000), agreed: .zero))
  }

  @Test func `an agreement takes its share of consumption at the indexed price of the month`() {
    var market = EnergyMarket()
    market.agreement = PowerPurchaseAgreement(
      share: 0.4, priceAtStart: EnergyPrice(68), indexation: 0.02)
    let bill = market.bill(Self.reading, monthOpening: SimTime(8760))
    #expect(agrees(bill.spot.value, 54_000))
    #expect(agrees(bill.agreed.value, 400 * 68 * pow(1.02, 8760 / 8766)))
  }

  @Test func `a scenario's section becomes the market of a replication`() {
    var spec = EnergySpec.free
    spec.agreement = .init(
      share: .constant(0.5), price: .constant(68), indexation: .constant(0.02))
    spec.taxBands = [(limit: 10, rate: .constant(91.6)), (limit: .infinity, rate: .constant(3.2))]
    spec.emissions = TablePath([(x: 0, y: 0.24), (x: 8760, y: 0.2)])
    var market = EnergyMarket()
    var draws = testDraws(seed: 1, future: 0)
    let calendar = testCalendar((2026, 1), to: (2028, 1))
    for _ in 0..<2 { spec.prepare(&market, in: calendar, &draws) }
    #expect(market.spot.price(at: SimTime(100)) == .zero)
    #expect(market.agreement?.share == 0.5)
    #expect(market.tax.bands.count == 2)
    #expect(market.emissionIntensity.value(at: 9000) == 0.2)
    EnergySpec.free.prepare(&market, in: calendar, &draws)
    #expect(market.agreement == nil)
    #expect(market.tax.bands.isEmpty)
    #expect(market.emissionIntensity.value(at: 9000) == 0)
  }
}
