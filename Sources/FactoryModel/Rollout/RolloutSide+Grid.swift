import GridQueues
import ScenarioInputs
import EventKernel
import Quantities

extension RolloutSide {
  /// A site applies in every region of its phase, once.
  mutating func applyForGrid(_ site: ID<Site>, _ course: inout Course, _ grid: inout Grid) {
    guard sites[site].applications.isEmpty else { return }
    let phase = plan.spec.phases[plan.sites[site].phase]
    let power = kind(of: site).connection
    for node in phase.nodes {
      let place = gridNodes[node.index].name
      course.note(
        "\(plan.name(of: site)): applies for \(Dimension.power.roundedText(of: power.value, digits: 4)) at \(place)"
      )
      sites[site].applications.append(
        grid.apply(
          at: node, for: power, applicantClass: phase.applicantClass, token: site.number,
          in: &course.run))
    }
    reach(.applied, at: site, course.now)
  }

  /// The first offer wins: the applications elsewhere are withdrawn, and the connection is built.
  mutating func accept(
    _ grant: GridGrant, _ course: inout Course, _ grid: inout Grid
  ) -> RolloutEffect {
    let site = ID<Site>(number: grant.token)
    guard sites[site].node == nil, sites[site].status != .abandoned else {
      // A second offer of the same instant.
      grid.withdraw(grant.application, in: &course.run)
      return .none
    }
    course.note("\(plan.name(of: site)): granted at \(gridNodes[grant.node.index].name)")
    sites[site].node = grant.node
    reach(.granted, at: site, course.now)
    let granted = Set(grid.grants.map(\.application))
    for application in sites[site].applications where !granted.contains(application) {
      grid.withdraw(application, in: &course.run)
    }
    let (phase, entity) = (plan.sites[site].phase, plan.sites[site].entity)
    let build = Hours(
      plan.inputs[phase].builds[grant.node.index].value(&course.future.draws, entity: entity))
    course.run.schedule(.rollout(.siteEnergised(site)), at: course.now + build)
    return finishSupplied(kind(of: site).graph.offerStage, of: site, at: course.now)
  }

  /// What follows in the rollout from having power, however it came.
  mutating func becomeEnergised(_ site: ID<Site>, _ course: inout Course) {
    reach(.energised, at: site, course.now)
    if sites[site].node != nil {
      course.record.add(.contractedGridPower, kind(of: site).connection.value, at: course.now)
    }
    let phase = plan.sites[site].phase
    reach(.firstEnergised, phase: phase, &course)
    if phases[phase].sites.allSatisfy({ sites[$0].isEnergised(at: course.now) }) {
      reach(.energised, phase: phase, &course)
    }
  }

  /// A site that is given up leaves the lists, or hands its connection back.
  func leaveGrid(_ site: ID<Site>, _ course: inout Course, _ grid: inout Grid) {
    guard let node = sites[site].node else {
      for application in sites[site].applications { grid.withdraw(application, in: &course.run) }
      return
    }
    let nodes = plan.spec.phases[plan.sites[site].phase].nodes
    guard let index = nodes.firstIndex(of: node) else { return }
    grid.withdraw(sites[site].applications[index], in: &course.run)
    if sites[site].isEnergised(at: course.now) {
      course.record.add(.contractedGridPower, -kind(of: site).connection.value, at: course.now)
    }
  }
}
