/// What happens between a plan and a live site.
enum RolloutEvent: BitwiseCopyable {
  /// A date or a lag of a phase's trigger is over.
  case triggerDue(ID<PhaseSpec>)
  /// Utilisation has been high for as long as a phase's trigger asks.
  case utilisationHeld(ID<PhaseSpec>)
  /// The sites of a phase apply for the grid ahead of their grid stage.
  case applicationDue(ID<PhaseSpec>)
  case stageEnded(ID<Site>, ID<StageSpec>)
  /// The connection that a site was granted has been built.
  case siteEnergised(ID<Site>)
  /// Utilisation is looked at, nothing else happening at this instant.
  case reviewDue
}

/// What the rollout does to others.
enum RolloutEffect: BitwiseCopyable {
  case none
  /// A phase starts if there is money for it.
  case triggered(ID<PhaseSpec>)
  /// The connection of a site has power.
  case connected(ID<Site>)
  /// A stage of a site is done, or has to be done again: others may begin.
  case proceeds(ID<Site>)
  /// A permit is refused for good.
  case refused(ID<Site>)
}
