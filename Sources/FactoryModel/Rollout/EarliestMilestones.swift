import Accounts
import ScenarioInputs
import GridQueues
import Quantities

/// When the phases of a strategy can reach what is waited for, at the earliest.
///
/// Everything goes as well as it can: stages, deliveries and connections take the least that can be drawn,
/// nobody else stands in line, and every permit is granted that may be. What does not come about even so
/// never does.
struct EarliestMilestones {
  /// By phase; never also for what cannot start within the simulated time.
  private(set) var phases: Table<PhaseSpec, PhaseMilestones>

  private let scenario: Scenario
  private let extremes: InputExtremes
  private let headroom: MostHeadroom
  private let accelerators: BestAccelerators
  /// Whether any request may ever arrive.
  let isAnybodyAsking: Bool

  init(of strategy: StrategySpec, in scenario: Scenario, _ extremes: InputExtremes) {
    self.scenario = scenario
    self.extremes = extremes
    headroom = MostHeadroom(scenario.grid, until: scenario.calendar.horizon, extremes)
    accelerators = BestAccelerators(scenario.fleet, until: scenario.calendar.horizon, extremes)
    isAnybodyAsking = scenario.demand.segments.contains { segment in
      guard let arrivals = segment.arrivals else { return !segment.requests.isEmpty }
      return extremes.greatest(arrivals) > 0 && extremes.greatest(segment.share) > 0
    }
    phases = Table(repeating: PhaseMilestones(), count: strategy.phases.count)
    var isSettled = false
    while !isSettled {
      isSettled = true
      for id in strategy.phases.ids where strategy.phases[id].siteCount > 0 {
        let phase = strategy.phases[id]
        let isThere = scenario.kinds[phase.kind].isLiveAtStart
        let start = isThere ? .start : time(of: phase.trigger)
        guard start < phases[id].started, start < scenario.calendar.horizon,
          isThere || isAffordable(phase, in: strategy, startingAt: start)
        else { continue }
        phases[id] = milestones(of: phase, startingAt: start)
        isSettled = false
      }
    }
  }

  /// When a trigger can hold.
  func time(of trigger: Condition) -> SimTime {
    switch trigger {
    case .date(let date): date
    case .after(let phase, let milestone, let lag): phases[phase][milestone] + lag
    case .sustained(let part):
      (isAnybodyAsking
        ? part.observable.needsLiveSite ? phases.map(\.firstLive).min() ?? .never : .start
        : .never) + part.duration
    case .all(let parts): parts.map(time).max() ?? .start
    case .any(let parts): parts.map(time).min() ?? .never
    }
  }

  private func milestones(
    of phase: PhaseSpec, startingAt start: SimTime
  ) -> PhaseMilestones {
    let kind = scenario.kinds[phase.kind]
    let connection = connection(of: phase, startingAt: start)
    var ends = Table<StageSpec, SimTime>(repeating: start, count: kind.graph.stages.count)
    for stage in kind.graph.order {
      let spec = kind.graph.stages[stage]
      let begins = spec.after.map { ends[$0] }.max() ?? start
      ends[stage] =
        switch spec.kind {
        case .offer: max(begins, connection.granted)
        case .grid: max(begins, connection.energised)
        case .accelerators: accelerators.delivery(to: kind.power, orderedFrom: start)
        case .timed:
          maySucceed(spec) ? begins + Hours(extremes.least(spec.takes)) : .never
        }
    }
    let live = ends.max() ?? start
    let energised = kind.graph.gridStage == nil ? live : connection.energised
    var reached = PhaseMilestones()
    reached.started = start
    (reached.firstEnergised, reached.energised) = (energised, energised)
    reached.firstLive = live
    reached.live = connections(of: phase) < phase.siteCount ? .never : live
    return reached
  }

  /// Whether a stage may ever end well.
  func maySucceed(_ stage: StageSpec) -> Bool { extremes.greatest(stage.succeeds) > 0 }

  // MARK: The grid

