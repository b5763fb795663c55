import Experiments
import Quantities
import Columns

/// What became of the requests of a segment, or of all, in one replication.
struct DemandOutcome {
  /// What was counted on the way; the waits in ascending order.
  var tally = SegmentTally()
  /// Contracts that wait to go on at the horizon.
  var stillInterrupted = 0
  var stillWaiting = 0
  var stillWaitingWait = Hours.zero
  /// ∫ sold capacity dt since the warm-up.
  var sold = ComputeTime.zero
  /// Mean number and H100e waiting over the time since the warm-up.
  var meanWaiting = 0.0
  var meanWaitingCompute = 0.0

  /// Adds a segment to the total, but for the order of its waits.
  static func += (total: inout DemandOutcome, other: DemandOutcome) {
    total.tally += other.tally
    total.stillInterrupted += other.stillInterrupted
    total.stillWaiting += other.stillWaiting
    total.stillWaitingWait += other.stillWaitingWait
    total.sold += other.sold
    total.meanWaiting += other.meanWaiting
    total.meanWaitingCompute += other.meanWaitingCompute
  }
}

extension DemandOutcome {
  /// What is reported of each segment and of all.
  ///
  /// - Parameter isPowerKnown: whether accelerators say how much power an H100e takes.
  /// - Returns: the columns, one of power among them where it is known.
  static func columns(isPowerKnown: Bool) -> ColumnSet<DemandOutcome> {
    var columns = columns
    guard isPowerKnown else { return columns }
    columns.add(
      .metric(
        "lost_mw_years", unit: "MW-years",
        "Size times term of the requests that were lost, as IT power: by the H100e per kW of the accelerators that an entrant had on the day of their arrival."
      )
    ) { Hours($0.tally.lostPowerTime).years }
    return columns
  }

  private static let columns: ColumnSet<DemandOutcome> = {
    var columns = ColumnSet<DemandOutcome>()
    columns.add(.metric(.requests, unit: "requests", "Requests that arrived.")) {
      Double($0.tally.requests)
    }
    columns.add(.metric(.served, unit: "requests", "Requests that were served.")) {
      Double($0.tally.served)
    }
    columns.add(
      .metric(.lostReneged, unit: "requests", "Requests that waited longer than their patience.")
    ) {
      Double($0.tally.lostReneged)
    }
    columns.add(
      .metric(
        .lostTooLarge, unit: "requests",
        "Requests larger than anything live or committed that they may use.")
    ) {
      Double($0.tally.lostTooLarge)
    }
    columns.add(
      .metric(
        "displaced", unit: "contracts",
        "Times that a contract was interrupted because its site lost capacity.")
    ) {
      Double($0.tally.interruptions[.displaced].count)
    }
    columns.add(.metric(.stillWaiting, unit: "requests", "Requests that wait at the horizon.")) {
      Double($0.stillWaiting)
    }
    columns.add(.ratio(.meanWait, unit: "h", "Mean wait of served requests, zeros included.")) {
      $0.tally.waits.isEmpty ? .nan : $0.tally.waits.reduce(0, +) / Double($0.tally.waits.count)
    }
    columns.add(
      .ratio(
        "wait_p95_h", unit: "h",
        "95 % of the served requests waited no longer; linear between two waits.")
    ) {
      $0.tally.waits.isEmpty ? .nan : quantile(0.95, ofSorted: $0.tally.waits) ?? .nan
    }
    columns.add(
      .ratio("wait_share_fraction", unit: "", "Share of served requests that waited at all.")
    ) {
      $0.tally.waits.isEmpty
        ? .nan : Double($0.tally.waits.count { $0 > 0 }) / Double($0.tally.waits.count)
    }
    columns.add(.ratio("lost_wait_mean_h", unit: "h", "Mean wait of the requests that were lost."))
    {
      let lost = $0.tally.lostReneged + $0.tally.lostTooLarge
      return lost == 0 ? .nan : $0.tally.lostWait.value / Double(lost)
    }
    columns.add(
      .ratio(
        "still_waiting_mean_h", unit: "h", "Mean wait so far of those that wait at the horizon.")
    ) {
      $0.stillWaiting == 0 ? .nan : $0.stillWaitingWait.value / Double($0.stillWaiting)
    }
    columns.add(
      .metric(
        "queue_mean_requests", unit: "requests",
        "Mean number in the line over time: requests, and contracts that wait to go on.")
    ) {
      $0.meanWaiting
    }
    columns.add(
      .metric("queue_mean_h100e", unit: "H100e", "Mean capacity that they wait for, over time.")
    ) {
      $0.meanWaitingCompute
    }
    columns.add(.metric(.demandedTime, unit: "H100e-h", "Size times term of all requests.")) {
      $0.tally.demanded.value
    }
    columns.add(
      .metric(
        .servedTime, unit: "H100e-h", role: .compared,
        "Capacity under contract over time, in the horizon.")
    ) {
      $0.sold.value
    }
    columns.add(
      .metric(.lostTime, unit: "H100e-h", "Size times term of the requests that were lost.")
    ) {
      $0.tally.lost.value
    }
    columns.add(
      .metric(
        "preempted", unit: "contracts",
        "Times that an interruptible contract was interrupted because others needed its capacity.")
    ) {
      Double($0.tally.interruptions[.preempted].count)
    }
    columns.add(
      .metric(
        .displacedTime, unit: "H100e-h",
        "Size times the time for which displaced contracts waited to go on, in the horizon.")
    ) {
      $0.tally.interruptions[.displaced].time.value
    }
    columns.add(
      .metric(
        .preemptedTime, unit: "H100e-h",
        "Size times the time for which preempted contracts waited to go on, in the horizon.")
    ) {
      $0.tally.interruptions[.preempted].time.value
    }
    columns.add(
      .metric(
        "terminated", unit: "contracts",
        "Contracts that waited to go on when nothing live or committed could hold them any more.")
    ) {
      Double($0.tally.terminated)
    }
    columns.add(
      .metric(
        .terminatedTime, unit: "H100e-h",
        "Size times what was left of the term of the contracts that were terminated.")
    ) {
      $0.tally.terminatedTime.value
    }
    columns.add(
      .metric(
        "still_interrupted", unit: "contracts",
        "Displaced or preempted contracts that wait to go on at the horizon.")
    ) {
      Double($0.stillInterrupted)
    }
    return columns
  }()
}
