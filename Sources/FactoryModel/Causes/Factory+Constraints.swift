import Columns
import Quantities

// What held up the sites of each phase, at the end of a strategy.
extension Factory {
  /// Writes what held up the sites of each phase, over those that were begun.
  mutating func writeConstraints(into result: inout ReplicationResult) {
    for site in rollout.sites.indices {
      causes.turn(site, at: scenario.calendar.horizon, to: [])
    }
    result.constraints.removeAll(keepingCapacity: true)
    for phase in rollout.phases.indices where !rollout.phases[phase].sites.isEmpty {
      let sites = rollout.phases[phase].sites.filter { causes.last[$0] != nil }
      for cause in rollout.plan.causes[phase].names.indices {
        for measure in ConstraintMeasure.allCases {
          result.constraints.append(
            mean(over: sites) { site in
              switch measure {
              case .shareOfTime: causes.share(of: cause, at: site)
              case .shareLast: causes.last[site] == cause ? 1 : 0
              case .slack: slack(of: cause, at: site)
              case .late: late(cause, at: site)
              }
            })
        }
      }
    }
  }

  /// The mean of a number over sites that have it; NaN where none has.
  private func mean(over sites: [ID<Site>], _ number: (ID<Site>) -> Double) -> Double {
    var (sum, count) = (0.0, 0)
    for site in sites {
      let value = number(site)
      guard !value.isNaN else { continue }
      sum += value
      count += 1
    }
    return count == 0 ? .nan : sum / Double(count)
  }

  /// A stage that is a cause, with the site to which it belongs; nil for money and gates.
  private func stage(of cause: Int, at site: ID<Site>) -> (stage: ID<StageSpec>, site: ID<Site>)? {
    let plan = rollout.plan.causes[rollout.plan.sites[site].phase]
    if cause < plan.stageCount { return (ID(cause), site) }
    guard cause < plan.before.count, let base = rollout.plan.bases[site] else { return nil }
    return (ID(cause - plan.stageCount), base)
  }

  private func end(of stage: ID<StageSpec>, at site: ID<Site>) -> SimTime? {
    let progress = rollout.sites[site].stages[stage]
    return progress.state == .done ? progress.ended : nil
  }

  /// From the end of a stage to the beginning of the first that waits for it at a site, or to its being live.
  private func slack(of cause: Int, at site: ID<Site>) -> Double {
    guard let (stage, owner) = stage(of: cause, at: site), let ended = end(of: stage, at: owner)
    else { return .nan }
    let plan = rollout.plan.causes[rollout.plan.sites[site].phase]
    let stages = rollout.sites[site].stages
    var first = SimTime.never
    let supply = rollout.kind(of: site).graph.acceleratorStage
    for other in stages.indices where plan.before[other.index].contains(cause) {
      // The order of accelerators is what waits, not the stage that is there for it from the start.
      let began = other == supply ? rollout.sites[site].milestones[.ordered] : stages[other].began
      first = min(first, began)
    }
    if owner == site, plan.lastStages.contains(stage) {
      first = rollout.sites[site].milestones[.live]
    }
    return first < .never && first >= ended ? (first - ended).value : .nan
  }

  /// How much later a stage ended than by the plan of the day on which its site was begun.
  private func late(_ cause: Int, at site: ID<Site>) -> Double {
    guard let (stage, owner) = stage(of: cause, at: site), let ended = end(of: stage, at: owner),
      causes.plannedEnds[owner].indices.contains(stage.index)
    else { return .nan }
    let planned = causes.plannedEnds[owner][stage.index]
    // What was not to be had by any plan has none that it could be late against.
    return planned.isFinite ? ended.hours - planned : .nan
  }
}