  /// When a site of a phase can be granted a connection and have power; never where nothing it applies
  /// for ever has room.
  private func connection(
    of phase: PhaseSpec, startingAt start: SimTime
  ) -> (granted: SimTime, energised: SimTime) {
    let applied = application(of: phase, startingAt: start)
    let power = scenario.kinds[phase.kind].connection
    var granted = SimTime.never
    var energised = SimTime.never
    for node in phase.nodes
    where !headroom.isBlocked(at: node, applicantClass: phase.applicantClass, applying: applied) {
      let offered = max(applied, headroom.instant(of: power, at: node))
      granted = min(granted, offered)
      energised = min(
        energised, offered + Hours(extremes.least(scenario.grid.nodes[node.index].build)))
    }
    return (granted, energised)
  }

  /// How many sites of a phase can have a connection at a time, at the most.
  func connections(of phase: PhaseSpec) -> Int {
    let kind = scenario.kinds[phase.kind]
    guard kind.graph.gridStage != nil else { return phase.siteCount }
    let most = phase.nodes.reduce(0.0) { $0 + headroom.connections(of: kind.connection, at: $1) }
    return most < Double(phase.siteCount) ? Int(most) : phase.siteCount
  }

  /// Whether others who can never be served stand before a phase wherever it applies.
  func isBlocked(_ phase: PhaseSpec, in strategy: StrategySpec) -> Bool {
    let applied = application(of: phase, startingAt: time(of: phase.trigger))
    return phase.nodes.allSatisfy {
      headroom.isBlocked(at: $0, applicantClass: phase.applicantClass, applying: applied)
    }
  }

  private func application(of phase: PhaseSpec, startingAt start: SimTime) -> SimTime {
    min(phase.applyForGrid ?? start, start)
  }

  // MARK: Money

  /// Whether a phase may ever fit the budget of its strategy beside the sites that stand at the start,
  /// should it start at an instant or later.
  func isAffordable(
    _ phase: PhaseSpec, in strategy: StrategySpec, startingAt start: SimTime
  ) -> Bool {
    guard let budget = strategy.budget else { return true }
    let cost =
      leastCost(ofSitesStandingIn: strategy) + leastCost(of: phase)
      + leastCost(ofAcceleratorsOf: phase, startingAt: start)
    // A little more, so that no rounding keeps out what fits to the euro.
    return cost.value <= extremes.greatest(budget.amount) * (1 + 1e-9)
  }

  /// What the sites that stand at the start have cost, at the least.
  func leastCost(ofSitesStandingIn strategy: StrategySpec) -> Money {
    strategy.phases.reduce(Money.zero) { sum, phase in
      let kind = scenario.kinds[phase.kind]
      guard kind.isLiveAtStart else { return sum }
      return sum + Money(extremes.least(kind.openingCost) * Double(phase.siteCount))
    }
  }

  /// What a phase is planned to cost for its construction and connections, at the least.
  func leastCost(of phase: PhaseSpec) -> Money {
    let kind = scenario.kinds[phase.kind]
    var construction = 0.0
    for stage in kind.graph.stages {
      construction +=
        (extremes.leastMean(stage.fixedCost)
          + extremes.leastMean(stage.costPerPower) * kind.power.value)
        * (1 + extremes.leastMean(stage.overrun))
    }
    var cost = construction * leastFactor(.construction)
    if let first = phase.nodes.first {
      let node = scenario.grid.nodes[first.index]
      let power = node.isConnectionPerPower ? kind.connection.value : 1
      cost += extremes.least(node.connection) * power * leastFactor(.grid)
    }
    return Money(cost * Double(phase.siteCount))
  }

  /// What the accelerators of a phase are planned to cost, at the least, should it start at an instant or
  /// later: nothing where none may be for sale yet.
  func leastCost(ofAcceleratorsOf phase: PhaseSpec, startingAt start: SimTime) -> Money {
    let kind = scenario.kinds[phase.kind]
    guard kind.graph.acceleratorStage != nil else { return .zero }
    return accelerators.leastCost(of: kind.power, plannedFrom: start) * Double(phase.siteCount)
  }

  /// The least that the price of an item is to that of the start.
  private func leastFactor(_ item: EscalatedItem) -> Double {
    let change = extremes.least(scenario.money.change(of: item))
    return min(1, annualFactor(change, at: scenario.calendar.horizon))
  }
}
