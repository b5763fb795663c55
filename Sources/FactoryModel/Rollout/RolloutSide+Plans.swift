import GridQueues
import Quantities
import ScenarioInputs

// What is planned, with median durations.
extension RolloutSide {
  /// When accelerators are needed at a site whose stage `accelerators` has begun, by plan; nil where it
  /// has not, and never where nobody knows.
  func acceleratorsNeeded(at site: ID<Site>, _ course: inout Course) -> SimTime? {
    let graph = kind(of: site).graph
    guard let supply = graph.acceleratorStage, sites[site].status == .committed,
      sites[site].stages[supply].state == .running,
      case .accelerators(let user) = graph.stages[supply].kind
    else { return nil }
    // Nothing is ordered behind a closed gate, nor for a site whose base has no grant.
    let waits = plan.waits[plan.sites[site].phase]
    guard sites[site].areOpen(waits.gates(beforeAcceleratorsIn: graph)),
      plan.bases[site].map({ sites[$0].node != nil }) ?? true
    else { return .never }
    switch graph.stages[supply].order {
    case .planned: return plannedBeginning(of: user, at: site, &course)
    case .ready:
      return sites[site].gates[user] == .open && isReachable(user, of: site, in: graph)
        ? course.now : .never
    }
  }

  /// When a stage can begin by plan, if only the accelerators for it are there.
  private func plannedBeginning(
    of stage: ID<StageSpec>, at site: ID<Site>, _ course: inout Course
  ) -> SimTime {
    let ends = plannedEnds(of: site, &course)
    let before = kind(of: site).graph.stages[stage].after.filter {
      kind(of: site).graph.stages[$0].kind != .accelerators(neededBy: stage)
    }
    let own = before.map { ends[$0] }.max() ?? course.now
    return max(own, plannedAdmission(to: stage, of: site, &course))
  }

  /// When a gate and the site that it stands on let a stage of a site begin, by plan: long ago where there is
  /// neither, and never where nobody knows.
  private func plannedAdmission(
    to stage: ID<StageSpec>, of site: ID<Site>, _ course: inout Course
  ) -> SimTime {
    let waits = plan.waits[plan.sites[site].phase]
    var admission = SimTime(-.infinity)
    if sites[site].gates[stage] != .open {
      guard sites[site].gates[stage] == .closed, let date = waits.gateDates[stage] else {
        return .never
      }
      admission = date
    }
    if let base = plan.bases[site], !waits.afterBase[stage].isEmpty {
      guard sites[base].status != .planned else { return .never }
      let ends = plannedEnds(of: base, &course)
      for stage in waits.afterBase[stage] { admission = max(admission, ends[stage]) }
    }
    return admission
  }

  /// When each stage of a site is planned to end, with median durations; never where nobody knows.
  private func plannedEnds(
    of site: ID<Site>, _ course: inout Course
  ) -> Table<StageSpec, SimTime> {
    let graph = kind(of: site).graph
    let inputs = plan.inputs[plan.sites[site].phase]
    let now = course.now
    var ends = Table<StageSpec, SimTime>(repeating: .never, count: graph.stages.count)
    for stage in graph.order {
      let progress = sites[site].stages[stage]
      let spec = graph.stages[stage]
      let before = max(now, spec.after.map { ends[$0] }.max() ?? now)
      let start = max(before, plannedAdmission(to: stage, of: site, &course))
      switch spec.kind {
      case .grid:
        if progress.state == .done {
          ends[stage] = progress.ended
        } else if sites[site].isEnergised(at: now) {
          ends[stage] = start
        } else if let node = sites[site].node {
          let build = course.future.nodes[node.index].medianBuild
          ends[stage] = max(start, sites[site].milestones[.granted] + build)
        }
      case .offer:
        if progress.state == .done {
          ends[stage] = progress.ended
        } else if sites[site].node != nil {
          ends[stage] = start
        }
      case .accelerators:
        ends[stage] = now
      case .timed:
        let median = Hours(inputs.stages[stage].takes.median(&course.future.draws))
        switch progress.state {
        case .done: ends[stage] = progress.ended
        case .running: ends[stage] = max(now, progress.began + median)
        case .pending: ends[stage] = start + median
        }
      }
    }
    return ends
  }
}
