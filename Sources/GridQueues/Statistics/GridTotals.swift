import EventKernel
public import Columns

/// What is counted of a node, or of all nodes, in one strategy of one replication.
public struct GridTotals {
  private var allocated = MonthSums.zero
  private var withdrawn = MonthSums.zero
  private var remaining = MonthSums.zero
  private var ownAllocated = MonthSums.zero
  /// h.
  private var waited = 0.0
  private var ownWaited = 0.0
  /// What became of the applications of others.
  var others = OtherApplications()

  /// Nothing happened.
  public init() {}

  /// Adds a list.
  mutating func add(_ statistics: borrowing GridStatistics, list: Int) {
    let months = statistics.months.count
    for month in 0..<months {
      allocated += statistics.allocated[list * months + month]
      withdrawn += statistics.withdrawn(from: list, month: month)
    }
    remaining += statistics.remaining(on: list)
    ownAllocated += statistics.ownAllocated[list]
    waited += statistics.waited[list]
    ownWaited += statistics.ownWaited[list]
    others.add(statistics, list: list)
  }

  /// Adds another node.
  public static func += (total: inout GridTotals, node: GridTotals) {
    total.allocated += node.allocated
    total.withdrawn += node.withdrawn
    total.remaining += node.remaining
    total.ownAllocated += node.ownAllocated
    total.waited += node.waited
    total.ownWaited += node.ownWaited
    total.others += node.others
  }
}

extension GridTotals {
  /// How long applications wait, of a class of applicants, a node and all; means over nobody do not exist.
  public static let waits: ColumnSet<GridTotals> = {
    var columns = ColumnSet<GridTotals>()
    columns.add(
      .ratio(
        "grid_wait_mean_h", unit: "h",
        "Mean time from application to allocation, over all applications that were granted "
          + "headroom within the horizon.")
    ) { $0.allocated.requests > 0 ? $0.waited / $0.allocated.requests : .nan }
    columns.add(
      .ratio(.gridOthersWait, unit: "h", "The same over the applications of others.")
    ) {
      let others = $0.allocated.requests - $0.ownAllocated.requests
      return others > 0 ? ($0.waited - $0.ownWaited) / others : .nan
    }
    columns.add(.ratio(.gridOwnWait, unit: "h", "The same over our own applications.")) {
      $0.ownAllocated.requests > 0 ? $0.ownWaited / $0.ownAllocated.requests : .nan
    }
    columns.add(
      .ratio(
        "grid_still_waiting_mean_h", unit: "h",
        "Mean time since application of those still waiting at the horizon.")
    ) { $0.remaining.requests > 0 ? $0.remaining.requestHoursLeft / $0.remaining.requests : .nan }
    columns.add(
      .metric(
        "grid_still_waiting_requests", unit: "requests", "Applications that wait at the horizon.")
    ) { $0.remaining.requests }
    return columns
  }()

  /// What is reported of a node and of all: how long applications wait, and what became of them.
  public static let columns: ColumnSet<GridTotals> = {
    var columns = ColumnSet<GridTotals>()
    columns.add(waits) { $0 }
    columns.add(
      .metric(
        "grid_allocated_requests", unit: "requests", "Applications that were granted headroom.")
    ) { $0.allocated.requests }
    columns.add(.metric("grid_allocated_mw", unit: "MW", "Headroom that was granted.")) {
      $0.allocated.megawatts
    }
    columns.add(
      .metric(
        "grid_withdrawn_requests", unit: "requests", "Applications withdrawn while waiting.")
    ) { $0.withdrawn.requests }
    columns.add(
      .metric(
        "grid_withdrawn_mw", unit: "MW",
        "What applications asked for that were withdrawn while waiting.")
    ) { $0.withdrawn.requests > 0 ? $0.withdrawn.megawatts : 0 }
    return columns
  }()
}
