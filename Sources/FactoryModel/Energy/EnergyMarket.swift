import Quantities
import TimePaths

/// What a replication knows about electricity outside the strategies: one for all of them.
struct EnergyMarket: Sendable {
  /// The spot price.
  var spot = SpotPricePath()
  /// Emissions of generation, t CO₂/MWh.
  var emissionIntensity = TimePath([(from: 0, value: 0)])
  /// What is bought at an agreed price, if anything.
  var agreement: PowerPurchaseAgreement?
  /// The tax on electricity, in money of the start.
  var tax = EnergyTaxBands(bands: [])

  /// What is integrated up to the end of the simulated time is the same whether or not the paths go on behind it.
  mutating func setSeam(at end: SimTime) {
    spot.steps.seam = end.hours
    emissionIntensity.seam = end.hours
  }

  /// What a month's electricity costs, without tariff and tax.
  ///
  /// The agreed price is that of the month's opening.
  func bill(_ reading: MeterReading, monthOpening opening: SimTime) -> EnergyBill {
    guard let agreement else { return EnergyBill(spot: reading.costAtSpot, agreed: .zero) }
    return EnergyBill(
      spot: reading.costAtSpot * (1 - agreement.share),
      agreed: agreement.price(at: opening) * (reading.energy * agreement.share))
  }
}

/// The price of a month's energy by where it was bought; EUR.
struct EnergyBill: Equatable, Sendable {
  /// Bought at spot prices.
  var spot: Money
  /// Bought under a power purchase agreement.
  var agreed: Money
}
