import Accounts
import Foundation
import Quantities
import Sampling
import ScenarioInputs
import ScenarioReading
import TimePaths

/// What an entrant must ask for an H100e-hour who buys what can be delivered today and re-lets it at falling
/// rents, times one plus a margin.
///
/// With the factors a and b of ``RentFactors``, v the discount of a year, and of the generation of
/// ``MarketGenerations``: P the price of an H100e when it was ordered, L₀ its lead, L its life, s what it is
/// sold for then as a share of P, w its power (MW per H100e); and with u the upkeep, F the cost of a facility
/// per MW and L_F its life, o the share of hours sold and E = 8766 h · o · usage · PUE · electricity, a contract
/// of d years (no more than L) signed at t pays
///
///     p(t, d) = (1 + margin) · [ P ((1 + r)^L₀ + u a(L) − s v^L) + w (F / a(L_F) + E) a(L) ]
///               / (8766 h · o · b(L)) · b(d) / a(d)
///
/// It is the price at which an entrant whose rents fall by g a year is worth nothing, whatever the term.
/// The margin is an Ornstein-Uhlenbeck process about its mean in calendar months, starting there; a mean
/// below zero is a market that pays less than an entrant needs. The price of a month holds from its opening.
struct CostPlusPrice: MarketPriceSpec {
  let marginMean, marginHalfLife, marginSD: Input
  let capitalCost, facility, facilityLife, upkeep, electricity, pue, usage, occupancy: Input
  /// Where they are not the generation's own.
  let lead, marketLife, resale: Input?
  /// Yearly change of the price of a new H100e; nil for that of the successors.
  let change: Input?
  let contract: Input
  let isByTerm: Bool

  var followsGenerations: Bool { true }

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "costPlus",
      "What an entrant must ask who buys what can be delivered today and re-lets it at falling rents, times one plus a margin that returns to its mean."
    ) { CostPlusPrice(from: $0) }
  }

  init(from section: SectionReader) {
    (marginMean, marginHalfLife, marginSD) = section.section(
      "margin", "What sellers earn above full cost."
    ) { section in
      (
        section.input(
          "mean", .share, in: -0.99...100,
          "Margin it returns to; below 0 where the market pays less than an entrant needs; once per replication."
        ),
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
    lead = section.optionalInput(
      "lead", .duration, in: .notNegative,
      "How long before they can let them sellers pay for accelerators; once per replication; default: the median lead of the generation that they buy."
    )
    marketLife = section.optionalInput(
      "marketLife", .duration, in: 730.5...(100 * 8766),
      "How long sellers let accelerators; once per replication; default: the economic life of the generation that they buy."
    )
    resale = section.optionalInput(
      "resale", .share, in: 0...1,
      "What accelerators bring at the end of that time, as a share of their price; once per replication; default: what 'residual' of the generation says, 0 without it."
    )
    change = section.optionalInput(
      "pricePerH100e", .annualChange, in: -0.99...100,
      "Yearly change of the price of a new H100e, which sellers foresee and rents follow; once per replication; default: that of 'successors' as drawn in the future."
    )
    contract = section.input(
      "contract", .duration, default: Hours.months(18).value, in: 730.5...Double.infinity,
      "Term of the contracts whose price this is; above the life it counts as the life; once per replication."
    )
    isByTerm = section.flag(
      "byTerm", default: false,
      "Whether each contract pays the price for its own term, which is higher for a shorter one where rents fall."
    )
  }

  func check(_ fleet: FleetSpec, _ section: SectionReader, _ extremes: InputExtremes) {
    if change == nil, fleet.successors == nil {
      section.reportConsequence(
        "the price 'costPlus' needs to know how the price of new accelerators changes: add 'pricePerH100e: -20 %/year' to it, or 'successors' to 'accelerators'",
        at: "demand")
    }
    let endless = fleet.generations.first { extremes.greatest($0.life) == .infinity }
    if marketLife == nil, let spec = endless {
      section.reportConsequence(
        "the price 'costPlus' needs to know how long accelerators are let, since '\(spec.name)' has no 'life': add 'marketLife: 5 years' to it, or give it a 'life'",
        at: "demand")
    }
  }

  func leadTime(_ draws: inout Draws) -> Hours? { lead.map { Hours($0.value(&draws)) } }

  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld) {
    let rate = capitalCost.value(&draws)
    guard let change = change?.value(&draws) ?? world.generations.successorPriceChange else {
      preconditionFailure("nothing says how the price of new accelerators changes")
    }
    let factors = RentFactors(capitalCost: rate, change: change)
    let rent = Rent(
      factors: factors, upkeep: upkeep.value(&draws),
      facility: facility.value(&draws)
        / factors.level(Hours(facilityLife.value(&draws)).years),
      energy: pue.value(&draws) * usage.value(&draws) * electricity.value(&draws),
      hoursSold: Hours.years(1).value * occupancy.value(&draws),
      life: marketLife.map { Hours($0.value(&draws)).years },
      resale: resale?.value(&draws), curves: world.residualCurves)
    let contract = Hours(contract.value(&draws)).years
    // One and the margin, month by month.
    var factor = TimePath()
    factor.fill(
      MarkUp(
        margin: OrnsteinUhlenbeckProcess(
          halfLife: marginHalfLife.value(&draws), sd: marginSD.value(&draws))),
      about: Trend(1 + marginMean.value(&draws)),
      on: PathGrid(every: .calendarMonth, in: world.calendar, noise: Self.marginNoise),
      &draws.source)

    price.path.removeAll()
    price.byTerm = isByTerm ? RentByTerm(factors: factors, contract: contract) : nil
    for month in 0..<world.calendar.monthCount {
      let opening = world.calendar.monthStarts[month]
      guard let (id, ordered) = world.market.choice(at: opening) else {
        preconditionFailure("no generation computes: there is no cost of an H100e")
      }
      let generation = world.generations[id]
      let life = rent.life(of: generation)
      let term = min(contract, life)
      price.path.append(
        rent.first(of: generation, ordered: ordered, at: opening)
          * factors.fixedPrice(over: term),
        from: opening.hours)
      price.byTerm?.append(life: life, from: opening)
    }
    price.path.multiply(by: factor)
  }

  private static let marginNoise = StreamID("demand/price/margin")
}

/// The rent of the first month that repays an entrant whose rents fall.
private struct Rent {
  let factors: RentFactors
  /// Yearly share of the price.
  let upkeep: Double
  /// EUR per MW and year that repay a facility.
  let facility: Double
  /// EUR per MW and sold hour.
  let energy: Double
  /// Hours a year.
  let hoursSold: Double
  /// Years, and share of the price, where they are not the generation's own.
  let life, resale: Double?
  let curves: [ResidualCurve?]

  /// For how many years a generation is let.
  func life(of generation: Generation) -> Double { life ?? generation.life.years }

  /// EUR per H100e-hour of a generation that was ordered at some instant and is let from another on.
  func first(of generation: Generation, ordered: SimTime, at time: SimTime) -> Double {
    let life = life(of: generation)
    let price = generation.price(at: ordered).value / generation.throughput.value
    let power = generation.power.value / generation.throughput.value
    let resale = resale ?? curves[generation.spec.index]?.share(at: .years(life)) ?? 0
    let paid = price * (factors.discount(-(time - ordered).years) + upkeep * factors.level(life))
    let sold = price * resale * factors.discount(life)
    let running = power * (facility + hoursSold * energy) * factors.level(life)
    return (paid - sold + running) / (hoursSold * factors.falling(life))
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
