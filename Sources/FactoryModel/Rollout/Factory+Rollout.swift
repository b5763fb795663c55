import ScenarioInputs
import EventKernel
import Quantities

/// What happens between a plan and a live site.
enum RolloutEvent: BitwiseCopyable {
  /// A date or a lag of a phase's trigger is over.
  case triggerDue(phase: Int32)
  /// Utilisation has been high for as long as a phase's trigger asks.
  case utilisationHeld(phase: Int32)
  /// The sites of a phase apply for the grid ahead of their grid stage.
  case applicationDue(phase: Int32)
  case stageEnded(site: Int32, stage: Int32)
  /// The connection that a site was granted has been built.
  case siteEnergised(site: Int32)
  /// Utilisation is looked at, nothing else happening at this instant.
  case reviewDue
}

extension Factory {
  mutating func beginRollout(_ run: inout Run) {
    sites.removeAll(keepingCapacity: true)
    phases.removeAll(keepingCapacity: true)
    pool.reset()
    isReviewDue = false
    committed = .zero
    budget = strategy.budget.map { Money($0.amount.value(&future.draws)) } ?? Money(.infinity)
    for (index, phase) in strategy.phases.enumerated() {
      var state = PhaseState(phase)
      state.sites = sites.count..<sites.count + phase.siteCount
      phases.append(state)
      for number in 0..<phase.siteCount {
        let stageCount = scenario.kinds[phase.kind].graph.stages.count
        sites.append(
          Site(phase: index, number: number + 1, kind: phase.kind, stageCount: stageCount))
        pool.stores.add(capacity: 0)
      }
    }
    let sovereignty = sites.map { scenario.kinds[$0.kind].sovereign }
    placement = Placement(
      order: sites.indices.map { Int32($0) }.sorted {
        (sovereignty[Int($0)], $0) < (sovereignty[Int($1)], $1)
      }, sovereignty: sovereignty)
    watchUtilisation()
    for index in phases.indices { prepare(phase: index, &run) }
    updateProspects()
  }

  /// Plans what will start a phase; a site that stands is there at once.
  private mutating func prepare(phase index: Int, _ run: inout Run) {
    let spec = strategy.phases[index]
    guard spec.siteCount > 0 else {
      // A phase without sites is left out: none of its milestones is ever reached.
      phases[index].status = .dropped
      return
    }
    if scenario.kinds[spec.kind].isLiveAtStart {
      phases[index].status = .started
      reach(.started, phase: index, &run)
      for site in phases[index].sites { openStandingSite(site, &run) }
      return
    }
    for date in spec.trigger.dates {
      run.schedule(.rollout(.triggerDue(phase: Int32(index))), at: date)
    }
    if let date = spec.applyForGrid {
      run.schedule(.rollout(.applicationDue(phase: Int32(index))), at: date)
    }
  }

  mutating func handle(_ event: RolloutEvent, in run: inout Run) {
    switch event {
    case .triggerDue(let phase), .utilisationHeld(let phase): checkTrigger(of: Int(phase), &run)
    case .applicationDue(let phase):
      for site in phases[Int(phase)].sites where sites[site].status != .abandoned {
        applyForGrid(site, &run)
      }
    case .stageEnded(let site, let stage): endStage(Int(stage), of: Int(site), &run)
    case .siteEnergised(let site): energise(Int(site), &run)
    case .reviewDue: reviewUtilisation(&run)
    }
  }

  // MARK: Triggers

  private mutating func checkTrigger(of index: Int, _ run: inout Run) {
    guard phases[index].status == .waiting else { return }
    let milestones = phases.map(\.milestones)
    guard
      strategy.phases[index].trigger.holds(
        at: run.now, milestones: { milestones[$0] }, heldSince: phases[index].heldSince)
    else { return }
    note(run, "phase \(strategy.phases[index].name) is triggered")
    startIfAffordable(index, &run)
  }

