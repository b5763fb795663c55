import EventKernel

/// Everything that can happen, one case for each area of the model.
enum FactoryEvent: BitwiseCopyable {
  case monthClosed
  case warmUpEnded
  case demand(DemandEvent)
  case grid(GridEvent)
  case rollout(RolloutEvent)
  case fleet(FleetEvent)
}

/// The clock and the future event list of one replication.
typealias Run = Simulation<FactoryEvent>

/// The order of events at one instant, least first.
///
/// A month boundary belongs to the new month, a contract that ends makes room for one that arrives
/// at the same instant, and whoever is served at an instant does not renege at it. Prices step after
/// the month close (1) without an event: they are paths, drawn before the clock runs. Reinforcements and
/// changes of rules (2) have none either: whoever allocates headroom looks at them first.
enum EventOrder {
  static let monthClose: UInt8 = 0
  static let contractEnd: UInt8 = 3
  static let capacityLive: UInt8 = 4
  static let gridAllocation: UInt8 = 5
  static let arrival: UInt8 = 6
  static let matching: UInt8 = 7
  static let renege: UInt8 = 8
  /// Rules that look at a settled instant: triggers, once nothing else happens at that time.
  static let review: UInt8 = 9
}
