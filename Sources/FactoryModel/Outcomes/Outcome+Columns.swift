import Accounts
import Columns
import GridQueues
import Quantities

extension Outcome {
  /// All metrics of a scenario, in the order in which they are stored.
  static func columns(_ scenario: Scenario) -> ColumnSet<Outcome> {
    var columns = ColumnSet<Outcome>()
    columns.add(DemandOutcome.columns) { $0.demand }
    for (index, segment) in scenario.demand.segments.enumerated() {
      columns.add(DemandOutcome.columns, in: Scope(segment: segment.name)) { $0.segments[index] }
    }
    addTotals(to: &columns)
    // Only where something beside phases can wait, so that the results of others keep their columns.
    if scenario.strategies.contains(where: \.mayWaitForMoneyWithinPhases) {
      columns.add(
        .metric(
          "months_waiting_for_money", unit: "months",
          "Months of 730.5 h for which sites waited for money, all sites together: for their phase, a gate, or an order."
        )
      ) {
        $0.waitForMoney / .months(1)
      }
    }
    // Years whose last day lies in the simulated time.
    let calendar = scenario.calendar
    let ends = (0..<calendar.monthCount).map(calendar.firstDay(ofMonth:)).filter { $0.month == 12 }
    for (index, end) in ends.enumerated() { addEnd(of: end.year, at: index, to: &columns) }
    addCostParts(to: &columns)
    columns.add(GridTotals.columns) { $0.nodes.reduce(into: GridTotals(), +=) }
    for node in scenario.grid.nodes.indices {
      columns.add(GridTotals.columns, in: scenario.grid.scope(ofNode: node)) { $0.nodes[node] }
    }
    return columns
  }

