import GridQueues
import Accounts
import ScenarioInputs
import EventKernel
import Quantities
import Sampling

extension Factory {
  // MARK: The life of a site

  /// A phase has started: its site begins with the stages that wait for nothing.
  mutating func start(_ site: Int, _ run: inout Run) {
    sites[site].status = .committed
    reach(.started, at: site, run.now)
    sites[site].facilityAsset = assets.add(
      .facility, cost: .zero, bookLife: future.money.facilityLife)
    sites[site].prospective = plannedCompute(of: sites[site], at: run.now)
    beginStages(of: site, &run)
  }

  /// Begins every stage whose predecessors are done.
  ///
  /// A stage that is done the instant it begins, such as `grid` where power is there already, lets those
  /// after it begin at that instant: the order of stages comes to them next.
  mutating func beginStages(of site: Int, _ run: inout Run) {
    let graph = scenario.kinds[sites[site].kind].graph
    for stage in graph.order where isReady(stage, of: site, in: graph) {
      begin(stage, of: site, &run)
    }
    planOrder(for: site, &run)
    let isDone = sites[site].stages.allSatisfy { $0.state == .done }
    if isDone, sites[site].status == .committed { goLive(site, &run) }
  }

  private func isReady(_ stage: Int, of site: Int, in graph: StageGraph) -> Bool {
    sites[site].stages[stage].state == .pending
      && graph.stages[stage].after.allSatisfy { sites[site].stages[$0].state == .done }
  }

  private mutating func begin(_ stage: Int, of site: Int, _ run: inout Run) {
    let spec = scenario.kinds[sites[site].kind].graph.stages[stage]
    sites[site].stages[stage].state = .running
    sites[site].stages[stage].began = run.now
    sites[site].stages[stage].firstBegan = min(sites[site].stages[stage].firstBegan, run.now)
    switch spec.kind {
    case .offer:
      applyForGrid(site, &run)
      if sites[site].node != nil { finish(stage, of: site, &run) }
    case .grid:
      applyForGrid(site, &run)
      if sites[site].isEnergised(at: run.now) { finish(stage, of: site, &run) }
    case .accelerators:
      if let batch = sites[site].batch, batch.delivered <= run.now {
        finish(stage, of: site, &run)
      }
    case .timed:
      beginTimed(stage, of: site, spec, &run)
    }
  }

  private mutating func beginTimed(
    _ stage: Int, of site: Int, _ spec: StageSpec, _ run: inout Run
  ) {
    let inputs = phaseInputs(of: site).stages[stage]
    let (entity, attempt) = (sites[site].entity, sites[site].stages[stage].attempt)
    let duration = Hours(inputs.takes.value(&future.draws, entity: entity, attempt: attempt))
    let power = scenario.kinds[sites[site].kind].power.value
    let cost =
      (inputs.fixedCost.value(&future.draws, entity: entity, attempt: attempt)
        + inputs.costPerPower.value(&future.draws, entity: entity, attempt: attempt) * power)
      * (1 + inputs.overrun.value(&future.draws, entity: entity, attempt: attempt))
    sites[site].stages[stage].cost = sites[site].stages[stage].isFree ? .zero : Money(cost)
    sites[site].stages[stage].due = run.now + duration
    note(run, "\(name(of: site)): \(spec.name) begins")
    if spec.paid == .start { pay(sites[site].stages[stage].cost, for: site, run.now, run.now) }
    sites[site].stages[stage].timer = run.schedule(
      .rollout(.stageEnded(site: Int32(site), stage: Int32(stage))), at: run.now + duration)
  }

