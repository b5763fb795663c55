import ScenarioInputs
import Accounts
import GridQueues
import EventKernel
import Quantities

extension Factory {
  /// Lets the grid move, and starts the building of each connection that it grants us.
  mutating func handle(_ event: GridEvent, in run: inout Run) {
    grid.handle(event, in: &run)
    for grant in grid.grants { accept(grant, &run) }
  }

  /// A site applies in every region of its phase, once.
  mutating func applyForGrid(_ site: Int, _ run: inout Run) {
    guard sites[site].applications.isEmpty else { return }
    let phase = strategy.phases[sites[site].phase]
    let power = scenario.kinds[sites[site].kind].connection
    for node in phase.nodes {
      let place = scenario.grid.nodes[node.index].name
      note(
        run,
        "\(name(of: site)): applies for \(Dimension.power.roundedText(of: power.value, digits: 4)) at \(place)"
      )
      sites[site].applications.append(
        grid.apply(
          at: node, for: power, applicantClass: phase.applicantClass, token: Int32(site), in: &run))
    }
    reach(.applied, at: site, run.now)
  }

  /// The first offer wins: the applications elsewhere are withdrawn, and the connection is built.
  private mutating func accept(_ grant: GridGrant, _ run: inout Run) {
    let site = Int(grant.token)
    guard sites[site].node == nil, sites[site].status != .abandoned else {
      // A second offer of the same instant.
      return grid.withdraw(grant.application, in: &run)
    }
    note(run, "\(name(of: site)): granted at \(scenario.grid.nodes[grant.node.index].name)")
    sites[site].node = grant.node
    sites[site].granted = run.now
    reach(.granted, at: site, run.now)
    let granted = Set(grid.grants.map(\.application))
    for application in sites[site].applications where !granted.contains(application) {
      grid.withdraw(application, in: &run)
    }
    let build = Hours(
      phaseInputs(of: site).builds[grant.node.index].value(
        &future.draws, entity: sites[site].entity))
    run.schedule(.rollout(.siteEnergised(site: Int32(site))), at: run.now + build)
    finishSupplied(\.offerStage, of: site, &run)
  }

  /// The connection has power: from now on it is charged for.
  mutating func energise(_ site: Int, _ run: inout Run) {
    guard sites[site].status != .abandoned else { return }
    sites[site].energised = run.now
    note(run, "\(name(of: site)): energised")
    if let node = sites[site].node {
      let power = scenario.kinds[sites[site].kind].connection
      let fee =
        future.nodes[node.index].connectionFee(power)
        * future.money.escalation.factor(.grid, at: run.now)
      ledger.book(fee, on: .cost(.connection), at: run.now)
      sites[site].paidCost += fee
      sites[site].connectionAsset = assets.add(
        .connection, cost: fee, bookLife: future.money.connectionLife)
    }
    becomeEnergised(site, &run)
    finishSupplied(\.gridStage, of: site, &run)
  }

  /// What follows from having power, however it came.
  mutating func becomeEnergised(_ site: Int, _ run: inout Run) {
    reach(.energised, at: site, run.now)
    let phase = sites[site].phase
    if sites[site].node != nil {
      levels.add(
        series.place(.contractedGridPower), scenario.kinds[sites[site].kind].connection.value,
        at: run.now)
    }
    reach(.firstEnergised, phase: phase, &run)
    if phases[phase].sites.allSatisfy({ sites[$0].isEnergised(at: run.now) }) {
      reach(.energised, phase: phase, &run)
    }
  }

  /// A stage that the model supplies is done, if it has begun.
  private mutating func finishSupplied(
    _ stage: KeyPath<StageGraph, Int?>, of site: Int, _ run: inout Run
  ) {
    guard sites[site].status == .committed else { return }
    if let index = scenario.kinds[sites[site].kind].graph[keyPath: stage],
      sites[site].stages[index].state == .running
    {
      finish(index, of: site, &run)
    }
    beginStages(of: site, &run)
  }

  /// A site that is given up leaves the lists, or hands its connection back, which is written off.
  mutating func leaveGrid(_ site: Int, _ run: inout Run) {
    if sites[site].connectionAsset >= 0 {
      assets.retire(sites[site].connectionAsset, at: run.now)
    }
    if sites[site].node == nil {
      for application in sites[site].applications { grid.withdraw(application, in: &run) }
    } else if let index = strategy.phases[sites[site].phase].nodes.firstIndex(where: {
      $0 == sites[site].node
    }) {
      grid.withdraw(sites[site].applications[index], in: &run)
      if sites[site].isEnergised(at: run.now) {
        levels.add(
          series.place(.contractedGridPower), -scenario.kinds[sites[site].kind].connection.value,
          at: run.now)
      }
    }
  }
}
