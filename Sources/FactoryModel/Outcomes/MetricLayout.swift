import Quantities
import GridQueues
import Accounts
import Columns

/// The places of all metrics in a result.
struct MetricLayout: Sendable {
  let columns: [Column]
  /// Where the parts begin: demand of all, of each segment, then the rest.
  let firstOutcome, firstYear, firstCostPart, firstGrid: Int

  init(_ scenario: Scenario) {
    let calendar = scenario.calendar
    // Years whose last day lies in the simulated time.
    let years = (0..<calendar.monthCount).map(calendar.firstDay(ofMonth:)).filter { $0.month == 12 }
      .map(\.year)
    let scopes = [Scope()] + scenario.demand.segments.map { Scope(segment: $0.name) }
    var columns = scopes.flatMap { scope in
      DemandOutcome.metrics.map { Column($0.variable, scope) }
    }
    firstOutcome = columns.count
    columns += Outcome.metrics.map { Column($0.variable) }
    firstYear = columns.count
    for year in years {
      columns.append(
        Column(
          Variable(
            "live_it_mw_\(year)", unit: "MW", kind: .metric,
            "IT power live on 31 December \(year).")))
      columns.append(
        Column(
          Variable(
            "live_h100e_\(year)", unit: "H100e", kind: .metric,
            "Computing capacity live on 31 December \(year).")))
    }
    firstCostPart = columns.count
    columns += CashLine.Cost.allCases.filter { $0.kind != .tax }.map { cost in
      Column(
        Variable(
          "levelised_cost_\(cost.variable.name)_eur_per_h100e_h", unit: "EUR/H100e-h",
          kind: .metric, "Part of the levelised cost: \(cost.variable.description)"))
    }
    columns.append(
      Column(
        Variable(
          "levelised_cost_horizon_value_eur_per_h100e_h", unit: "EUR/H100e-h", kind: .metric,
          "Part of the levelised cost: what is left at the horizon, which lowers it.")))
    firstGrid = columns.count
    columns += GridColumns(scenario.grid).metrics
    self.columns = columns
  }
}
