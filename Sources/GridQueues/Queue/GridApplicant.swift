import ScenarioInputs
import EventKernel
import Sampling

/// The random streams of one node.
struct GridStreams: Sendable {
  let arrivals: StreamID
  let backlog: StreamID
  let listed: StreamID
  let releases: StreamID

  init(_ node: GridNodeSpec) {
    arrivals = StreamID("\(node.path)/arrivals")
    backlog = StreamID("\(node.path)/backlog")
    listed = StreamID("\(node.path)/listed")
    releases = StreamID("\(node.path)/releases")
  }
}

/// What an application to come is drawn from, before it has a date.
struct GridArrival: BitwiseCopyable {
  /// The count that is expected between the arrival before and this one.
  var gap = 0.0
  /// How long it waits before withdrawing, h.
  var stay = 0.0
  /// MW, before the tier's limit.
  var megawatts = 0.0
  var applicantClass = 0
  var isSpeculative = false
}

/// What an application of others is drawn from, resolved once per replication.
struct GridApplicant: ~Copyable {
  /// Up to which number on [0, 1) each class is drawn: of the speculative ones, then of the others.
  private let limits: Block<Double>
  private let classes: Int
  /// Whoever draws more than the tier allows asks for this, MW.
  let largest: Double
  let speculativeShare: Double
  let withdraws: Distribution
  /// The mean time until someone gives up waiting, h; infinite for never.
  let patience: Double

  init(_ node: GridNodeSpec, largest: Double, _ draws: inout Draws) {
    self.largest = largest
    let share = node.speculativeShare.value(&draws)
    speculativeShare = share
    classes = node.mix.count
    var sum = 0.0
    let mix = node.mix.map { part in
      sum += part
      return sum
    }
    limits = Block(mix.map { share * $0 } + mix.map { share + (1 - share) * $0 })
    withdraws = node.speculativeWithdraws?.distribution(&draws) ?? .constant(.infinity)
    patience = 1 / node.withdrawal.value(&draws)
  }

  /// Class and intent out of one number on [0, 1), independent of each other.
  @inline(__always)
  func kind(_ uniform: Double) -> (applicantClass: Int, isSpeculative: Bool) {
    let isSpeculative = uniform < speculativeShare
    let first = isSpeculative ? 0 : classes
    // From the last, which mostly is the largest: those with a claim stand before it.
    var index = classes - 1
    while index > 0, uniform < limits[first + index - 1] { index -= 1 }
    return (index, isSpeculative)
  }

  /// How long someone waits before withdrawing, h.
  func stay(isSpeculative: Bool, _ source: inout RandomSource) -> Double {
    if isSpeculative { return source.sample(withdraws) }
    return patience < .infinity ? source.exponential(mean: patience) : .infinity
  }

  /// Draws an application to come, whose address the source is at.
  @inline(__always)
  func arrival(_ sizes: Distribution, _ source: inout RandomSource) -> GridArrival {
    var arrival = GridArrival()
    (arrival.applicantClass, arrival.isSpeculative) = kind(source.uniform())
    if arrival.isSpeculative || patience == .infinity {
      arrival.gap = source.exponential(mean: 1)
      arrival.stay = stay(isSpeculative: arrival.isSpeculative, &source)
    } else {
      // Logarithms are what a draw costs most for: to take both out of one spares 3 % of a replication.
      let (gap, stay) = source.exponentialPair()
      (arrival.gap, arrival.stay) = (gap, patience * stay)
    }
    arrival.megawatts = source.sample(sizes)
    return arrival
  }

  @inline(__always)
  func application(
    date: Double, megawatts: Double, stay: Double, number: Int, applicantClass: Int,
    isSpeculative: Bool, _ months: borrowing MonthGrid
  ) -> GridApplication {
    // The clock of whoever waits at start runs from there.
    let leaves = max(date, 0) + max(stay, 0)
    // Without a branch, as in ``GridApplication/stayEnd(_:)``.
    let month = months.month(of: min(leaves, months.last))
    let leavingMonth = leaves < months.horizon ? month : months.count
    // Months and classes were counted when the scenario was read; checked again here, a hundred
    // thousand times, they would cost a hundredth of a replication.
    assert(Int32(exactly: number) != nil && Int16(exactly: leavingMonth) != nil)
    assert(UInt8(exactly: applicantClass) != nil)
    return GridApplication(
      date: date, megawatts: min(megawatts, largest), leaves: leaves,
      number: Int32(truncatingIfNeeded: number),
      leavingMonth: Int16(truncatingIfNeeded: leavingMonth),
      applicantClass: UInt8(truncatingIfNeeded: applicantClass), isSpeculative: isSpeculative)
  }
}
