import Quantities
import TimePaths

/// The market price of an H100e-hour over one replication, in EUR.
struct MarketPricePath: Sendable {
  /// The price in EUR/H100e-h.
  var path = TimePath([(from: 0, value: 0)])
  /// How the price of a contract hangs on its term; nil where it does not.
  var byTerm: RentByTerm?

  /// The price of the market at an instant.
  func price(at time: SimTime) -> ComputePrice { ComputePrice(path.value(at: time.hours)) }

  /// The price for a contract signed at an instant for a term.
  func price(at time: SimTime, for term: Hours) -> ComputePrice {
    guard let byTerm else { return price(at: time) }
    return price(at: time) * byTerm.factor(at: time, for: term)
  }
}

/// What one price for a term is to that for the usual term.
struct RentByTerm: Sendable {
  private let factors: RentFactors
  /// The usual term, in years.
  private let contract: Double
  /// For how long accelerators are let, in years, month by month: no term is longer.
  private var lives = TimePath()

  init(factors: RentFactors, contract: Double) {
    self.factors = factors
    self.contract = contract
  }

  /// Enters for how many years the accelerators of a month are let.
  mutating func append(life: Double, from opening: SimTime) {
    lives.append(life, from: opening.hours)
  }

  /// The factor for a contract signed at an instant.
  func factor(at time: SimTime, for term: Hours) -> Double {
    // Who signs for no time pays nothing, whatever the price.
    guard term > .zero else { return 1 }
    let life = lives.value(at: time.hours)
    let years = term.years
    return factors.fixedPrice(over: min(years, life))
      / factors.fixedPrice(over: min(contract, life))
  }
}
