/// What happens between a plan and a live site.
enum RolloutEvent: BitwiseCopyable {
  /// A date or a lag in the condition of a rule is over.
  case ruleDue(ID<Rule>)
  /// A level has been high for as long as the condition of a rule asks.
  case conditionHeld(ID<Rule>)
  /// The sites of a phase apply for the grid ahead of their grid stage.
  case applicationDue(ID<PhaseSpec>)
  /// A node takes applications again that a site of a phase has waited to file; its place among those of the
  /// phase.
  case applicationReopened(ID<Site>, place: Int32)
  /// A site may apply nowhere.
  case sitingRefused(ID<Site>)
  case stageEnded(ID<Site>, ID<StageSpec>)
  /// The connection that a site was granted has been built.
  case siteEnergised(ID<Site>)
  /// The levels that are watched are looked at, nothing else happening at this instant.
  case reviewDue
}

/// What the rollout does to others.
enum RolloutEffect: BitwiseCopyable {
  case none
  /// A phase starts if there is money for it.
  case triggered(ID<PhaseSpec>)
  /// A gate of a phase opens for those of its sites that have come to it.
  case mayProceed(ID<PhaseSpec>)
  /// The levels that are watched are looked at.
  case review
  /// The connection of a site has power.
  case connected(ID<Site>)
  /// A stage of a site is done, or has to be done again: others may begin.
  case proceeds(ID<Site>)
  /// A permit is refused for good.
  case refused(ID<Site>)
}