  private static func addTotals(to columns: inout ColumnSet<Outcome>) {
    columns.add(
      .metric(.utilisation, unit: "", "Sold capacity divided by sellable capacity, over time.")
    ) {
      $0.sellableArea > 0 ? $0.soldArea / $0.sellableArea : .nan
    }
    columns.add(
      .metric(
        "silicon_use_fraction", unit: "",
        "Capacity at full power divided by sellable capacity, over time.")
    ) {
      $0.sellableArea > 0 ? $0.activeArea / $0.sellableArea : .nan
    }
    columns.add(
      .metric(
        .firstPower, unit: "h", absence: .never, role: .activity, "When the first site has power.")
    ) {
      $0.firstPower.metric
    }
    columns.add(
      .metric(
        .firstLive, unit: "h", absence: .never, role: .activity, "When the first site is live.")
    ) {
      $0.firstLive.metric
    }
    columns.add(.metric("sites_live", unit: "sites", "Sites live at the horizon.")) {
      Double($0.sitesLive)
    }
    columns.add(
      .metric(
        "sites_abandoned", unit: "sites",
        "Sites given up after a refusal, for want of money, or with the site that they stand on.")
    ) {
      Double($0.sitesAbandoned)
    }
    columns.add(
      .metric(
        .sitesWithoutAccelerators, unit: "sites",
        "Sites begun that none of the accelerators on sale by the horizon serve."
      )
    ) {
      Double($0.sitesWithoutAccelerators)
    }
    columns.add(.metric(.energy, unit: "MWh", "Energy drawn from the grid.")) {
      $0.energy.value
    }
    columns.add(
      .metric(
        .energyPricePaid, unit: "EUR/MWh", "Mean price paid for energy, without tariff and tax.")
    ) {
      $0.energy > .zero ? $0.energyCost.value / $0.energy.value : .nan
    }
    columns.add(.metric(.emissions, unit: "t", "Emissions of generating that energy, CO2.")) {
      $0.emissions
    }
    columns.add(.metric(.revenue, unit: "EUR", role: .activity, "What customers paid; nominal.")) {
      $0.revenue.value
    }
    columns.add(
      .metric(
        .capex, unit: "EUR", role: .activity,
        "What was invested, less what accelerators were sold for; nominal.")
    ) {
      $0.capex.value
    }
    columns.add(
      .metric(.opex, unit: "EUR", role: .activity, "What running the sites cost; nominal.")
    ) {
      $0.opex.value
    }
    columns.add(.metric(.corporateTax, unit: "EUR", "Tax on profit; nominal.")) {
      $0.tax.value
    }
    columns.add(
      .metric(
        "horizon_value_eur", unit: "EUR", "What is left at the horizon is worth this then; nominal."
      )
    ) {
      $0.horizonValue.total.value
    }
    columns.add(
      .metric(.npv, unit: "EUR", role: .compared, "Net present value of the cash flow after tax.")
    ) {
      $0.value.npv
    }
    columns.add(
      .metric(
        .npvWithHorizonValue, unit: "EUR", role: .compared,
        "Net present value with the discounted horizon value.")
    ) {
      $0.value.npvWithHorizonValue
    }
    columns.add(
      .metric(
        "irr_fraction", unit: "",
        "Internal rate of return of the cash flow after tax, effective annual; the rate nearest zero of those that irr_status counts."
      )
    ) {
      $0.value.irr.rate
    }
    columns.add(
      .metric(
        "irr_status", unit: Variable.codeUnit,
        "How many such rates there are: 0 none, 1 one, 2 several; those below -90 % a year count only where there is no other."
      )
    ) {
      Double($0.value.irr.status.rawValue)
    }
    columns.add(
      .metric(
        "irr_none", unit: "", "1 where there is no such rate, else 0: the mean is their share.")
    ) {
      $0.value.irr.status == .none ? 1 : 0
    }
    columns.add(
      .metric(
        "irr_unique", unit: "", "1 where there is one such rate, else 0: the mean is their share.")
    ) {
      $0.value.irr.status == .unique ? 1 : 0
    }
    columns.add(
      .metric(
        "irr_multiple", unit: "",
        "1 where there are several such rates, else 0: the mean is their share.")
    ) {
      $0.value.irr.status == .multiple ? 1 : 0
    }
    columns.add(
      .metric(
        "irr_with_horizon_value_fraction", unit: "",
        "The same with the horizon value as a flow of the last month.")
    ) {
      $0.value.irrWithHorizonValue.rate
    }
    columns.add(
      .metric(
        "payback_h", unit: "h", absence: .never,
        "When the cumulative cash flow is at or above zero for good.")
    ) {
      $0.value.payback
    }
    columns.add(
      .metric(
        .levelisedCost, unit: "EUR/H100e-h", role: .compared,
        "Discounted costs before profit tax, net of horizon value, by discounted H100e-hours sold.")
    ) {
      $0.value.levelisedCost
    }
    columns.add(.metric(.peakFunding, unit: "EUR", "The most money that was ever out; nominal.")) {
      $0.value.peakFunding
    }
  }

  private static func addEnd(of year: Int, at index: Int, to columns: inout ColumnSet<Outcome>) {
    columns.add(
      .metric(
        "\(StandardName.livePower.rawValue)_\(year)", unit: "MW",
        part: .end(of: year, .livePower), "IT power live on 31 December \(year).")
    ) { $0.yearEnds[index].power }
    columns.add(
      .metric(
        "\(StandardName.liveCompute.rawValue)_\(year)", unit: "H100e",
        part: .end(of: year, .liveCompute), "Computing capacity live on 31 December \(year).")
    ) { $0.yearEnds[index].compute }
  }

  /// The parts of the levelised cost: of each line, and of what is left at the horizon.
  private static func addCostParts(to columns: inout ColumnSet<Outcome>) {
    func part(_ name: String, _ words: String, _ meaning: String) -> Variable {
      .metric(
        "levelised_cost_\(name)_eur_per_h100e_h", unit: "EUR/H100e-h",
        part: Part(of: .levelisedCost, words), "Part of the levelised cost: \(meaning)")
    }
    for cost in CashLine.Cost.all where cost.kind != .tax {
      let variable = cost.variable
      columns.add(part(variable.name, cost.words, variable.description)) {
        $0.costParts[cost.index]
      }
    }
    columns.add(
      part(
        "horizon_value", "horizon value", "what is left at the horizon, which lowers it.")
    ) { $0.horizonValuePart }
  }
}
