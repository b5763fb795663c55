import ScenarioInputs
import Foundation
import Quantities
import Sampling
import ScenarioReading
import TimePaths

/// The full cost of the newest released generation per H100e-hour, times one plus a margin.
///
/// With P the price of an H100e then, w its power (MW), F the cost of a facility per MW, a(n) the
/// yearly payment that repays 1 over n years at the cost of capital r, a(n) = r / (1 − (1 + r)^−n),
/// u the upkeep, o the share of hours sold and s the share of those at full power:
///
///     cost = [P (a(life) + u) + w F a(facilityLife)] / (8766 h · o) + w · PUE · s · electricity
///
/// The margin is an Ornstein-Uhlenbeck process about its mean in calendar months, starting there.
/// The price of a month holds from its opening. Before the first release it is that of the
/// generation which is released first, at its price then. Generations that compute nothing in a future
/// are left aside there.
struct CostPlusPrice: MarketPriceSpec {
  let marginMean, marginHalfLife, marginSD: Input
  let capitalCost, facility, facilityLife, upkeep, electricity, pue, usage, occupancy: Input

  var followsGenerations: Bool { true }

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "costPlus",
      "The newest generation's full cost per H100e-hour, times one plus a margin that returns to its mean. Before the first release that of the generation released first."
    ) { CostPlusPrice(from: $0) }
  }

  init(from section: SectionReader) {
    (marginMean, marginHalfLife, marginSD) = section.section(
      "margin", "What sellers earn above full cost."
    ) { section in
      (
        section.input(
          "mean", .share, in: -0.99...100, "Margin it returns to; once per replication."),
        section.input(
          "halfLife", .duration, default: 8766, in: 1...Double.infinity,
          "Time in which half a deviation is gone; once per replication."),
        section.input(
          "sd", .share, default: 0, in: 0...100,
          "Standard deviation of the margin in the long run; once per replication.")
      )
    }
    capitalCost = section.input(
      "capitalCost", .annualChange, in: 0...10, "Yearly cost of capital of the sellers.")
    facility = section.input(
      "facility", .moneyPerPower, in: .notNegative, "Cost of a facility per IT MW.")
    facilityLife = section.input(
      "facilityLife", .duration, default: 20 * 8766, in: 8766...Double.infinity,
      "Time over which a facility is repaid.")
    upkeep = section.input(
      "upkeep", .yearlyShare, default: 0, in: 0...1,
      "Yearly upkeep as a share of the accelerators' price.")
    electricity = section.input(
      "electricity", .energyPrice, in: .notNegative,
      "What the sellers pay for electricity, everything included.")
    pue = section.input("pue", .factor, default: 1.2, in: 1...10, "PUE of the sellers.")
    usage = section.input(
      "usage", .share, default: 0.8, in: 0...1, "Share of sold hours at full power.")
    occupancy = section.input(
      "occupancy", .share, default: 0.75, in: 0.01...1, "Share of hours the sellers sell.")
  }

  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld) {
    let mean = marginMean.value(&draws)
    let rate = capitalCost.value(&draws)
    let upkeep = upkeep.value(&draws)
    let facilityPayment =
      Self.annuity(rate, over: Hours(facilityLife.value(&draws)))
      * facility.value(&draws)
    let hoursSold = Hours.years(1).value * occupancy.value(&draws)
    let energy = pue.value(&draws) * usage.value(&draws) * electricity.value(&draws)
    // One and the margin, month by month.
    var factor = TimePath()
    factor.fill(
      MarkUp(
        margin: OrnsteinUhlenbeckProcess(
          halfLife: marginHalfLife.value(&draws), sd: marginSD.value(&draws))),
      about: Trend(1 + mean),
      on: PathGrid(every: .calendarMonth, in: world.calendar, noise: Self.marginNoise),
      &draws.source)

    price.path.removeAll()
    for month in 0..<world.calendar.monthCount {
      let opening = world.calendar.monthStarts[month]
      guard let newest = world.generations.newest(at: opening) else {
        preconditionFailure("no generation computes: there is no cost of an H100e")
      }
      let generation = world.generations[newest]
      let hardware =
        generation.price(at: opening).value / generation.throughput.value
        * (Self.annuity(rate, over: generation.life) + upkeep)
      let power = generation.power.value / generation.throughput.value
      let cost = (hardware + power * facilityPayment) / hoursSold + power * energy
      price.path.append(cost, from: opening.hours)
    }
    price.path.multiply(by: factor)
  }

  private static let marginNoise = StreamID("demand/price/margin")

  /// The yearly payment that repays 1 over a duration; its digits hold for the least of rates.
  private static func annuity(_ rate: Double, over life: Hours) -> Double {
    rate == 0 ? 1 / life.years : rate / -expm1(-life.years * log1p(rate))
  }
}

/// One plus a margin that moves about its mean, on which no price falls below zero.
private struct MarkUp: SteppedProcess {
  var margin: OrnsteinUhlenbeckProcess

  var start: Double { margin.start }
  var isRandom: Bool { margin.isRandom }

  mutating func next(after state: Double, over hours: Double, gaussian: Double) -> Double {
    margin.next(after: state, over: hours, gaussian: gaussian)
  }

  func value(_ state: Double, about level: Double) -> Double {
    max(0, margin.value(state, about: level))
  }
}
