import EventKernel

/// An application of others for headroom, as drawn for a replication: the same for all strategies.
///
/// Its own clock is known in advance: when it leaves the list if nothing is allocated to it by then.
struct GridApplication: BitwiseCopyable {
  /// When it is filed, h; negative before start.
  var date: Double
  /// What it asks for, MW.
  var megawatts: Double
  /// When it withdraws, h; a speculative one does so even if it was granted, and hands back.
  var leaves: Double
  /// Its place in the order of filing at the node, for ties.
  var number: Int32
  /// The month in which it leaves; the number of months if not within the horizon.
  var leavingMonth: Int16
  /// Its class.
  var applicantClass: UInt8
  /// Whether it will never be built.
  var isSpeculative: Bool
}

extension GridApplication {
  /// Where its leaving is counted among those of a list; see `GridBackground.left`.
  @inline(__always)
  func leavingIndex(of list: Int, _ months: borrowing MonthGrid) -> Int {
    list * (months.count + 1) + Int(leavingMonth)
  }

  /// What its leaving adds up to.
  // Whether it leaves within the horizon or stays can't be foreseen, and a branch would cost 4 % of a
  // replication; of a choice between the two instants the compiler makes one. The weights are 0 and 1.
  @inline(__always)
  func stayEnd(_ months: borrowing MonthGrid) -> MonthSums {
    let leaving = Int(leavingMonth)
    let leaves = Double((leaving &- months.count) >> 63 & 1)
    let instant = leaves * min(self.leaves, months.horizon) + (1 - leaves) * date
    return MonthSums(megawatts: megawatts, hoursLeft: months.ends[leaving] - instant)
  }
}

/// Names an application of ours within one strategy of one replication.
public struct GridApplicationID: Hashable, Sendable, BitwiseCopyable {
  let number: Int32
  var index: Int { Int(number) }
  init(_ index: Int) { number = Int32(index) }
}

/// Headroom that was given to one of our applications.
public struct GridGrant: Hashable, Sendable, BitwiseCopyable {
  /// The application.
  public let application: GridApplicationID
  /// Where.
  public let node: GridNodeID
  /// What whoever applied wanted to be reminded of.
  public let token: Int32
}
