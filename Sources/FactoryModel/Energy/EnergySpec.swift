import ScenarioInputs
import Quantities
import ScenarioReading

/// The section `energy:`, which says what electricity costs besides the grid's tariff.
///
/// Without the section electricity is free and untaxed, and causes no emissions.
struct EnergySpec: Sendable {
  /// The spot price.
  var spot: any PriceProcess
  /// How often the spot price moves.
  var step: PriceStep
  /// What is bought at an agreed price, if anything.
  var agreement: AgreementSpec?
  /// Bands of the energy tax in order of their limits (MWh; infinite for the last) with their rates
  /// (EUR/MWh in money of the start).
  var taxBands: [(limit: Double, rate: Input)]
  /// Emissions of generation.
  var emissions: EmissionSpec

  /// A power purchase agreement as the scenario states it; each number is drawn once per
  /// replication.
  struct AgreementSpec: Sendable {
    /// The share of consumption, 0 to 1.
    var share: Input
    /// Price at the start, EUR/MWh.
    var price: Input
    /// Effective annual change of the price.
    var indexation: Input
  }

  /// Electricity that costs nothing.
  static let free = EnergySpec(
    spot: ConstantPrice(price: .constant(0), changes: .constant(0)), step: .calendarMonth,
    agreement: nil, taxBands: [], emissions: .constant(.constant(0)))

  /// Draws what a replication needs to know, into memory that is reused.
  func prepare(
    _ market: inout EnergyMarket, in calendar: ReportingCalendar, _ draws: inout Draws
  ) {
    spot.fill(&market.spot.steps, every: step, in: calendar, &draws)
    emissions.fill(&market.emissionIntensity, &draws)
    market.agreement = agreement.map { $0.terms(&draws) }
    market.tax.bands.removeAll(keepingCapacity: true)
    for band in taxBands {
      market.tax.bands.append(
        EnergyTaxBands.Band(
          limit: Energy(band.limit), rate: EnergyPrice(band.rate.value(&draws))))
    }
  }
}

extension EnergySpec.AgreementSpec {
  fileprivate func terms(_ draws: inout Draws) -> PowerPurchaseAgreement {
    PowerPurchaseAgreement(
      share: share.value(&draws), priceAtStart: EnergyPrice(price.value(&draws)),
      indexation: indexation.value(&draws))
  }
}
