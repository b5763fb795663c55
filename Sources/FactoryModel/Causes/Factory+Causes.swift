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
    case .live, .abandoned, .closed: false
    }
  }

  /// The causes of a site from now on, should nothing happen.
  private func turns(of site: ID<Site>) -> [CauseSide.Turn] {
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
