import GridQueues
import Quantities
import ScenarioInputs

// The plan of the day on which a site is begun.
extension Factory {
  /// Notes when the stages of a site that begins are planned to end.
  mutating func planStages(of site: ID<Site>) {
    causes.plannedEnds[site] = medianPlan(of: site)
  }

  /// When the stages of a site end that begins now, h: with median durations, a connection that is granted as
  /// soon as it is applied for, and gates that open at their date, or else as they are come to.
  private mutating func medianPlan(of site: ID<Site>) -> [Double] {
    let phase = rollout.plan.sites[site].phase
    if causes.medians[phase].isEmpty {
      causes.medians[phase] = rollout.plan.inputs[phase].stages.map {
        $0.takes.median(&course.future.draws)
      }
    }
    let graph = rollout.kind(of: site).graph
    var base: [Double] = []
    if let land = rollout.plan.bases[site] {
      // A base that has not begun is planned to begin now.
      base = causes.plannedEnds[land].isEmpty ? medianPlan(of: land) : causes.plannedEnds[land]
    }
    var plan = MedianPlan(
      graph, rollout.plan.causes[phase], base, start: course.now.hours,
      medians: causes.medians[phase])
    plan.gateDates = rollout.plan.waits[phase].gateDates
    plan.gatesBeforeOrder = rollout.plan.waits[phase].gates(beforeAcceleratorsIn: graph)
    let node = rollout.sites[site].node ?? rollout.plan.spec.phases[phase].nodes.first
    plan.build = node.map { course.future.nodes[$0.index].medianBuild.value } ?? 0
    let milestones = rollout.sites[site].milestones
    if milestones[.granted] < .never {
      plan.granted = milestones[.granted].hours
    } else if milestones[.applied] < .never {
      plan.granted = course.now.hours
    } else if let date = rollout.plan.spec.phases[phase].applyForGrid {
      plan.applies = max(date, course.now).hours
    }
    let order = fleet.earliestOrder(for: site, at: course.now, course.future)
    (plan.firstOrder, plan.lead) = (order.instant.hours, order.lead.value)
    return plan.ends()
  }
}
