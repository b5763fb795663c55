import Quantities

/// What happens between customers and capacity.
enum DemandEvent: BitwiseCopyable {
  /// The next request of the schedule arrives.
  case requestArrived
  /// Capacity is given to those who wait.
  case matchingDue
  case contractEnded(ID<Contract>)
  case reneged(ID<Contract>)
  /// More of a site is open to new customers, so many months after it was first live.
  case rampStepped(ID<Site>, after: Int)
}

/// What customers do to others.
enum DemandEffect: BitwiseCopyable {
  /// More or less H100e are used at a site, by so many parts of contracts more or less.
  case useChanged(at: ID<Site>, by: Compute, holders: Int)
}
