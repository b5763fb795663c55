import ModelTestSupport
import Quantities
import Testing

@testable import Accounts

@Suite struct AssetRegisterTests {
  let calendar = testCalendar((2026, 1), to: (2029, 1))  // 26,304 h
  let year = Hours.years(1)

  func depreciation(_ register: AssetRegister) -> [Double] {
    var periods = Array(repeating: 0.0, count: calendar.monthCount + 1)
    register.addDepreciation(to: &periods, of: Ledger(calendar, segments: 0))
    return periods
  }

  @Test func `depreciation is straight-line by time from going live`() {
    var register = AssetRegister()
    let asset = register.add(.facility, cost: Money(8766), bookLife: .years(1))
    register.putInService(asset, at: SimTime(100))
    let periods = depreciation(register)
    #expect(periods[0] == 0)
    #expect(agrees(periods[1], 644))
    #expect(agrees(periods[2], 672))
    #expect(agrees(periods[13], 106))  // 8760 … 8866 h
    #expect(periods[14] == 0)
    #expect(agrees(periods.reduce(0, +), 8766))
  }

  @Test func `what never goes live is not depreciated`() {
    var register = AssetRegister()
    _ = register.add(.connection, cost: Money(500), bookLife: .years(20))
    #expect(depreciation(register).allSatisfy { $0 == 0 })
    let value = register.horizonValue(at: calendar.horizon, curves: [])
    #expect(value == HorizonValue(accelerators: .zero, facility: Money(500)))
  }

  @Test func `early retirement writes the rest off in its month`() {
    var register = AssetRegister()
    let asset = register.add(.facility, cost: Money(1000), bookLife: Hours(10_000))
    register.increaseCost(of: asset, by: Money(1000))
    register.putInService(asset, at: .start)
    register.retire(asset, at: SimTime(1000))
    let periods = depreciation(register)
    #expect(agrees(periods[1], 744 * 0.2))
    #expect(agrees(periods[2], 1851.2))
    #expect(agrees(periods.reduce(0, +), 2000))
    #expect(register.horizonValue(at: calendar.horizon, curves: []).total == .zero)
  }

  @Test func `retirement after the book life writes nothing off`() {
    var register = AssetRegister()
    let asset = register.add(.facility, cost: Money(1000), bookLife: Hours(1000))
    register.putInService(asset, at: .start)
    register.retire(asset, at: SimTime(2000))
    let periods = depreciation(register)
    #expect(agrees(periods.reduce(0, +), 1000))
    #expect(periods[3] == 0)
  }

  @Test func `what is given up before it goes live is written off`() {
    var register = AssetRegister()
    let asset = register.add(.facility, cost: Money(700), bookLife: .years(20))
    register.retire(asset, at: SimTime(800))
    let periods = depreciation(register)
    #expect(periods[2] == 700)
    #expect(periods.reduce(0, +) == 700)
  }

  @Test func `at the horizon facilities are worth their book value`() {
    var register = AssetRegister()
    let asset = register.add(.facility, cost: Money(1e6), bookLife: .years(20))
    register.putInService(asset, at: SimTime(8766))
    let value = register.horizonValue(at: calendar.horizon, curves: [])
    let book: Double = 1e6 * (1 - (26_304 - 8766) / 175_320)
    #expect(agrees(value.facility.value, book))
    #expect(agrees(depreciation(register).reduce(0, +), 1e6 - value.facility.value))
  }

  @Test func `at the horizon accelerators are worth their residual value by age from delivery`() {
    let curve = ResidualCurve([(x: 8766, y: 0.6), (x: 17_532, y: 0.4)])
    var register = AssetRegister()
    let used = register.add(.accelerators(curve: 0), cost: Money(1000), bookLife: .years(5))
    register.deliver(used, at: SimTime(26_304 - 1.5 * 8766))
    register.putInService(used, at: SimTime(20_000))
    let ordered = register.add(.accelerators(curve: 0), cost: Money(300), bookLife: .years(5))
    let plain = register.add(.accelerators(curve: -1), cost: Money(100), bookLife: .years(5))
    register.deliver(plain, at: .start)
    register.putInService(plain, at: .start)
    let retired = register.add(.accelerators(curve: 0), cost: Money(1000), bookLife: .years(5))
    register.deliver(retired, at: .start)
    register.putInService(retired, at: .start)
    register.retire(retired, at: SimTime(26_000))
    let value = register.horizonValue(at: calendar.horizon, curves: [curve])
    let book: Double = 500 + 300 + 100 * (1 - 26_304.0 / 43_830)
    #expect(agrees(value.accelerators.value, book))
    #expect(register.assets[ordered].inService == .never)
    register.reset()
    #expect(register.assets.isEmpty)
  }
}

@Suite struct ResidualCurveTests {
  @Test(arguments: [
    (0.0, 1.0), (50, 0.8), (100, 0.6), (150, 0.5), (200, 0.4), (1000, 0.4),
  ])
  func `a curve is linear between its points, starts at the price and holds its last value`(
    age: Double, share: Double
  ) {
    let curve = ResidualCurve([(x: 100, y: 0.6), (x: 200, y: 0.4)])
    #expect(agrees(curve.share(at: Hours(age)), share))
  }

  @Test func `a point at age 0 says what a new one is worth`() {
    let curve = ResidualCurve([(x: 0, y: 0.9), (x: 100, y: 0)])
    #expect(curve.share(at: .zero) == 0.9)
    #expect(agrees(curve.share(at: Hours(50)), 0.45))
    #expect(curve.share(at: Hours(100)) == 0)
  }
}
