import Quantities
import Columns
import Accounts

/// What a strategy came to in one replication, beside its demand and the grid's waiting lists.
struct Outcome {
  /// ∫ dt since the warm-up, H100e-h.
  var soldArea = 0.0
  var activeArea = 0.0
  var sellableArea = 0.0
  var firstPower = SimTime.never
  var firstLive = SimTime.never
  var sitesLive = 0
  var sitesAbandoned = 0
  var sitesWithoutAccelerators = 0
  var energy = Energy.zero
  var energyCost = Money.zero
  /// t CO₂.
  var emissions = 0.0
  var revenue = Money.zero
  var opex = Money.zero
  var capex = Money.zero
  var tax = Money.zero
  var horizonValue = HorizonValue()
  var value: ValuationResult

  /// What is reported, with how it is worked out.
  static let metrics: [(variable: Variable, value: @Sendable (Outcome) -> Double)] = [
    (
      metric("utilisation_fraction", "", "Sold capacity divided by sellable capacity, over time."),
      { $0.sellableArea > 0 ? $0.soldArea / $0.sellableArea : .nan }
    ),
    (
      metric(
        "silicon_use_fraction", "",
        "Capacity at full power divided by sellable capacity, over time."),
      { $0.sellableArea > 0 ? $0.activeArea / $0.sellableArea : .nan }
    ),
    (instant("first_power_h", "When the first site has power."), { $0.firstPower.metric }),
    (instant("first_live_h", "When the first site is live."), { $0.firstLive.metric }),
    (metric("sites_live", "sites", "Sites live at the horizon."), { Double($0.sitesLive) }),
    (
      metric(
        "sites_abandoned", "sites",
        "Sites given up after a refusal, or with their phase for want of money."),
      { Double($0.sitesAbandoned) }
    ),
    (
      metric(
        "sites_without_accelerators", "sites",
        "Sites begun that none of the accelerators on sale by the horizon serve, or whose own were at the end of their life before they were live."
      ), { Double($0.sitesWithoutAccelerators) }
    ),
    (metric("energy_mwh", "MWh", "Energy drawn from the grid."), { $0.energy.value }),
    (
      metric(
        "energy_price_paid_eur_per_mwh", "EUR/MWh",
        "Mean price paid for energy, without tariff and tax."),
      { $0.energy > .zero ? $0.energyCost.value / $0.energy.value : .nan }
    ),
    (metric("emissions_t", "t", "Emissions of generating that energy, CO2."), { $0.emissions }),
    (metric("revenue_eur", "EUR", "What customers paid; nominal."), { $0.revenue.value }),
    (metric("capex_eur", "EUR", "What was invested; nominal."), { $0.capex.value }),
    (metric("opex_eur", "EUR", "What running the sites cost; nominal."), { $0.opex.value }),
    (metric("corporate_tax_eur", "EUR", "Tax on profit; nominal."), { $0.tax.value }),
    (
      metric(
        "horizon_value_eur", "EUR", "What is left at the horizon is worth this then; nominal."),
      { $0.horizonValue.total.value }
    ),
    (
      metric("npv_eur", "EUR", "Net present value of the cash flow after tax."), { $0.value.npv }
    ),
    (
      metric(
        "npv_with_horizon_value_eur", "EUR",
        "Net present value with the discounted horizon value."),
      { $0.value.npvWithHorizonValue }
    ),
    (
      metric(
        "irr_fraction", "",
        "Internal rate of return of the cash flow after tax, effective annual; the rate nearest zero of those that irr_status counts."
      ), { $0.value.irr.rate }
    ),
    (
      metric(
        "irr_status", Variable.codeUnit,
        "How many such rates there are: 0 none, 1 one, 2 several; those below -90 % a year count only where there is no other."
      ), { Double($0.value.irr.status.rawValue) }
    ),
    (
      metric("irr_none", "", "1 where there is no such rate, else 0: the mean is their share."),
      { $0.value.irr.status == .none ? 1 : 0 }
    ),
    (
      metric("irr_unique", "", "1 where there is one such rate, else 0: the mean is their share."),
      { $0.value.irr.status == .unique ? 1 : 0 }
    ),
    (
      metric(
        "irr_multiple", "", "1 where there are several such rates, else 0: the mean is their share."
      ), { $0.value.irr.status == .multiple ? 1 : 0 }
    ),
    (
      metric(
        "irr_with_horizon_value_fraction", "",
        "The same with the horizon value as a flow of the last month."),
      { $0.value.irrWithHorizonValue.rate }
    ),
    (
      instant("payback_h", "When the cumulative cash flow is at or above zero for good."),
      { $0.value.payback }
    ),
    (
      metric(
        "levelised_cost_eur_per_h100e_h", "EUR/H100e-h",
        "Discounted costs before profit tax, net of horizon value, by discounted H100e-hours sold."
      ), { $0.value.levelisedCost }
    ),
    (
      metric("peak_funding_eur", "EUR", "The most money that was ever out; nominal."),
      { $0.value.peakFunding }
    ),
  ]

  private static func metric(_ name: String, _ unit: String, _ meaning: String) -> Variable {
    Variable(name, unit: unit, kind: .metric, meaning)
  }

  private static func instant(_ name: String, _ meaning: String) -> Variable {
    Variable(name, unit: "h", kind: .metric, absence: .never, meaning)
  }
}

extension SimTime {
  /// The instant as a metric: NaN where it never comes.
  var metric: Double { hours.isFinite ? hours : .nan }
}
