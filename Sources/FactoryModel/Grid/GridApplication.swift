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
  /// The month in which it leaves; -1 if not within the horizon.
  var leavingMonth: Int16
  /// Its class.
  var applicantClass: UInt8
  /// Whether it will never be built.
  var isSpeculative: Bool

  /// Nobody: what memory for applications holds before they are drawn.
  static let none = GridApplication(
    date: 0, megawatts: 0, leaves: 0, number: 0, leavingMonth: -1, applicantClass: 0,
    isSpeculative: false)
}

/// Names an application of ours within one strategy of one replication.
struct GridApplicationID: Hashable, Sendable, BitwiseCopyable {
  let number: Int32
  var index: Int { Int(number) }
  init(_ index: Int) { number = Int32(index) }
}

/// Headroom that was given to one of our applications.
struct GridGrant: Hashable, Sendable, BitwiseCopyable {
  /// The application.
  let application: GridApplicationID
  /// Where.
  let node: GridNodeID
  /// What whoever applied wanted to be reminded of.
  let token: Int32
}

/// What happens in the grid.
enum GridEvent: BitwiseCopyable {
  /// In a tree where one of ours waits, something has changed: headroom is given out.
  case allocationDue(tree: Int32)
}
