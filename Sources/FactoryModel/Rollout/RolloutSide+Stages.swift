import ScenarioInputs
import GridQueues
import EventKernel
import Quantities
import Sampling

extension RolloutSide {
  /// Begins every stage whose predecessors are done.
  ///
  /// A stage that is done the instant it begins, such as `grid` where power is there already, lets those
  /// after it begin at that instant: the order of stages comes to them next.
  mutating func beginStages(
    of site: ID<Site>, _ course: inout Course, _ grid: inout Grid, _ accounts: inout AccountsSide
  ) {
    let graph = kind(of: site).graph
    for stage in graph.order where isReady(stage, of: site, in: graph) {
      begin(stage, of: site, &course, &grid, &accounts)
    }
  }

  private func isReady(_ stage: ID<StageSpec>, of site: ID<Site>, in graph: StageGraph) -> Bool {
    sites[site].stages[stage].state == .pending && sites[site].gates[stage] == .open
      && graph.stages[stage].after.allSatisfy { sites[site].stages[$0].state == .done }
      && isBaseReady(for: stage, of: site)
  }

  /// Whether the site that a site stands on is as far as a stage needs it.
  func isBaseReady(for stage: ID<StageSpec>, of site: ID<Site>) -> Bool {
    guard let base = plan.bases[site] else { return true }
    return plan.waits[plan.sites[site].phase].afterBase[stage].allSatisfy {
      sites[base].stages[$0].state == .done
    }
  }

  private mutating func begin(
    _ stage: ID<StageSpec>, of site: ID<Site>, _ course: inout Course, _ grid: inout Grid,
    _ accounts: inout AccountsSide
  ) {
    let spec = kind(of: site).graph.stages[stage]
    let now = course.now
    sites[site].stages[stage].state = .running
    sites[site].stages[stage].began = now
    sites[site].stages[stage].firstBegan = min(sites[site].stages[stage].firstBegan, now)
    switch spec.kind {
    case .offer:
      applyForGrid(site, &course, &grid)
      if sites[site].node != nil { finish(stage, of: site, now) }
    case .grid:
      applyForGrid(site, &course, &grid)
      if sites[site].isEnergised(at: now) { finish(stage, of: site, now) }
    case .accelerators:
      if sites[site].milestones[.delivered] <= now { finish(stage, of: site, now) }
    case .timed:
      beginTimed(stage, of: site, spec, &course, &accounts)
    }
  }

  private mutating func beginTimed(
    _ stage: ID<StageSpec>, of site: ID<Site>, _ spec: StageSpec, _ course: inout Course,
    _ accounts: inout AccountsSide
  ) {
    let inputs = plan.inputs[plan.sites[site].phase].stages[stage]
    let (entity, attempt) = (plan.sites[site].entity, sites[site].stages[stage].attempt)
    let duration = Hours(
      inputs.takes.value(&course.future.draws, entity: entity, attempt: attempt))
    let power = kind(of: site).power.value
    let cost =
      (inputs.fixedCost.value(&course.future.draws, entity: entity, attempt: attempt)
        + inputs.costPerPower.value(&course.future.draws, entity: entity, attempt: attempt) * power)
      * (1 + inputs.overrun.value(&course.future.draws, entity: entity, attempt: attempt))
    sites[site].stages[stage].cost = sites[site].stages[stage].isFree ? .zero : Money(cost)
    sites[site].stages[stage].due = course.now + duration
    course.note("\(plan.name(of: site)): \(spec.name) begins")
    if spec.paid == .start {
      accounts.pay(
        sites[site].stages[stage].cost, for: site, from: course.now, until: course.now,
        course.future)
    }
    sites[site].stages[stage].timer = course.run.schedule(
      .rollout(.stageEnded(site, stage)), at: course.now + duration)
  }