  /// Starts a triggered phase, or lets it wait for money, or drops it.
  mutating func startIfAffordable(_ index: Int, _ run: inout Run) {
    let cost = plannedSiteCost(ofPhase: index, at: run.now)
    let needed = cost.total * Double(phases[index].sites.count)
    guard committed + needed <= budget else {
      let waits = strategy.budget?.otherwise == .wait
      if phases[index].status != .forMoney {
        note(
          run,
          "phase \(strategy.phases[index].name) does not fit the budget and \(waits ? "waits" : "is dropped")"
        )
      }
      phases[index].status = waits ? .forMoney : .dropped
      if !waits { drop(index, &run) }
      return
    }
    commit(needed, &run)
    phases[index].status = .started
    reach(.started, phase: index, &run)
    for site in phases[index].sites where sites[site].status == .planned {
      sites[site].committedCost = cost.total
      sites[site].plannedAccelerators = cost.accelerators
      start(site, &run)
    }
    updateProspects()
    requestReview(&run)
  }

  /// A phase that is dropped gives its places on the waiting lists and its connections back.
  private mutating func drop(_ index: Int, _ run: inout Run) {
    for site in phases[index].sites {
      leaveGrid(site, &run)
      sites[site].status = .abandoned
      reach(.abandoned, at: site, run.now)
    }
  }

  mutating func commit(_ money: Money, _ run: inout Run) {
    committed += money
    levels.set(series.place(.committedMoney), to: committed.value, at: run.now)
  }

  /// Enters a milestone of a phase and wakes the phases that wait for it.
  mutating func reach(_ milestone: PhaseMilestone, phase reached: Int, _ run: inout Run) {
    guard phases[reached].milestones[milestone] == .never else { return }
    phases[reached].milestones[milestone] = run.now
    for (index, spec) in strategy.phases.enumerated() where phases[index].status == .waiting {
      for wait in spec.trigger.waitsFor where wait.phase == reached && wait.milestone == milestone {
        run.schedule(.rollout(.triggerDue(phase: Int32(index))), at: run.now + wait.lag)
      }
    }
  }

  /// Asks for a look at utilisation once this instant has settled.
  ///
  /// A contract that ends and another that takes its place at the same instant are no fall.
  mutating func requestReview(_ run: inout Run) {
    guard isUtilisationWatched, !isReviewDue else { return }
    isReviewDue = true
    run.schedule(.rollout(.reviewDue), at: run.now)
  }

  private mutating func reviewUtilisation(_ run: inout Run) {
    isReviewDue = false
    watchUtilisation()
    for index in phases.indices where phases[index].status == .waiting {
      let conditions = strategy.phases[index].trigger.utilisationConditions
      for (place, condition) in conditions.enumerated() {
        let isAbove = utilisation(countsCommitted: condition.countsCommitted) > condition.above
        let wasAbove = phases[index].heldSince[place] < .never
        guard isAbove != wasAbove else { continue }
        run.cancel(phases[index].heldTimers[place])
        phases[index].heldSince[place] = isAbove ? run.now : .never
        guard isAbove else { continue }
        phases[index].heldTimers[place] = run.schedule(
          .rollout(.utilisationHeld(phase: Int32(index))), at: run.now + condition.duration)
      }
    }
  }

  private mutating func watchUtilisation() {
    isUtilisationWatched = phases.contains { $0.status == .waiting && !$0.heldSince.isEmpty }
  }

  /// Sold divided by sellable H100e; 0 where nothing is live.
  private func utilisation(countsCommitted: Bool) -> Double {
    var sellable = 0.0
    var coming = 0.0
    for site in sites {
      switch site.status {
      case .live: sellable += site.sellable.value
      case .committed: coming += site.prospective.value
      case .planned, .abandoned: break
      }
    }
    guard sellable > 0 else { return 0 }
    return levels[series.place(.soldCompute)] / (sellable + (countsCommitted ? coming : 0))
  }
}
