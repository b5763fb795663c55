import ScenarioInputs
import GridQueues
import Quantities
import ScenarioReading

/// When the phases of a strategy can reach what is waited for, at the earliest.
///
/// Everything goes as well as it can: stages, deliveries and connections take the least that can be drawn,
/// nobody else stands in line, and every permit is granted that may be. What does not come about even so
/// never does.
struct EarliestMilestones {
  /// By phase; never also for what cannot start within the simulated time.
  private(set) var phases: Table<PhaseSpec, PhaseMilestones>

  /// By phase and stage; none where the phase cannot start.
  private var stageEnds: Table<PhaseSpec, [SimTime]>

  let strategy: StrategySpec
  let scenario: Scenario
  let extremes: InputExtremes
  private let headroom: MostHeadroom
  let accelerators: BestAccelerators
  /// Whether any request may ever arrive.
  let isAnybodyAsking: Bool

  init(of strategy: StrategySpec, in scenario: Scenario, _ extremes: InputExtremes) {
    self.strategy = strategy
    self.scenario = scenario
    self.extremes = extremes
    headroom = MostHeadroom(scenario.grid, until: scenario.calendar.horizon, extremes)
    accelerators = BestAccelerators(scenario.fleet, until: scenario.calendar.horizon, extremes)
    isAnybodyAsking = scenario.demand.segments.contains { segment in
      guard let arrivals = segment.arrivals else { return !segment.requests.isEmpty }
      return extremes.greatest(arrivals) > 0 && extremes.greatest(segment.share) > 0
    }
    phases = Table(repeating: PhaseMilestones(), count: strategy.phases.count)
    stageEnds = Table(repeating: [], count: strategy.phases.count)
    var isSettled = false
    while !isSettled {
      isSettled = true
      for id in strategy.phases.ids where strategy.phases[id].siteCount > 0 {
        let phase = strategy.phases[id]
        let isThere = scenario.kinds[phase.kind].isLiveAtStart
        let start = isThere ? .start : time(of: phase.trigger)
        guard start < scenario.calendar.horizon,
          isThere || isAffordable(phase, in: strategy, startingAt: start)
        else { continue }
        let (reached, ends) = milestones(of: phase, startingAt: start)
        // Each round only brings things forward: a base for those on it, a milestone for those who wait for it.
        guard reached != phases[id] || ends != stageEnds[id] else { continue }
        (phases[id], stageEnds[id]) = (reached, ends)
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
  ) -> (reached: PhaseMilestones, ends: [SimTime]) {
    let kind = scenario.kinds[phase.kind]
    let connection = connection(of: phase, startingAt: start)
    var ends = Table<StageSpec, SimTime>(repeating: start, count: kind.graph.stages.count)
    for stage in kind.graph.order {
      let spec = kind.graph.stages[stage]
      let before = spec.after.map { ends[$0] }.max() ?? start
      let begins = max(before, admission(to: stage, spec, of: phase))
      ends[stage] =
        switch spec.kind {
        case .offer: max(begins, connection.granted)
        case .grid: max(begins, connection.energised)
        case .accelerators: accelerators.delivery(to: kind.power, orderedFrom: begins)
        case .timed:
          maySucceed(spec) ? begins + Hours(extremes.least(spec.takes)) : .never
        }
    }
    let live = ends.max() ?? start
    let energised =
      phase.standsOn.map { max(start, phases[$0].firstEnergised) }
      ?? (kind.graph.gridStage == nil ? live : connection.energised)
    var reached = PhaseMilestones()
    reached.started = start
    (reached.firstEnergised, reached.energised) = (energised, energised)
    reached.firstLive = live
    reached.live = connections(of: phase) < phase.siteCount ? .never : live
    return (reached, Array(ends))
  }

  /// When a gate, and the site that those of a phase stand on, can let a stage begin.
  private func admission(
    to stage: ID<StageSpec>, _ spec: StageSpec, of phase: PhaseSpec
  ) -> SimTime {
    var admission = phase.gates.filter { $0.stage == stage }.map { time(of: $0.trigger) }.max()
    if let base = phase.standsOn {
      let stages = scenario.kinds[strategy.phases[base].kind].graph.stages
      for name in spec.afterBase {
        guard let index = stages.firstIndex(where: { $0.name == name.name }),
          stageEnds[base].indices.contains(index)
        else { return .never }
        admission = max(admission ?? .start, stageEnds[base][index])
      }
    }
    return admission ?? .start
  }

  /// Whether a stage may ever end well.
  func maySucceed(_ stage: StageSpec) -> Bool { extremes.greatest(stage.succeeds) > 0 }

  // MARK: The grid

  /// When a site of a phase can be granted a connection and have power; never where nothing it applies
  /// for ever has room.
  private func connection(
    of phase: PhaseSpec, startingAt start: SimTime
  ) -> (granted: SimTime, energised: SimTime) {
    let power = scenario.kinds[phase.kind].connection
    let factor = leastUpstreamFactor(of: phase)
    var granted = SimTime.never
    var energised = SimTime.never
    for node in phase.nodes {
      let applied = application(of: phase, at: node, startingAt: start)
      guard applied < .never, rule(refusing: phase, at: node, applying: applied) == nil,
        !isBlocked(phase, at: node, applying: applied)
      else { continue }
      let offered = headroom.instant(
        of: power, at: node, upstreamFactor: factor, applying: applied)
      granted = min(granted, offered)
      energised = min(
        energised, offered + Hours(extremes.least(scenario.grid.nodes[node.index].build)))
    }
    return (granted, energised)
  }

  /// How many sites of a phase can have a connection at a time, at the most.
  func connections(of phase: PhaseSpec) -> Int {
    if let base = phase.standsOn {
      let lands = strategy.phases[base]
      return lands.siteCount == 1 || connections(of: lands) >= phase.siteCount
        ? phase.siteCount : connections(of: lands)
    }
    let kind = scenario.kinds[phase.kind]
    guard kind.graph.gridStage != nil else { return phase.siteCount }
    let factor = leastUpstreamFactor(of: phase)
    let most = phase.nodes.reduce(0.0) {
      $0 + headroom.connections(of: kind.connection, at: $1, upstreamFactor: factor)
    }
    return most < Double(phase.siteCount) ? Int(most) : phase.siteCount
  }

  /// Whether others who can never be served stand before a phase wherever it applies.
  func isBlocked(_ phase: PhaseSpec, in strategy: StrategySpec) -> Bool {
    let start = time(of: phase.trigger)
    return phase.nodes.allSatisfy { node in
      let applied = application(of: phase, at: node, startingAt: start)
      return applied < .never && isBlocked(phase, at: node, applying: applied)
    }
  }

  private func isBlocked(
    _ phase: PhaseSpec, at node: GridNodeID, applying date: SimTime
  ) -> Bool {
    headroom.isBlocked(
      at: node, applicantClass: phase.applicantClass,
      upstreamFactor: leastUpstreamFactor(of: phase),
      applying: date)
  }

  /// The rule of siting that keeps every site of a phase from being connected wherever it applies; nil where one may
  /// be.
  func rule(refusing phase: PhaseSpec) -> GridSitingRule? {
    let start = time(of: phase.trigger)
    let rules = phase.nodes.map { node in
      let applied = application(of: phase, at: node, startingAt: start)
      return applied < .never ? rule(refusing: phase, at: node, applying: applied) : nil
    }
    return rules.contains { $0 == nil } ? nil : rules.compactMap(\.self).first
  }

  /// The rule that refuses every site of a phase at a node from an instant to the end.
  private func rule(
    refusing phase: PhaseSpec, at node: GridNodeID, applying date: SimTime
  ) -> GridSitingRule? {
    guard !scenario.grid.siting.isEmpty else { return nil }
    let kind = scenario.kinds[phase.kind]
    // All that stands on a connection by plan counts together: on the one with the least.
    let floor = strategy.phases.filter { on in
      on.standsOn.map { strategy.phases[$0].name } == phase.name
    }.reduce(kind.floor) { floor, on in
      let sites = phase.siteCount == 1 ? on.siteCount : on.siteCount / phase.siteCount
      return floor + scenario.kinds[on.kind].floor * Double(sites)
    }
    let region = scenario.grid.nodes[node.index].region
    return scenario.grid.siting.first { rule in
      [date, scenario.calendar.horizon].allSatisfy {
        rule.refuses(
          floor: floor, connection: kind.connection.value, inRegion: region, at: $0.hours)
      }
    }
  }

  private func leastUpstreamFactor(of phase: PhaseSpec) -> Double {
    extremes.least(scenario.kinds[phase.kind].upstreamFactor)
  }

  /// When a site of a phase can apply at a node; never where a stop without end bars it.
  private func application(
    of phase: PhaseSpec, at node: GridNodeID, startingAt start: SimTime
  ) -> SimTime {
    let date = min(phase.applyForGrid ?? start, start)
    guard date < .never else { return .never }
    return SimTime(
      scenario.grid.nodes[node.index].firstInstant(without: .applications, from: date.hours))
  }
}
