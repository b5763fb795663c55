import EventKernel
import Quantities

/// How far a phase is.
struct PhaseState {
  enum Status { case waiting, forMoney, started, dropped }
  var status = Status.waiting
  /// Its sites.
  let sites: Range<ID<Site>>
  var milestones = PhaseMilestones()
  /// Since when each of its utilisation conditions has held; never where it does not.
  var heldSince: [SimTime]
  var heldTimers: [EventHandle]

  init(_ spec: PhaseSpec, sites: Range<ID<Site>>) {
    self.sites = sites
    let count = spec.trigger.utilisationConditions.count
    heldSince = Array(repeating: .never, count: count)
    heldTimers = Array(repeating: .none, count: count)
  }
}

/// When a phase reached what other phases may wait for.
struct PhaseMilestones: BitwiseCopyable {
  var started = SimTime.never
  var firstEnergised = SimTime.never
  var energised = SimTime.never
  var firstLive = SimTime.never
  var live = SimTime.never

  subscript(milestone: PhaseMilestone) -> SimTime {
    get {
      switch milestone {
      case .started: started
      case .firstEnergised: firstEnergised
      case .energised: energised
      case .firstLive: firstLive
      case .live: live
      }
    }
    set {
      switch milestone {
      case .started: started = newValue
      case .firstEnergised: firstEnergised = newValue
      case .energised: energised = newValue
      case .firstLive: firstLive = newValue
      case .live: live = newValue
      }
    }
  }
}

extension Trigger {
  /// Its utilisation conditions in order of reading, by which their states are numbered.
  var utilisationConditions: [UtilisationCondition] {
    switch self {
    case .date, .after: []
    case .utilisation(let condition): [condition]
    case .all(let parts), .any(let parts): parts.flatMap(\.utilisationConditions)
    }
  }

  /// The instants and milestones it names, at which it is worth looking again.
  var dates: [SimTime] {
    switch self {
    case .date(let date): [date]
    case .after, .utilisation: []
    case .all(let parts), .any(let parts): parts.flatMap(\.dates)
    }
  }

  /// For each milestone it waits for: the phase, the milestone and the lag.
  var waitsFor: [(phase: ID<PhaseSpec>, milestone: PhaseMilestone, lag: Hours)] {
    switch self {
    case .date, .utilisation: []
    case .after(let phase, let milestone, let lag): [(phase, milestone, lag)]
    case .all(let parts), .any(let parts): parts.flatMap(\.waitsFor)
    }
  }

  /// Whether the condition holds at an instant.
  ///
  /// `milestones` gives those of each phase of the strategy; `heldSince` says since when each
  /// utilisation condition has held, in order of reading.
  func holds(
    at time: SimTime, milestones: (ID<PhaseSpec>) -> PhaseMilestones, heldSince: [SimTime]
  ) -> Bool {
    var next = 0
    return holds(at: time, milestones, heldSince, &next)
  }

  private func holds(
    at time: SimTime, _ milestones: (ID<PhaseSpec>) -> PhaseMilestones, _ heldSince: [SimTime],
    _ next: inout Int
  ) -> Bool {
    switch self {
    case .date(let date):
      return time >= date
    case .after(let phase, let milestone, let lag):
      return time >= milestones(phase)[milestone] + lag
    case .utilisation(let condition):
      defer { next += 1 }
      return time >= heldSince[next] + condition.duration
    case .all(let parts):
      // Every part is looked at, so that the numbering of conditions does not depend on the answer.
      return parts.map { $0.holds(at: time, milestones, heldSince, &next) }.allSatisfy { $0 }
    case .any(let parts):
      return parts.map { $0.holds(at: time, milestones, heldSince, &next) }.contains(true)
    }
  }
}
