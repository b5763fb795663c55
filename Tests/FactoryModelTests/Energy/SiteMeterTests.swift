import ScenarioInputs
import ModelTestSupport
import Quantities
import Sampling
import Testing
import TimePaths

@testable import FactoryModel

@Suite struct SiteMeterTests {
  /// Spot 50 EUR/MWh, from 100 h on 80; 0.3 t/MWh, from 150 h on 0.2.
  static let market: EnergyMarket = {
    var market = EnergyMarket()
    market.spot.steps = TimePath([(from: 0, value: 50), (from: 100, value: 80)])
    market.emissionIntensity = TimePath([(from: 0, value: 0.3), (from: 150, value: 0.2)])
    return market
  }()

  @Test func `energy, cost and emissions are integrated between changes of the draw`() {
    var meter = SiteMeter()
    meter.set(draw: .megawatts(2), at: SimTime(40), in: Self.market)
    meter.set(draw: .megawatts(5), at: SimTime(120), in: Self.market)
    let reading = meter.closeMonth(at: SimTime(200), in: Self.market)
    #expect(reading.energy == Energy(560))
    let cost: Double = 2 * (60 * 50 + 20 * 80) + 5 * 80 * 80
    #expect(reading.costAtSpot == Money(cost))
    let emissions: Double = 2 * 80 * 0.3 + 5 * (30 * 0.3 + 50 * 0.2)
    #expect(agrees(reading.emissions, emissions))
    #expect(reading.peak == .megawatts(5))
  }

  @Test func `a draw that lasted no time is no peak`() {
    var meter = SiteMeter()
    meter.set(draw: .megawatts(3), at: SimTime(10), in: Self.market)
    meter.set(draw: .megawatts(90), at: SimTime(20), in: Self.market)
    meter.set(draw: .megawatts(1), at: SimTime(20), in: Self.market)
    #expect(meter.closeMonth(at: SimTime(30), in: Self.market).peak == .megawatts(3))
  }

  @Test func `the next month starts with the same draw and counts anew`() {
    var meter = SiteMeter()
    meter.set(draw: .megawatts(3), at: SimTime(10), in: Self.market)
    meter.set(draw: .megawatts(2), at: SimTime(20), in: Self.market)
    _ = meter.closeMonth(at: SimTime(30), in: Self.market)
    let reading = meter.closeMonth(at: SimTime(50), in: Self.market)
    #expect(reading.energy == Energy(40))
    #expect(reading.peak == .megawatts(2))
    #expect(meter.closeMonth(at: SimTime(50), in: Self.market) == MeterReading())
  }

  @Test func `many small intervals agree with brute force over the hours`() {
    var draws = testDraws(seed: 11, future: 0)
    let calendar = testCalendar((2026, 1), to: (2026, 3))
    var market = EnergyMarket()
    market.spot.steps.fill(
      OrnsteinUhlenbeckProcess(halfLife: 28, sd: 25), about: Trend(82),
      on: PathGrid(every: .hour, in: calendar, noise: StreamID("test/spot")), &draws.source)
    var meter = SiteMeter()
    var hourly: [Double] = []
    draws.source.at(StreamID("test/draw"))
    for hour in 0..<744 {
      if hour == 0 || draws.source.uniform() < 0.3 {
        meter.set(
          draw: .megawatts((draws.source.uniform() * 8).rounded()), at: SimTime(Double(hour)),
          in: market)
      }
      hourly.append(meter.draw.value)
    }
    let reading = meter.closeMonth(at: SimTime(744), in: market)
    var cost = 0.0
    for hour in 0..<744 { cost += hourly[hour] * market.spot.steps.values[hour] }
    #expect(reading.energy == Energy(hourly.reduce(0, +)))
    #expect(agrees(reading.costAtSpot.value, cost))
    #expect(reading.peak.value == hourly.max())
  }

  @Test func `a meter can't be set back`() async {
    await #expect(processExitsWith: .failure) {
      var meter = SiteMeter()
      meter.set(draw: .megawatts(1), at: SimTime(10), in: EnergyMarket())
      meter.set(draw: .megawatts(1), at: SimTime(9), in: EnergyMarket())
    }
  }
}
