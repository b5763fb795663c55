import Experiments
import Quantities
import Columns

/// What became of the requests of a segment, or of all, in one replication.
struct DemandOutcome {
  var requests = 0
  var served = 0
  var lostReneged = 0
  var lostTooLarge = 0
  var interruptions = Interruptions()
  var terminated = 0
  /// Contracts that wait to go on at the horizon.
  var stillInterrupted = 0
  var stillWaiting = 0
  var demanded = ComputeTime.zero
  var lost = ComputeTime.zero
  var terminatedTime = ComputeTime.zero
  /// ∫ sold capacity dt since the warm-up.
  var sold = ComputeTime.zero
  /// Mean number and H100e waiting over the time since the warm-up.
  var meanWaiting = 0.0
  var meanWaitingCompute = 0.0
  /// h; of each served request, in ascending order.
  var waits: [Double] = []
  var lostWait = Hours.zero
  var stillWaitingWait = Hours.zero

  /// What is reported of each segment and of all, with how it is worked out.
  static let metrics: [(variable: Variable, value: @Sendable (DemandOutcome) -> Double)] = [
    (metric("requests", "requests", "Requests that arrived."), { Double($0.requests) }),
    (metric("served", "requests", "Requests that were served."), { Double($0.served) }),
    (
      metric("lost_reneged", "requests", "Requests that waited longer than their patience."),
      { Double($0.lostReneged) }
    ),
    (
      metric(
        "lost_too_large", "requests",
        "Requests larger than anything live or committed that they may use."),
      { Double($0.lostTooLarge) }
    ),
    (
      metric(
        "displaced", "contracts",
        "Times that a contract was interrupted because its site lost capacity."),
      { Double($0.interruptions[.displaced].count) }
    ),
    (
      metric("still_waiting", "requests", "Requests that wait at the horizon."),
      { Double($0.stillWaiting) }
    ),
    (
      metric("wait_mean_h", "h", "Mean wait of served requests, zeros included."),
      { $0.waits.isEmpty ? .nan : $0.waits.reduce(0, +) / Double($0.waits.count) }
    ),
    (
      metric(
        "wait_p95_h", "h",
        "95 % of the served requests waited no longer; linear between two waits."),
      { $0.waits.isEmpty ? .nan : quantile(0.95, ofSorted: $0.waits) ?? .nan }
    ),
    (
      metric("wait_share_fraction", "", "Share of served requests that waited at all."),
      {
        $0.waits.isEmpty
          ? .nan : Double($0.waits.count { $0 > 0 }) / Double($0.waits.count)
      }
    ),
    (
      metric("lost_wait_mean_h", "h", "Mean wait of the requests that were lost."),
      {
        let lost = $0.lostReneged + $0.lostTooLarge
        return lost == 0 ? .nan : $0.lostWait.value / Double(lost)
      }
    ),
    (
      metric("still_waiting_mean_h", "h", "Mean wait so far of those that wait at the horizon."),
      { $0.stillWaiting == 0 ? .nan : $0.stillWaitingWait.value / Double($0.stillWaiting) }
    ),
    (
      metric(
        "queue_mean_requests", "requests",
        "Mean number in the line over time: requests, and contracts that wait to go on."),
      { $0.meanWaiting }
    ),
    (
      metric("queue_mean_h100e", "H100e", "Mean capacity that they wait for, over time."),
      { $0.meanWaitingCompute }
    ),
    (
      metric("demanded_h100e_h", "H100e-h", "Size times term of all requests."),
      { $0.demanded.value }
    ),
    (
      metric("served_h100e_h", "H100e-h", "Capacity under contract over time, in the horizon."),
      { $0.sold.value }
    ),
    (
      metric("lost_h100e_h", "H100e-h", "Size times term of the requests that were lost."),
      { $0.lost.value }
    ),
    (
      metric(
        "preempted", "contracts",
        "Times that an interruptible contract was interrupted because others needed its capacity."),
      { Double($0.interruptions[.preempted].count) }
    ),
    (
      metric(
        "displaced_h100e_h", "H100e-h",
        "Size times the time for which displaced contracts waited to go on, in the horizon."),
      { $0.interruptions[.displaced].time.value }
    ),
    (
      metric(
        "preempted_h100e_h", "H100e-h",
        "Size times the time for which preempted contracts waited to go on, in the horizon."),
      { $0.interruptions[.preempted].time.value }
    ),
    (
      metric(
        "terminated", "contracts",
        "Contracts that waited to go on when nothing live or committed could hold them any more."),
      { Double($0.terminated) }
    ),
    (
      metric(
        "terminated_h100e_h", "H100e-h",
        "Size times what was left of the term of the contracts that were terminated."),
      { $0.terminatedTime.value }
    ),
    (
      metric(
        "still_interrupted", "contracts",
        "Displaced or preempted contracts that wait to go on at the horizon."),
      { Double($0.stillInterrupted) }
    ),
  ]

  private static func metric(_ name: String, _ unit: String, _ meaning: String) -> Variable {
    Variable(name, unit: unit, kind: .metric, meaning)
  }

  /// Adds a segment to the total.
  mutating func add(_ other: DemandOutcome) {
    requests += other.requests
    served += other.served
    lostReneged += other.lostReneged
    lostTooLarge += other.lostTooLarge
    interruptions.add(other.interruptions)
    terminated += other.terminated
    terminatedTime += other.terminatedTime
    stillInterrupted += other.stillInterrupted
    stillWaiting += other.stillWaiting
    demanded += other.demanded
    lost += other.lost
    sold += other.sold
    meanWaiting += other.meanWaiting
    meanWaitingCompute += other.meanWaitingCompute
    waits += other.waits
    lostWait += other.lostWait
    stillWaitingWait += other.stillWaitingWait
  }
}
