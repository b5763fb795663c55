import Quantities

/// What is counted of a segment; requests that arrive in the warm-up are not.
struct SegmentTally {
  var requests = 0
  var served = 0
  var lostReneged = 0
  var lostTooLarge = 0
  var interruptions = Interruptions()
  var terminated = 0
  /// Size times term of all requests, and of those lost.
  var demanded = ComputeTime.zero
  var lost = ComputeTime.zero
  /// Size times term of those lost by the H100e per MW of their day, MW h.
  var lostPowerTime = 0.0
  /// Size times what was left of the term of those terminated.
  var terminatedTime = ComputeTime.zero
  /// h, of each served request, zeros included.
  var waits: [Double] = []
  /// Sum of the waits of those lost.
  var lostWait = Hours.zero
  /// What has been earned and not yet booked, EUR, and since when it has been added up.
  var earned = 0.0
  var earnedSince = SimTime.start
  /// EUR/h of the contracts that run, and how many they are.
  var revenueRate = 0.0
  var running = 0

  mutating func reset() {
    var waits = waits
    waits.removeAll(keepingCapacity: true)
    self = SegmentTally()
    self.waits = waits
  }

  /// Adds what was counted of another segment; what is earned is each segment's own.
  static func += (total: inout SegmentTally, other: SegmentTally) {
    total.requests += other.requests
    total.served += other.served
    total.lostReneged += other.lostReneged
    total.lostTooLarge += other.lostTooLarge
    total.interruptions.add(other.interruptions)
    total.terminated += other.terminated
    total.demanded += other.demanded
    total.lost += other.lost
    total.lostPowerTime += other.lostPowerTime
    total.terminatedTime += other.terminatedTime
    total.waits += other.waits
    total.lostWait += other.lostWait
  }

  /// Adds up what has been earned until an instant.
  mutating func earn(until time: SimTime) {
    earned += revenueRate * (time - earnedSince).value
    earnedSince = time
  }

  /// Changes what is earned from an instant on, as a contract starts (+1) or stops (−1).
  mutating func change(_ contracts: Int, rate: Double, at time: SimTime) {
    earn(until: time)
    running += contracts
    // With nothing running the rate is exactly zero, whatever rounding the sums have seen.
    revenueRate = running == 0 ? 0 : revenueRate + Double(contracts) * rate
  }
}