  /// The time of a stage is over: it is done, or refused.
  mutating func end(
    _ stage: ID<StageSpec>, of site: ID<Site>, _ course: inout Course,
    _ accounts: inout AccountsSide
  ) -> RolloutEffect {
    let spec = kind(of: site).graph.stages[stage]
    settle(stage, of: site, course.now, course.future, &accounts)
    let inputs = plan.inputs[plan.sites[site].phase].stages[stage]
    let (entity, attempt) = (plan.sites[site].entity, sites[site].stages[stage].attempt)
    let chance = inputs.succeeds.value(&course.future.draws, entity: entity, attempt: attempt)
    course.future.draws.source.at(inputs.outcome, entity: entity, attempt: attempt)
    if course.future.draws.source.happens(withProbability: chance) {
      course.note("\(plan.name(of: site)): \(spec.name) is done")
      finish(stage, of: site, course.now)
      return .proceeds(site)
    }
    course.note("\(plan.name(of: site)): \(spec.name) is refused")
    switch spec.onRefusal {
    case .end: return .refused(site)
    case .restart(let first, let paidAgain):
      restart(from: first, paidAgain, site, &course, &accounts)
      return .proceeds(site)
    }
  }

  /// Marks a stage as done; who follows is begun by `beginStages`.
  private mutating func finish(_ stage: ID<StageSpec>, of site: ID<Site>, _ now: SimTime) {
    sites[site].stages[stage].state = .done
    sites[site].stages[stage].ended = now
  }

  /// A stage that the model supplies is done, if it has begun.
  mutating func finishSupplied(
    _ stage: ID<StageSpec>?, of site: ID<Site>, at now: SimTime
  ) -> RolloutEffect {
    guard sites[site].status == .committed else { return .none }
    if let stage, sites[site].stages[stage].state == .running { finish(stage, of: site, now) }
    return .proceeds(site)
  }

  /// The first accelerators of a site are there.
  mutating func receiveAccelerators(at site: ID<Site>, _ now: SimTime) -> RolloutEffect {
    reach(.delivered, at: site, now)
    return finishSupplied(kind(of: site).graph.acceleratorStage, of: site, at: now)
  }

  /// Does a stage and all after it again; the place in the grid queue and the accelerators stay.
  private mutating func restart(
    from first: ID<StageSpec>, _ paidAgain: Bool, _ site: ID<Site>, _ course: inout Course,
    _ accounts: inout AccountsSide
  ) {
    let graph = kind(of: site).graph
    for stage in graph.following[first] {
      let progress = sites[site].stages[stage]
      guard progress.state != .pending else { continue }
      switch graph.stages[stage].kind {
      case .accelerators: continue
      case .offer, .grid:
        // It begins again after the stages before it, and is done at once by what the site has got.
        sites[site].stages[stage] = StageProgress()
      case .timed:
        if progress.state == .running, course.run.cancel(progress.timer) {
          settle(stage, of: site, course.now, course.future, &accounts)
        }
        sites[site].stages[stage] = StageProgress()
        sites[site].stages[stage].attempt = progress.attempt + 1
        sites[site].stages[stage].firstBegan = progress.firstBegan
        sites[site].stages[stage].isFree = !paidAgain
      }
    }
  }

  /// Pays what is due of a stage that ends now, well or not.
  ///
  /// A stage that is broken off has cost its part so far if its cost is spread, and nothing if it is
  /// paid at the end.
  func settle(
    _ stage: ID<StageSpec>, of site: ID<Site>, _ now: SimTime, _ future: borrowing Future,
    _ accounts: inout AccountsSide
  ) {
    let progress = sites[site].stages[stage]
    switch kind(of: site).graph.stages[stage].paid {
    case .start: break
    case .end:
      if now >= progress.due {
        accounts.pay(progress.cost, for: site, from: now, until: now, future)
      }
    case .spread:
      let planned = progress.due - progress.began
      let share = planned > .zero ? min(1, (now - progress.began) / planned) : 1
      accounts.pay(progress.cost * share, for: site, from: progress.began, until: now, future)
    }
  }

  /// Pays at the horizon what is due of the stages that still run.
  func settleRunningStages(
    at horizon: SimTime, _ future: borrowing Future, _ accounts: inout AccountsSide
  ) {
    for site in sites.indices where sites[site].status == .committed {
      let graph = kind(of: site).graph
      for stage in graph.stages.ids where sites[site].stages[stage].state == .running {
        if graph.stages[stage].kind == .timed {
          settle(stage, of: site, horizon, future, &accounts)
        }
      }
    }
  }
}