  mutating func endStage(_ stage: Int, of site: Int, _ run: inout Run) {
    let spec = scenario.kinds[sites[site].kind].graph.stages[stage]
    settle(stage, of: site, run.now)
    let inputs = phaseInputs(of: site).stages[stage]
    let attempt = sites[site].stages[stage].attempt
    let chance = inputs.succeeds.value(&future.draws, entity: sites[site].entity, attempt: attempt)
    future.draws.source.at(inputs.outcome, entity: sites[site].entity, attempt: attempt)
    if future.draws.source.happens(withProbability: chance) {
      note(run, "\(name(of: site)): \(spec.name) is done")
      finish(stage, of: site, &run)
      beginStages(of: site, &run)
      return
    }
    note(run, "\(name(of: site)): \(spec.name) is refused")
    switch spec.onRefusal {
    case .end: abandon(site, &run)
    case .restart(let first, let paidAgain): restart(from: first, paidAgain, site, &run)
    }
  }

  /// Marks a stage as done; who follows is begun by `beginStages`.
  mutating func finish(_ stage: Int, of site: Int, _ run: inout Run) {
    sites[site].stages[stage].state = .done
    sites[site].stages[stage].ended = run.now
  }

  /// Does a stage and all after it again; the place in the grid queue and the accelerators stay.
  private mutating func restart(
    from first: Int, _ paidAgain: Bool, _ site: Int, _ run: inout Run
  ) {
    let graph = scenario.kinds[sites[site].kind].graph
    for stage in graph.following[first] {
      let progress = sites[site].stages[stage]
      guard progress.state != .pending else { continue }
      switch graph.stages[stage].kind {
      case .accelerators: continue
      case .offer, .grid:
        // It begins again after the stages before it, and is done at once by what the site has got.
        sites[site].stages[stage] = StageProgress()
      case .timed:
        if progress.state == .running, run.cancel(progress.timer) {
          settle(stage, of: site, run.now)
        }
        sites[site].stages[stage] = StageProgress()
        sites[site].stages[stage].attempt = progress.attempt + 1
        sites[site].stages[stage].firstBegan = progress.firstBegan
        sites[site].stages[stage].isFree = !paidAgain
      }
    }
    beginStages(of: site, &run)
  }

  /// Pays what is due of a stage that ends now, well or not.
  ///
  /// A stage that is broken off has cost its part so far if its cost is spread, and nothing if it is
  /// paid at the end.
  mutating func settle(_ stage: Int, of site: Int, _ now: SimTime) {
    let progress = sites[site].stages[stage]
    switch scenario.kinds[sites[site].kind].graph.stages[stage].paid {
    case .start: break
    case .end: if now >= progress.due { pay(progress.cost, for: site, now, now) }
    case .spread:
      let planned = progress.due - progress.began
      let share = planned > .zero ? min(1, (now - progress.began) / planned) : 1
      pay(progress.cost * share, for: site, progress.began, now)
    }
  }

  /// Books construction cost over a time, each month's part in the money of that month.
  mutating func pay(_ cost: Money, for site: Int, _ from: SimTime, _ until: SimTime) {
    guard cost != .zero else { return }
    let nominal = ledger.spread(
      cost, on: .cost(.construction), from: from, to: until,
      escalation: future.money.escalation[.construction])
    sites[site].constructionCost += cost
    sites[site].paidCost += nominal
    assets.increaseCost(of: sites[site].facilityAsset, by: nominal)
  }

  private mutating func goLive(_ site: Int, _ run: inout Run) {
    note(run, "\(name(of: site)): live")
    sites[site].status = .live
    sites[site].live = run.now
    reach(.live, at: site, run.now)
    if !sites[site].isEnergised(at: run.now) {
      sites[site].energised = run.now
      becomeEnergised(site, &run)
    }
    assets.putInService(sites[site].facilityAsset, at: run.now)
    if sites[site].connectionAsset >= 0 {
      assets.putInService(sites[site].connectionAsset, at: run.now)
    }
    install(at: site, &run)
    let phase = sites[site].phase
    reach(.firstLive, phase: phase, &run)
    if phases[phase].sites.allSatisfy({ sites[$0].status == .live }) {
      reach(.live, phase: phase, &run)
    }
  }

