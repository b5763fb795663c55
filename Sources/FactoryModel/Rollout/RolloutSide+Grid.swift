import GridQueues
import ScenarioInputs
import EventKernel
import Quantities

extension RolloutSide {
  /// A site applies in every region of its phase, once; where applications are barred, as soon as they are not.
  mutating func applyForGrid(_ site: ID<Site>, _ course: inout Course, _ grid: inout Grid) {
    guard sites[site].applications.isEmpty, !course.isWindingDown else { return }
    let nodes = plan.spec.phases[plan.sites[site].phase].nodes
    sites[site].applications = Array(repeating: nil, count: nodes.count)
    for (place, node) in nodes.enumerated() {
      let spec = gridNodes[node.index]
      let opening = SimTime(
        spec.firstInstant(without: .applications, from: course.now.hours))
      if opening == course.now {
        apply(site, at: place, &course, &grid)
        continue
      }
      let stop = spec.stops.first { $0.bars == .applications && $0.holds(at: course.now.hours) }
      course.note(
        "\(plan.name(of: site)): \(spec.name) takes no applications (\(stop?.reason ?? ""))")
      sites[site].postponedApplications += 1
      sites[site].reasonToApplyLate =
        sites[site].reasonToApplyLate ?? stop.flatMap { reasons.firstIndex(of: $0.reason) }
      if opening < .never {
        course.run.schedule(
          .rollout(.applicationReopened(site, place: Int32(place))), at: opening)
      }
    }
    // Where it has applied somewhere at once, nothing was late.
    if sites[site].milestones[.applied] < .never { sites[site].reasonToApplyLate = nil }
    giveUpIfRefusedEverywhere(site, &course)
  }

  /// What made an application late is the stop that ends now where the site applies first, and none of elsewhere.
  mutating func blameStop(at place: Int, for site: ID<Site>, _ now: SimTime) {
    let node = plan.spec.phases[plan.sites[site].phase].nodes[place]
    let stop = gridNodes[node.index].stops.first {
      $0.bars == .applications && $0.until == now.hours
    }
    sites[site].reasonToApplyLate = stop.flatMap { reasons.firstIndex(of: $0.reason) }
  }

  /// A site that has applied nowhere, and will not, is given up as soon as all is done that happens now.
  func giveUpIfRefusedEverywhere(_ site: ID<Site>, _ course: inout Course) {
    guard sites[site].reasonOfRefusal != nil, sites[site].postponedApplications == 0,
      sites[site].applications.allSatisfy({ $0 == nil })
    else { return }
    course.run.schedule(.rollout(.sitingRefused(site)), at: course.now)
  }

  /// The rule that keeps a site from being connected in the region of a node now.
  private func rule(
    refusing site: ID<Site>, at node: GridNodeID, _ now: SimTime
  ) -> GridSitingRule? {
    guard !siting.isEmpty else { return nil }
    // All that stands on a connection counts together.
    let floor = plan.standing[site].reduce(kind(of: site).floor) { $0 + kind(of: $1).floor }
    return siting.first {
      $0.refuses(
        floor: floor, connection: kind(of: site).connection.value,
        inRegion: gridNodes[node.index].region, at: now.hours)
    }
  }

  /// A site applies at a node, by its place among those of the phase, unless it may not be connected there.
  mutating func apply(
    _ site: ID<Site>, at place: Int, _ course: inout Course, _ grid: inout Grid
  ) {
    let phase = plan.spec.phases[plan.sites[site].phase]
    let (node, power) = (phase.nodes[place], kind(of: site).connection)
    if let rule = rule(refusing: site, at: node, course.now) {
      course.note(
        "\(plan.name(of: site)): may not apply at \(gridNodes[node.index].name) (\(rule.reason))")
      sites[site].reasonOfRefusal = reasons.firstIndex(of: rule.reason)
      return
    }
    course.note(
      "\(plan.name(of: site)): applies for \(Dimension.power.roundedText(of: power.value, digits: 4)) at \(gridNodes[node.index].name)"
    )
    sites[site].applications[place] = grid.apply(
      at: node, for: power, applicantClass: phase.applicantClass,
      upstreamFactor: kind(of: site).upstreamFactor.value(&course.future.draws),
      token: site.number, in: &course.run)
    if sites[site].milestones[.applied] == .never { reach(.applied, at: site, course.now) }
  }

  /// The first offer wins: the applications elsewhere are withdrawn, and the connection is built.
  mutating func accept(
    _ grant: GridGrant, _ course: inout Course, _ grid: inout Grid
  ) -> RolloutEffect {
    let site = ID<Site>(number: grant.token)
    guard sites[site].node == nil, !sites[site].isOver else {
      // A second offer of the same instant.
      grid.withdraw(grant.application, in: &course.run)
      return .none
    }
    course.note("\(plan.name(of: site)): granted at \(gridNodes[grant.node.index].name)")
    sites[site].node = grant.node
    reach(.granted, at: site, course.now)
    let granted = Set(grid.grants.map(\.application))
    for case .some(let application) in sites[site].applications
    where !granted.contains(application) {
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
      for case .some(let application) in sites[site].applications {
        grid.withdraw(application, in: &course.run)
      }
      return
    }
    let nodes = plan.spec.phases[plan.sites[site].phase].nodes
    guard let index = nodes.firstIndex(of: node), let granted = sites[site].applications[index]
    else { return }
    grid.withdraw(granted, in: &course.run)
    if sites[site].isEnergised(at: course.now) {
      course.record.add(.contractedGridPower, -kind(of: site).connection.value, at: course.now)
    }
  }
}
