import Quantities

/// Why a contract stops before its end.
enum Interruption: BitwiseCopyable {
  /// Its site lost capacity.
  case displaced
  /// It is interruptible, and others needed what it had.
  case preempted

  var flow: DemandFlow {
    switch self {
    case .displaced: .displaced
    case .preempted: .preempted
    }
  }
}

/// How often contracts were interrupted, and for how many H100e-hours they waited to go on.
struct Interruptions {
  struct Total {
    var count = 0
    /// Size times the time until they went on, were terminated, or the horizon.
    var time = ComputeTime.zero
  }

  private var displaced = Total()
  private var preempted = Total()

  subscript(cause: Interruption) -> Total {
    get {
      switch cause {
      case .displaced: displaced
      case .preempted: preempted
      }
    }
    set {
      switch cause {
      case .displaced: displaced = newValue
      case .preempted: preempted = newValue
      }
    }
  }

  /// Adds those of a segment to the total.
  mutating func add(_ other: Interruptions) {
    for cause in [Interruption.displaced, .preempted] {
      self[cause].count += other[cause].count
      self[cause].time += other[cause].time
    }
  }
}
