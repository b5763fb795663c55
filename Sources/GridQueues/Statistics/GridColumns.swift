public import Columns

/// What is reported of the grid, and in which order.
public struct GridColumns: Sendable {
  /// One number a replication: over all nodes, then for each node.
  public private(set) var metrics: [Column] = []
  /// Levels by month: per list the waiting MW and applications, per node headroom and place.
  public private(set) var stocks: [Column] = []
  /// Totals by month: per list what is applied for, allocated and withdrawn, per node the headroom.
  public private(set) var flows: [Column] = []

  /// The columns of a grid.
  public init(_ spec: GridSpec) {
    metrics = Self.metricVariables.map { Column($0) }
    for node in spec.nodes.indices {
      let scope = Self.scope(spec, node)
      metrics += Self.metricVariables.map { Column($0, scope) }
      for (index, name) in spec.classes.enumerated()
      where spec.isListUsed[node * spec.classes.count + index] {
        var scope = scope
        scope.applicantClass = name
        stocks += Self.listStocks.map { Column($0, scope) }
        flows += Self.listFlows.map { Column($0, scope) }
      }
      stocks += Self.nodeStocks.map { Column($0, scope) }
      flows += Self.nodeFlows.map { Column($0, scope) }
    }
  }

  private static func scope(_ spec: GridSpec, _ node: Int) -> Scope {
    Scope(
      region: spec.regions[spec.nodes[node].region].name,
      tier: spec.tiers[spec.nodes[node].tier].name)
  }

  /// In the order of `WaitingLists.write`.
  private static let metricVariables = [
    Variable(
      "grid_wait_mean_h", unit: "h", kind: .metric,
      "Mean time from application to allocation, over all applications that were granted "
        + "headroom within the horizon."),
    Variable(
      "grid_others_wait_mean_h", unit: "h", kind: .metric,
      "The same over the applications of others."),
    Variable(
      "grid_own_wait_mean_h", unit: "h", kind: .metric, "The same over our own applications."),
    Variable(
      "grid_still_waiting_mean_h", unit: "h", kind: .metric,
      "Mean time since application of those still waiting at the horizon."),
    Variable(
      "grid_still_waiting_requests", unit: "requests", kind: .metric,
      "Applications that wait at the horizon."),
    Variable(
      "grid_allocated_requests", unit: "requests", kind: .metric,
      "Applications that were granted headroom."),
    Variable("grid_allocated_mw", unit: "MW", kind: .metric, "Headroom that was granted."),
    Variable(
      "grid_withdrawn_requests", unit: "requests", kind: .metric,
      "Applications withdrawn while waiting."),
    Variable(
      "grid_withdrawn_mw", unit: "MW", kind: .metric,
      "What applications asked for that were withdrawn while waiting."),
  ]

  private static let listStocks = [
    Variable("grid_waiting_mw", unit: "MW", kind: .stock, "What the waiting applications ask for."),
    Variable("grid_waiting_requests", unit: "requests", kind: .stock, "Applications that wait."),
  ]

  private static let nodeStocks = [
    Variable(
      "grid_headroom_mw", unit: "MW", kind: .stock,
      "What can still be given out at this node; empty where it is unlimited."),
    Variable(
      "grid_others_ahead_requests", unit: "requests", kind: .stock,
      "Others who wait before the first of our applications, at the end of the month; 0 where "
        + "none of ours waits."),
  ]

  private static let listFlows = [
    Variable("grid_applied_mw", unit: "MW", kind: .flow, "What new applications ask for."),
    Variable("grid_applied_requests", unit: "requests", kind: .flow, "New applications."),
    Variable("grid_allocated_mw", unit: "MW", kind: .flow, "Headroom granted."),
    Variable("grid_allocated_requests", unit: "requests", kind: .flow, "Applications granted."),
    Variable(
      "grid_withdrawn_mw", unit: "MW", kind: .flow,
      "What applications asked for that were withdrawn while waiting."),
    Variable(
      "grid_withdrawn_requests", unit: "requests", kind: .flow,
      "Applications withdrawn while waiting."),
  ]

  private static let nodeFlows = [
    Variable(
      "grid_released_mw", unit: "MW", kind: .flow,
      "Headroom added by the steady release and by reinforcements."),
    Variable(
      "grid_handed_back_mw", unit: "MW", kind: .flow,
      "Headroom returned by withdrawals after allocation, of applications at this node."),
  ]
}
