import EventKernel
public import Columns

/// What became of the applications of others, all that were filed: what waits at start and what came.
struct OtherApplications {
  private var filed = 0.0
  private var granted = 0.0
  private var withdrawn = 0.0
  /// h, each until it was granted, withdrawn, or the horizon came; of who waited at start from there.
  private var waitedSinceStart = 0.0
  /// h for which those had waited who waited at start.
  private var waitedBefore = 0.0
  /// MW·h.
  private var energised = 0.0

  /// Adds a list.
  ///
  /// The time for which applications waited is the integral of how many wait: all that came stay to the
  /// horizon, less what is left of it where one is granted or withdrawn.
  mutating func add(_ statistics: borrowing GridStatistics, list: Int) {
    let horizon = statistics.months.horizon
    let count = statistics.months.count
    let opening = statistics.opening[list]
    filed += opening.requests - statistics.ownFiled[list]
    granted -= statistics.ownAllocated[list].requests
    withdrawn -= statistics.ownWithdrawn[list]
    waitedBefore += opening.requestHoursLeft
    var stay = opening.requests * horizon - statistics.ownWaiting[list]
    for month in 0..<count {
      let left = horizon - statistics.months.ends[month]
      func toHorizon(_ sums: MonthSums) -> Double { sums.requestHoursLeft + sums.requests * left }
      let applied = statistics.applied[list * count + month]
      let allocated = statistics.allocated[list * count + month]
      let leaving = statistics.withdrawn(from: list, month: month)
      filed += applied.requests
      granted += allocated.requests
      withdrawn += leaving.requests
      stay += toHorizon(applied) - toHorizon(allocated) - toHorizon(leaving)
    }
    // A difference of sums: rounding may be all that is left of nothing.
    waitedSinceStart += max(0, stay)
    energised += max(0, statistics.energised[list])
  }

  /// Adds those of another node.
  static func += (total: inout OtherApplications, node: OtherApplications) {
    total.filed += node.filed
    total.granted += node.granted
    total.withdrawn += node.withdrawn
    total.waitedSinceStart += node.waitedSinceStart
    total.waitedBefore += node.waitedBefore
    total.energised += node.energised
  }

  /// So much for each application filed.
  private func share(_ amount: Double) -> Double { filed > 0 ? amount / filed : .nan }

  /// What is told of others, to be compared with a world without us.
  static let columns: ColumnSet<OtherApplications> = {
    var columns = ColumnSet<OtherApplications>()
    columns.add(
      .metric(
        .gridOthersWaited, unit: "h",
        "Time that applications of others waited, each until it was granted, withdrawn, or the horizon, by application filed; of who waited at start from the application on. The difference to a strategy without phases is the delay of others."
      )
    ) { $0.share($0.waitedSinceStart + $0.waitedBefore) }
    columns.add(
      .metric(
        .gridOthersWaitedSinceStart, unit: "h",
        "The same, of who waited at start from there on.")
    ) { $0.share($0.waitedSinceStart) }
    columns.add(
      .metric(
        .gridOthersGranted, unit: "",
        "Share of the applications of others that were granted within the horizon.")
    ) { $0.share($0.granted) }
    columns.add(
      .metric(
        .gridOthersWithdrawn, unit: "",
        "Share of the applications of others that were withdrawn while waiting.")
    ) { $0.share($0.withdrawn) }
    columns.add(
      .metric(
        .gridOthersStillWaiting, unit: "",
        "Share of the applications of others that wait at the horizon.")
    ) { $0.share($0.filed - $0.granted - $0.withdrawn) }
    columns.add(
      .metric(
        .gridOthersEnergised, unit: "MW years",
        "Power of others times the years for which they have it within the horizon, from one median building time after the grant; without applications that will never be built."
      )
    ) { $0.energised / 8766 }
    return columns
  }()
}

extension GridTotals {
  /// What is told of others, to be compared with a world without us: the delay of others.
  public static let delays: ColumnSet<GridTotals> = {
    var columns = ColumnSet<GridTotals>()
    columns.add(OtherApplications.columns) { $0.others }
    return columns
  }()
}
