import GridQueues
import EventKernel
import Quantities

/// Accelerators bought for a site in one order.
struct Batch: BitwiseCopyable {
  /// Index into the timeline of generations.
  var generation: Int32
  var units: Int32
  /// What was paid, nominal.
  var cost: Money
  /// Number in the register of assets.
  var asset: Int32
  var delivered = SimTime.never
  /// End of the economic life.
  var expires = SimTime.never
}

/// How far a stage of a site is.
struct StageProgress: BitwiseCopyable {
  enum State: BitwiseCopyable { case pending, running, done }
  var state = State.pending
  /// Counts from 0; a stage that is done again has a draw of its own.
  var attempt: UInt32 = 0
  var began = SimTime.never
  /// When its first attempt began.
  var firstBegan = SimTime.never
  var ended = SimTime.never
  /// Planned end while it runs.
  var due = SimTime.never
  /// What this attempt costs, in money of the start.
  var cost = Money.zero
  var timer = EventHandle.none
  /// Whether this attempt costs anything: a repeated one may be free.
  var isFree = false
}

/// The life of a site.
enum SiteStatus: BitwiseCopyable {
  /// Its phase has not been triggered.
  case planned
  /// Its phase has been triggered; it is being prepared and built.
  case committed
  case live
  /// Given up after a refusal.
  case abandoned
}

/// One site of a phase in one replication.
struct Site {
  /// Index of its phase in the strategy, and its number there, from 1.
  let phase: Int
  let number: Int
  /// Index of its kind.
  let kind: Int
  var status = SiteStatus.planned
  /// One for each stage of its kind.
  var stages: [StageProgress]
  /// One for each node in which its phase applies; empty until it applies.
  var applications: [GridApplicationID] = []
  /// Where it was granted a connection.
  var node: GridNodeID?
  var granted = SimTime.never
  var energised = SimTime.never

  /// Accelerators in place or ordered first, and those ordered to replace them.
  var batch: Batch?
  var replacement: Batch?
  var orderTimer = EventHandle.none
  /// Orders after the first.
  var orderCount = 0
  /// When its accelerators came to their end and nothing replaced them.
  var retired = SimTime.never
  var endOfLifeTimer = EventHandle.none

  /// H100e in place when live, and what is sellable of them.
  var installed = Compute.zero
  var sellable = Compute.zero
  /// H100e it has or will have as far as is known: what decides whether a request is too large.
  var prospective = Compute.zero
  /// IT power of what is installed.
  var installedPower = Power.zero
  /// What the accelerators in place cost, EUR, integrated over the month: their upkeep is a share of it.
  var acceleratorCost = TimeWeighted()
  /// H100e that are sold and used.
  var active = Compute.zero
  /// Parts of contracts at this site.
  var holdingCount = 0

  var meter = SiteMeter()
  var tax = EnergyTaxAccount()
  /// The calendar year that the tax account is in.
  var taxYear = 0
  /// Number of the site's construction in the register of assets, and of its connection.
  var facilityAsset = -1
  var connectionAsset = -1
  /// Construction cost so far, in money of the start: yearly costs are shares of it.
  var constructionCost = Money.zero
  /// Money committed for it, what of that is meant for accelerators, and what is paid so far.
  var committedCost = Money.zero
  var plannedAccelerators = Money.zero
  var paidCost = Money.zero
  var live = SimTime.never
  /// By milestone of a site.
  var milestones = SiteMilestones()

  /// A site that is only a plan.
  init(phase: Int, number: Int, kind: Int, stageCount: Int) {
    self.phase = phase
    self.number = number
    self.kind = kind
    stages = Array(repeating: StageProgress(), count: stageCount)
  }

  /// Its number in the draws of its phase.
  var entity: UInt64 { UInt64(number) }

  /// Whether its accelerators have come to their end and nothing replaces them.
  var isRetired: Bool { retired < .never }

  /// Whether it has power.
  func isEnergised(at time: SimTime) -> Bool { energised <= time }
}
