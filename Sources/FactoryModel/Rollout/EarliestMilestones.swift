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
  /// Whether any request may ever arrive.
  let isAnybodyAsking: Bool

  init(of strategy: StrategySpec, in scenario: Scenario, _ extremes: InputExtremes) {
    self.scenario = scenario
    self.extremes = extremes
    isAnybodyAsking = scenario.demand.segments.contains { segment in
      guard let arrivals = segment.arrivals else { return !segment.requests.isEmpty }
      return extremes.greatest(arrivals) > 0 && extremes.greatest(segment.share) > 0
    }
    phases = Table(repeating: PhaseMilestones(), count: strategy.phases.count)
    let mayStart = strategy.phases.map { phase in
      phase.siteCount > 0
        && (scenario.kinds[phase.kind].isLiveAtStart || isAffordable(phase, in: strategy))
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for id in strategy.phases.ids where mayStart[id.index] {
        let phase = strategy.phases[id]
        let isThere = scenario.kinds[phase.kind].isLiveAtStart
        let start = isThere ? .start : time(of: phase.trigger)
        guard start < phases[id].started, start < scenario.calendar.horizon else { continue }
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
        case .accelerators: delivery(orderedFrom: start)
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

  private func delivery(orderedFrom start: SimTime) -> SimTime {
    scenario.fleet.generations.map { generation in
      let released = generation.released + Hours(extremes.least(generation.slip))
      let ordered = max(start, released - generation.preOrder)
      return max(ordered + Hours(extremes.least(generation.lead)), released)
    }.min() ?? .never
  }

  // MARK: The grid

  /// When a site of a phase can be granted a connection and have power; never where nothing it applies
  /// for ever has room.
  private func connection(
    of phase: PhaseSpec, startingAt start: SimTime
  ) -> (granted: SimTime, energised: SimTime) {
    let applied = min(phase.applyForGrid ?? start, start)
    var granted = SimTime.never
    var energised = SimTime.never
    for node in phase.nodes {
      let offered = max(applied, room(for: scenario.kinds[phase.kind].connection, at: node))
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
    let most = phase.nodes.reduce(0.0) { sum, node in
      let room = path(from: node).map { supply(at: $0).last?.total ?? 0 }.min() ?? 0
      return sum + ((room + WaitingLists.tolerance) / kind.connection.value).rounded(.down)
    }
    return most < Double(phase.siteCount) ? Int(most) : phase.siteCount
  }

  /// When a node and all upstream of it can have had so much to give.
  private func room(for power: Power, at node: GridNodeID) -> SimTime {
    path(from: node).map { node in
      supply(at: node).first { power.value <= $0.total + WaitingLists.tolerance }?.from ?? .never
    }.max() ?? .never
  }

  private func path(from node: GridNodeID) -> [Int] {
    var path = [node.index]
    while let last = path.last, scenario.grid.upstream[last] >= 0 {
      path.append(Int(scenario.grid.upstream[last]))
    }
    return path
  }

  /// What a node can have had to give in all, MW, from each instant on.
  ///
  /// That is what was free at the start and what has been released: what is handed back has been taken
  /// from it before.
  private func supply(at index: Int) -> [(from: SimTime, total: Double)] {
    let node = scenario.grid.nodes[index]
    if let release = node.release, extremes.greatest(release.rate) > 0 {
      return [(.start, .infinity)]
    }
    let slip = extremes.least(scenario.grid.regions[node.region].slip)
    let projects = node.reinforcements.map { project in
      (
        ready: project.planned + extremes.least(project.slip) * slip,
        releases: extremes.greatest(project.releases)
      )
    }
    var supply = [(from: SimTime.start, total: extremes.greatest(node.headroom))]
    for project in projects.sorted(by: { $0.ready < $1.ready })
    where project.ready < scenario.calendar.horizon.hours {
      supply.append((SimTime(project.ready), supply[supply.count - 1].total + project.releases))
    }
    return supply
  }

  // MARK: Money

  /// Whether a phase may ever fit the budget of its strategy beside the sites that stand at the start.
  func isAffordable(_ phase: PhaseSpec, in strategy: StrategySpec) -> Bool {
    guard let budget = strategy.budget else { return true }
    let cost = leastCost(ofSitesStandingIn: strategy) + leastCost(of: phase)
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

  /// What a phase is planned to cost, at the least: its construction and connections.
  ///
  /// Accelerators count only once there are any, and may be next to free by then.
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

  /// The least that the price of an item is to that of the start.
  private func leastFactor(_ item: EscalatedItem) -> Double {
    let change = extremes.least(scenario.money.change(of: item))
    return min(1, annualFactor(change, at: scenario.calendar.horizon))
  }
}
