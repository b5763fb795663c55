import GridQueues
import EventKernel
import Quantities

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
  /// Nothing new begins, and nothing computes there any more.
  case closed
}

/// How far the gate of a stage is.
enum GateState: BitwiseCopyable {
  /// Its condition has not held while all stages before it were done.
  case closed
  /// Its condition has held, and there is no money for what is behind it.
  case forMoney
  case open
}

/// How far a site is on its way from a plan to a live one.
struct SiteProgress {
  var status = SiteStatus.planned
  var stages: Table<StageSpec, StageProgress>
  /// By stage; those without a gate are open.
  var gates: Table<StageSpec, GateState>
  /// One for each node in which its phase applies, nil while the node takes none; empty until it applies.
  var applications: [GridApplicationID?] = []
  /// How many of them wait for the node to take any.
  var postponedApplications = 0
  /// Why it applied later than it would have, and why it may apply nowhere, among the reasons of the grid.
  var reasonToApplyLate: Int?
  var reasonOfRefusal: Int?
  /// Where it was granted a connection.
  var node: GridNodeID?
  /// When all this was.
  var milestones = SiteMilestones()
  /// When it was given up or closed.
  var ended = SimTime.never

  /// A site that is only a plan.
  init(_ waits: PhaseWaits) {
    stages = Table(repeating: StageProgress(), count: waits.gates.count)
    gates = waits.closedGates
  }

  /// Whether it has power.
  func isEnergised(at time: SimTime) -> Bool { milestones[.energised] <= time }

  /// Whether it was given up or is closed.
  var isOver: Bool { status == .abandoned || status == .closed }

  /// Whether nothing is behind a closed gate.
  var areGatesOpen: Bool { gates.allSatisfy { $0 == .open } }

  /// Whether some gates are all open.
  func areOpen(_ stages: [ID<StageSpec>]) -> Bool { stages.allSatisfy { gates[$0] == .open } }

  /// Whether all its stages are done.
  var isBuilt: Bool { stages.allSatisfy { $0.state == .done } }
}