  /// Gives a site up: it leaves the grid queue or hands its connection back.
  private mutating func abandon(_ site: Int, _ run: inout Run) {
    note(run, "\(name(of: site)): given up")
    sites[site].status = .abandoned
    reach(.abandoned, at: site, run.now)
    for stage in sites[site].stages.indices {
      if sites[site].stages[stage].state == .running, run.cancel(sites[site].stages[stage].timer) {
        settle(stage, of: site, run.now)
      }
    }
    leaveGrid(site, &run)
    run.cancel(sites[site].orderTimer)
    run.cancel(sites[site].endOfLifeTimer)
    assets.retire(sites[site].facilityAsset, at: run.now)
    for batch in [sites[site].batch, sites[site].replacement] {
      if let batch { assets.retire(Int(batch.asset), at: run.now) }
    }
    sites[site].prospective = .zero
    commit(-max(.zero, sites[site].committedCost - sites[site].paidCost), &run)
    updateProspects()
    dropTooLarge(&run)
    scheduleMatching(&run)
    requestReview(&run)
    for phase in phases.indices where phases[phase].status == .forMoney {
      startIfAffordable(phase, &run)
    }
  }

  /// A site that stands from the start is live at once; what it cost is an opening flow.
  mutating func openStandingSite(_ site: Int, _ run: inout Run) {
    let cost = Money(
      phaseInputs(of: site).openingCost.value(&future.draws, entity: sites[site].entity))
    sites[site].facilityAsset = assets.add(
      .facility, cost: cost, bookLife: future.money.facilityLife)
    ledger.book(cost, on: .cost(.construction), period: 0)
    sites[site].constructionCost = cost
    sites[site].committedCost = cost
    sites[site].paidCost = cost
    commit(cost, &run)
    sites[site].status = .committed
    reach(.started, at: site, run.now)
    sites[site].prospective = plannedCompute(of: sites[site], at: run.now)
    sites[site].node = strategy.phases[sites[site].phase].nodes.first
    sites[site].energised = run.now
    becomeEnergised(site, &run)
    goLive(site, &run)
  }

  /// What the stages and orders of a site draw.
  func phaseInputs(of site: Int) -> StageInputs.Phase {
    stageInputs[strategyIndex, sites[site].phase]
  }

  /// Enters a milestone of a site.
  mutating func reach(_ milestone: SiteMilestone, at site: Int, _ now: SimTime) {
    sites[site].milestones[milestone] = now
  }

  /// What a site of a phase is planned to cost, by the means of its costs and today's prices.
  mutating func plannedSiteCost(
    ofPhase phase: Int, at now: SimTime
  ) -> (total: Money, accelerators: Money) {
    let spec = strategy.phases[phase]
    let kind = scenario.kinds[spec.kind]
    var construction = 0.0
    for stage in stageInputs[strategyIndex, phase].stages {
      construction +=
        (stage.fixedCost.mean(&future.draws)
          + stage.costPerPower.mean(&future.draws) * kind.power.value)
        * (1 + stage.overrun.mean(&future.draws))
    }
    var cost =
      Money(construction) * future.money.escalation.factor(.construction, at: now)
    if let node = spec.nodes.first {
      cost +=
        future.nodes[node.index].connectionFee(kind.connection)
        * future.money.escalation.factor(.grid, at: now)
    }
    guard kind.graph.acceleratorStage != nil,
      let choice = future.generations.choice(
        of: scenario.fleet.procurement, for: kind.power, at: now)
    else { return (cost, .zero) }
    let generation = future.generations[choice]
    let accelerators = generation.price(at: now) * Double(generation.units(within: kind.power))
    return (cost + accelerators, accelerators)
  }

  /// The name of a site in messages.
  func name(of site: Int) -> String {
    "\(strategy.phases[sites[site].phase].name)/\(sites[site].number)"
  }
}
