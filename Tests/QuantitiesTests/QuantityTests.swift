import Quantities
import Testing

@Suite struct QuantityTests {
  @Test func `power times time is energy and energy times a price is money`() {
    let energy = Power.megawatts(30) * Hours(6)
    #expect(energy == .megawattHours(180))
    #expect(energy * EnergyPrice(80) == .euros(14_400))
    #expect(EnergyPrice(.euros(160), per: .megawattHours(2)).value == 80)
    #expect(energy / Hours(6) == .kilowatts(30_000))
  }

  @Test func `computing for a time is sold at a price of computing`() {
    #expect(Compute.h100e(100) * Hours(24) == .h100eHours(2400))
    #expect(ComputePrice(2) * (Hours(24) * Compute.h100e(100)) == .euros(4800))
  }

  @Test func `a ratio of two powers is a bare number`() {
    let ratio: Double = Power.megawatts(3) / Power.kilowatts(1500)
    #expect(ratio == 2)
  }
}
