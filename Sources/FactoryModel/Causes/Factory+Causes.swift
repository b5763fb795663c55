import GridQueues
import Quantities
import ScenarioInputs

/// What holds a site up at an instant: from `live` back along the predecessor that is planned to end last, until
/// one that runs, or that a gate or money holds.
extension Factory {
  /// Sees anew what holds a site up.
  mutating func reviewCause(of site: ID<Site>) {
    let held = isHeldUp(site)
    guard held || causes.isHeld(site) else { return }
    causes.turn(site, at: course.now, to: held ? turns(of: site) : [])
  }

  /// Whether a site is on its way: begun and not live, or waiting for the money to begin.
  private func isHeldUp(_ site: ID<Site>) -> Bool {
    switch rollout.sites[site].status {
    case .committed: true
    case .planned: rollout.phases[rollout.plan.sites[site].phase].status == .forMoney
    case .live, .abandoned: false
    }
  }

  /// The causes of a site from now on, should nothing happen.
  private mutating func turns(of site: ID<Site>) -> [CauseSide.Turn] {
    let plan = rollout.plan.causes[rollout.plan.sites[site].phase]
    guard rollout.sites[site].status == .committed else {
      return [CauseSide.Turn(from: course.now, cause: plan.money)]
    }
    let ends = PlannedEnds(of: site, self)
    var turns: [CauseSide.Turn] = []
    var time = course.now.hours
    let horizon = scenario.calendar.horizon.hours
    while time < horizon {
      let (cause, next) = ends.cause(after: time)
      if turns.last?.cause != cause {
        turns.append(CauseSide.Turn(from: SimTime(time), cause: cause))
      }
      time = next
    }
    return turns
  }

}

// The plan of the day on which a site is begun.
extension Factory {
  /// A phase begins: its medians are those of the future.
  mutating func beginCauses(of phase: ID<PhaseSpec>) {
    causes.medians[phase] = rollout.plan.inputs[phase].stages.map {
      $0.takes.median(&course.future.draws)
    }
  }

  /// Notes when the stages of a site that begins are planned to end: with median durations, a connection that is
  /// granted at once, and gates that open, unless at a date, as they are come to.
  mutating func planStages(of site: ID<Site>) {
    let graph = rollout.kind(of: site).graph
    let phase = rollout.plan.sites[site].phase
    let plan = rollout.plan.causes[phase]
    let medians = causes.medians[phase]
    let base = rollout.plan.bases[site].map { causes.plannedEnds[$0] } ?? []
    let now = course.now.hours
    var ends = Array(repeating: now, count: graph.stages.count) + base
    // A base that has not begun has no plan yet.
    while ends.count < plan.before.count { ends.append(now) }
    for stage in graph.order {
      let start = plan.before[stage.index].reduce(dateOfGate(of: stage, at: site) ?? now) {
        max($0, ends[$1])
      }
      switch graph.stages[stage].kind {
      case .timed: ends[stage.index] = start + medians[stage.index]
      case .offer: ends[stage.index] = start
      case .grid:
        let node = rollout.plan.spec.phases[phase].nodes.first
        let build = node.map { course.future.nodes[$0.index].medianBuild } ?? .zero
        ends[stage.index] = start + build.value
      case .accelerators:
        let order = fleet.earliestOrder(for: site, at: course.now, course.future)
        ends[stage.index] = max(start, order.instant.hours) + order.lead.value
      }
    }
    if let supply = graph.acceleratorStage,
      case .accelerators(let user) = graph.stages[supply].kind
    {
      // They are ordered so as to arrive when they are needed.
      for other in plan.before[user.index] {
        ends[supply.index] = max(ends[supply.index], ends[other])
      }
    }
    causes.plannedEnds[site] = Array(ends.prefix(graph.stages.count))
  }

  private func dateOfGate(of stage: ID<StageSpec>, at site: ID<Site>) -> Double? {
    let phase = rollout.plan.sites[site].phase
    guard let rule = rollout.plan.waits[phase].gates[stage],
      case .date(let date) = rollout.plan.rules[rule].when
    else { return nil }
    return max(date, course.now).hours
  }
}
