import Columns
import GridQueues
import Quantities

// Why sites applied late, waited, or were given up, as stops and rules of the grid say.
extension Factory {
  /// Writes the reasons in the order of `Scenario.milestonePlaces`, if the scenario has any.
  func writeReasons(into result: inout ReplicationResult) {
    result.reasons.removeAll(keepingCapacity: true)
    guard !rollout.reasons.isEmpty else { return }
    for site in rollout.plan.sites.indices {
      for (_, source) in milestoneSources[rollout.plan.sites[site].kind.index] {
        var reason: Int?
        if case .site(let milestone) = source { reason = self.reason(of: milestone, at: site) }
        result.reasons.append(reason.map(Double.init) ?? .nan)
      }
    }
  }

  private func reason(of milestone: SiteMilestone, at site: ID<Site>) -> Int? {
    let progress = rollout.sites[site]
    switch milestone {
    case .applied: return progress.reasonToApplyLate
    case .granted: return reasonToWait(at: site)
    case .abandoned:
      return progress.milestones[.abandoned] < .never ? progress.reasonOfRefusal : nil
    case .started, .energised, .ordered, .delivered, .live: return nil
    }
  }

  /// The last stop that held while a site waited: where it was granted, or where it still waits.
  private func reasonToWait(at site: ID<Site>) -> Int? {
    let progress = rollout.sites[site]
    let applied = progress.milestones[.applied]
    guard applied < .never else { return progress.reasonToApplyLate }
    let end = min(
      progress.milestones[.granted], progress.milestones[.abandoned], scenario.calendar.horizon)
    let nodes =
      progress.node.map { [$0] }
      ?? zip(rollout.plan.spec.phases[rollout.plan.sites[site].phase].nodes, progress.applications)
      .filter { $1 != nil }.map(\.0)
    let stops = nodes.flatMap {
      scenario.grid.nodes[$0.index].stopsOfGrants(from: applied.hours, to: end.hours)
    }
    guard let last = stops.max(by: { $0.from < $1.from }) else { return nil }
    return rollout.reasons.firstIndex(of: last.reason)
  }
}
