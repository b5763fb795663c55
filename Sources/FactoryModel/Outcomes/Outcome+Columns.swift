import Accounts
import Columns
import GridQueues
import Quantities

extension Outcome {
  /// All metrics of a scenario, in the order in which they are stored.
  static func columns(_ scenario: Scenario) -> ColumnSet<Outcome> {
    var columns = ColumnSet<Outcome>()
    let demand = DemandOutcome.columns(isPowerKnown: !scenario.fleet.generations.isEmpty)
    columns.add(demand) { $0.demand }
    for (index, segment) in scenario.demand.segments.enumerated() {
      columns.add(demand, in: Scope(segment: segment.name)) { $0.segments[index] }
    }
    addTotals(to: &columns)
    addWorths(of: scenario, to: &columns)
    addPerPower(to: &columns)
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
    addCostParts(closings: scenario.closesSites, to: &columns)
    columns.add(FigureOutcome.columns) { $0.figures }
    columns.add(GridTotals.columns) { $0.nodes.reduce(into: GridTotals(), +=) }
    for node in scenario.grid.nodes.indices {
      columns.add(GridTotals.columns, in: scenario.grid.scope(ofNode: node)) { $0.nodes[node] }
    }
    addApplicants(GridTotals.waits, of: scenario.grid, to: &columns)
    // What we do to others is told against a world without us.
    if scenario.strategies.contains(where: \.isWithoutSites) {
      columns.add(GridTotals.delays) { $0.nodes.reduce(into: GridTotals(), +=) }
      for node in scenario.grid.nodes.indices {
        columns.add(GridTotals.delays, in: scenario.grid.scope(ofNode: node)) { $0.nodes[node] }
      }
      addApplicants(GridTotals.delays, of: scenario.grid, to: &columns)
    }
    return columns
  }

  /// Some columns of each class of applicants, in all and at each node.
  private static func addApplicants(
    _ set: ColumnSet<GridTotals>, of grid: GridSpec, to columns: inout ColumnSet<Outcome>
  ) {
    let lists = grid.reportedLists
    for name in grid.classes {
      let members = lists.indices.filter { lists[$0].scope.applicantClass == name }
      guard !members.isEmpty else { continue }
      columns.add(set, in: Scope(applicantClass: name)) { outcome in
        members.reduce(into: GridTotals()) { $0 += outcome.lists[$1] }
      }
    }
    for (index, list) in lists.enumerated() {
      columns.add(set, in: list.scope) { $0.lists[index] }
    }
  }

  private static func addTotals(to columns: inout ColumnSet<Outcome>) {
    columns.add(
      .ratio(.utilisation, unit: "", "Sold capacity divided by sellable capacity, over time.")
    ) {
      $0.sellableArea > 0 ? $0.soldArea / $0.sellableArea : .nan
    }
    columns.add(
      .ratio(
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
      .ratio(
        .energyPricePaid, unit: "EUR/MWh", isCost: true,
        "Mean price paid for energy, without tariff and tax.")
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
        .capex, unit: "EUR", isCost: true, role: .activity,
        "What was invested, less what accelerators were sold for; nominal.")
    ) {
      $0.capex.value
    }
    columns.add(
      .metric(
        .opex, unit: "EUR", isCost: true, role: .activity, "What running the sites cost; nominal.")
    ) {
      $0.opex.value
    }
    columns.add(.metric(.corporateTax, unit: "EUR", isCost: true, "Tax on profit; nominal.")) {
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
      .ratio(
        .rateOfReturn, unit: "",
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
      .ratio(
        .rateOfReturnWithHorizonValue, unit: "",
        "The same with the horizon value as a flow of the last month.")
    ) {
      $0.value.irrWithHorizonValue.rate
    }
    columns.add(
      .metric(
        .payback, unit: "h", absence: .never,
        "When the cumulative cash flow is at or above zero for good.")
    ) {
      $0.value.payback
    }
    columns.add(
      .ratio(
        .levelisedCost, unit: "EUR/H100e-h", isCost: true, role: .compared,
        "Discounted costs before profit tax, net of horizon value, by discounted H100e-hours sold.")
    ) {
      $0.value.levelisedCost
    }
    columns.add(
      .metric(.peakFunding, unit: "EUR", isCost: true, "The most money that was ever out; nominal.")
    ) {
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
    columns.add(
      .metric(
        "mw_years_before_\(year + 1)", unit: "MW-years",
        "IT power live before 1 January \(year + 1), over time.")
    ) { Hours($0.yearEnds[index].powerTime).years }
    columns.add(
      .ratio(
        "price_eur_per_h100e_h_\(year)", unit: "EUR/H100e-h",
        "What an H100e-hour that was sold in \(year) brought.")
    ) {
      let end = $0.yearEnds[index]
      return end.sold > 0 ? end.revenue / end.sold : .nan
    }
  }

  /// The parts of the levelised cost: of each line, and of what is left at the horizon.
  private static func addCostParts(closings: Bool, to columns: inout ColumnSet<Outcome>) {
    func part(_ name: String, _ words: String, _ meaning: String) -> Variable {
      .ratio(
        "levelised_cost_\(name)_eur_per_h100e_h", unit: "EUR/H100e-h", isCost: true,
        part: Part(of: .levelisedCost, words), "Part of the levelised cost: \(meaning)")
    }
    for cost in CashLine.Cost.all where cost.kind != .tax && (closings || cost != .closing) {
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
