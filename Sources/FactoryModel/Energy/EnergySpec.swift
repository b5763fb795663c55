import ScenarioInputs
import Quantities
import Sampling
import ScenarioReading
import TimePaths

/// The section `energy:`, which says what electricity costs besides the grid's tariff.
///
/// Without the section electricity is free and untaxed, and causes no emissions.
struct EnergySpec: Sendable {
  /// The spot price.
  var spot: any PathProcess
  /// How often the spot price moves.
  var step: PathStep
  /// What is bought at an agreed price, if anything.
  var agreement: AgreementSpec?
  /// Bands of the energy tax in order of their limits (MWh; infinite for the last) with their rates
  /// (EUR/MWh in money of the start).
  var taxBands: [(limit: Double, rate: Input)]
  /// Emissions of generation.
  var emissions: any PathProcess

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
    spot: ConstantPath(.constant(0)), step: .calendarMonth,
    agreement: nil, taxBands: [], emissions: ConstantPath(.constant(0)))

  private static let spotNoise = StreamID("energy/spot")
  private static let emissionNoise = StreamID("energy/emissions")

  /// Draws what a replication needs to know, into memory that is reused.
  func prepare(
    _ market: inout EnergyMarket, in calendar: ReportingCalendar, _ draws: inout Draws
  ) {
    spot.fill(
      &market.spot.steps, on: PathGrid(every: step, in: calendar, noise: Self.spotNoise), &draws)
    emissions.fill(
      &market.emissionIntensity,
      on: PathGrid(every: .calendarMonth, in: calendar, noise: Self.emissionNoise), &draws)
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
