import Quantities

/// Electricity bought at an agreed price: a share of whatever is consumed.
struct PowerPurchaseAgreement: Equatable, Sendable {
  /// The share of consumption, 0 to 1.
  var share: Double
  /// The price at the start.
  var priceAtStart: EnergyPrice
  /// The yearly change of the price, effective annual.
  var indexation: Double

  /// The price at an instant, `p₀ (1 + i)^(t/8766)`; a month pays that of its opening.
  func price(at time: SimTime) -> EnergyPrice {
    priceAtStart * annualFactor(indexation, at: time)
  }
}
