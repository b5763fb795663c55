import Accounts
import Columns
import Quantities

// What a strategy is worth, by more than one convention, and what that comes to for an hour and a MW.
extension Outcome {
  /// The worth of what goes on behind the end, and at a strategy's own rate; and prices beside costs.
  static func addWorths(of scenario: Scenario, to columns: inout ColumnSet<Outcome>) {
    if scenario.hasRunOff { addGoingConcern(to: &columns) }
    if scenario.strategies.contains(where: { $0.discount != nil }) {
      addOwnRates(hasRunOff: scenario.hasRunOff, to: &columns)
    }
    columns.add(
      .ratio(
        .levelisedPrice, unit: "EUR/H100e-h",
        "Discounted revenue by discounted H100e-hours sold.")
    ) { $0.value.levelisedPrice }
    columns.add(
      .ratio(
        .costToRevenue, unit: "", isCost: true,
        "Discounted costs before profit tax by discounted revenue, net of what is left at the end, or with what runs on behind it: below 1 where the strategy earns its rate before tax."
      )
    ) { ($0.goingConcern?.value ?? $0.value).costToRevenue }
  }

  private static func addGoingConcern(to columns: inout ColumnSet<Outcome>) {
    columns.add(
      .metric(
        .npvGoingConcern, unit: "EUR", role: .compared,
        "Net present value with what is live at the end and runs on until its accelerators end, while nothing new begins."
      )
    ) { $0.worth(\.npvWithHorizonValue) }
    columns.add(
      .ratio(
        .rateOfReturnGoingConcern, unit: "",
        "Internal rate of return of the same monthly flows, effective annual; the rate nearest zero of those that irr_going_concern_status counts."
      )
    ) { $0.worth(\.irrWithHorizonValue.rate) }
    columns.add(
      .metric(
        "irr_going_concern_status", unit: Variable.codeUnit,
        "How many such rates there are: 0 none, 1 one, 2 several; those below -90 % a year count only where there is no other."
      )
    ) { $0.worth { Double($0.irrWithHorizonValue.status.rawValue) } }
    columns.add(
      .metric(
        "run_off_value_eur", unit: "EUR",
        "What runs on behind the end is worth this then: it takes the place of the horizon value.")
    ) { $0.goingConcern?.runOffValue ?? .nan }
    columns.add(
      .metric(
        .runOffLivePower, unit: "MW",
        "IT power that is still live as the run-off ends, and counts by what is left of it then.")
    ) { $0.goingConcern?.livePower ?? .nan }
    columns.add(
      .ratio(
        "levelised_cost_going_concern_eur_per_h100e_h", unit: "EUR/H100e-h", isCost: true,
        "Levelised cost with what runs on behind the end.")
    ) { $0.worth(\.levelisedCost) }
    columns.add(
      .ratio(
        "levelised_price_going_concern_eur_per_h100e_h", unit: "EUR/H100e-h",
        "Levelised price with what runs on behind the end.")
    ) { $0.worth(\.levelisedPrice) }
  }

  private func worth(_ number: (ValuationResult) -> Double) -> Double {
    goingConcern.map { number($0.value) } ?? .nan
  }

  /// Those of strategies without a rate of their own are at the common one.
  private static func addOwnRates(hasRunOff: Bool, to columns: inout ColumnSet<Outcome>) {
    columns.add(
      .metric(
        .npvOwnRate, unit: "EUR",
        "Net present value at the strategy's own rate, cut at the end.")
    ) { $0.ownRate?.cut ?? $0.value.npv }
    columns.add(
      .metric(
        .npvWithHorizonValueOwnRate, unit: "EUR",
        "Net present value with the horizon value at the strategy's own rate.")
    ) { $0.ownRate?.whole ?? $0.value.npvWithHorizonValue }
    guard hasRunOff else { return }
    columns.add(
      .metric(
        .npvGoingConcernOwnRate, unit: "EUR",
        "Net present value with what runs on behind the end at the strategy's own rate.")
    ) { outcome in outcome.goingConcern?.ownRate ?? outcome.worth(\.npvWithHorizonValue) }
  }

  static let revenuePerPower = Variable.ratio(
    .revenuePerPower, unit: "EUR/MW/year", "Revenue by IT MW live and year; nominal.")
  static let ebitdaPerPower = Variable.ratio(
    .ebitdaPerPower, unit: "EUR/MW/year",
    "Revenue less the cost of running the sites, by IT MW live and year; nominal.")

  /// What there is by MW.
  static func addPerPower(to columns: inout ColumnSet<Outcome>) {
    columns.add(revenuePerPower) { $0.byLivePower($0.revenue) }
    columns.add(ebitdaPerPower) { $0.byLivePower($0.revenue - $0.opex) }
    columns.add(FirstFitOut.columns) { $0.firstFitOut }
  }

  private func byLivePower(_ amount: Money) -> Double {
    livePowerTime > 0 ? amount.value / Hours(livePowerTime).years : .nan
  }
}
