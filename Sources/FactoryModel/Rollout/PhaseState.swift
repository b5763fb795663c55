import Quantities

/// How far a phase is.
struct PhaseState {
  enum Status { case waiting, forMoney, started, dropped }
  var status = Status.waiting
  /// Its sites.
  let sites: Range<ID<Site>>
  var milestones = PhaseMilestones()

  init(sites: Range<ID<Site>>) { self.sites = sites }
}

/// When a phase reached what other phases may wait for.
struct PhaseMilestones: BitwiseCopyable, Equatable {
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
