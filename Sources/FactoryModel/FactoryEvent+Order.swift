import EventKernel

/// The phases of one instant, in their order.
///
/// A month boundary belongs to the new month, a contract that ends makes room for one that arrives
/// at the same instant, and whoever is served at an instant does not renege at it. Levels that are
/// watched are reviewed once the instant has settled.
enum InstantPhase: UInt8, CaseIterable {
  case monthClose
  /// Has no event: prices are paths, drawn before the clock runs.
  case priceStep
  /// Has no event: whoever allocates headroom looks at releases and changes of rules first.
  case reinforcementOrRuleChange
  case contractEnd
  case site
  case gridAllocation
  case arrival
  case matching
  case renege
  case review

  /// What happens in it, in the words of the documentation.
  var description: String {
    switch self {
    case .monthClose: "month close"
    case .priceStep: "price step"
    case .reinforcementOrRuleChange: "reinforcement or rule change"
    case .contractEnd: "contract end"
    case .site: "what sites do"
    case .gridAllocation: "grid allocation"
    case .arrival: "arrival"
    case .matching: "matching of waiting requests"
    case .renege: "renege"
    case .review: "review of levels"
    }
  }
}

extension FactoryEvent: OrderedEvent {
  /// The phase of its instant in which it happens.
  var phase: InstantPhase {
    switch self {
    case .monthClosed, .warmUpEnded: .monthClose
    case .demand(.contractEnded): .contractEnd
    case .demand(.rampStepped): .site
    case .demand(.requestArrived): .arrival
    case .demand(.matchingDue): .matching
    case .demand(.reneged): .renege
    case .grid(.allocationDue): .gridAllocation
    case .rollout(.ruleDue), .rollout(.applicationDue), .rollout(.applicationReopened),
      .rollout(.sitingRefused),
      .rollout(.stageEnded),
      .rollout(.siteEnergised):
      .site
    case .rollout(.conditionHeld), .rollout(.reviewDue): .review
    case .fleet: .site
    }
  }

  var priority: UInt8 { phase.rawValue }
}
