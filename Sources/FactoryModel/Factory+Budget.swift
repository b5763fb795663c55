import Accounts
import Quantities

/// What the budget of a strategy lets begin: phases, what is behind their gates, and orders.
extension Factory {
  // MARK: Phases

  /// Starts a triggered phase, or lets it wait for money, or drops it.
  mutating func startIfAffordable(_ phase: ID<PhaseSpec>) {
    let sites = rollout.phases[phase].sites.filter { rollout.sites[$0].status == .planned }
    let (cost, accelerators) = plannedCost(ofSiteIn: phase)
    let needed = cost * Double(sites.count)
    guard accounts.canCommit(needed) else {
      if rollout.refuseMoney(to: phase, course) {
        for site in sites {
          accounts.endWait(of: site, at: course.now)
          drop(site)
        }
      } else {
        for site in sites {
          accounts.awaitMoney(for: site, at: course.now)
          reviewCause(of: site)
        }
      }
      return
    }
    accounts.commit(needed, &course)
    rollout.start(phase, &course)
    for site in sites where rollout.sites[site].status == .planned {
      accounts.endWait(of: site, at: course.now)
      rollout.commit(site, at: course.now)
      accounts.open(site, committed: cost, accelerators: accelerators, course.future)
      if rollout.sites[site].areGatesOpen { fleet.expect(site, course) }
      energiseFromBase(site)
      planStages(of: site)
      proceed(site)
    }
    updateProspects()
    course.record.watch.noteChange(of: .capacity, &course.run)
  }

  /// What a site of a phase is planned to cost as the phase starts, and what of it is for accelerators.
  private mutating func plannedCost(
    ofSiteIn phase: ID<PhaseSpec>
  ) -> (total: Money, accelerators: Money) {
    let kind = rollout.plan.spec.phases[phase].kind
    let graph = rollout.kinds[kind].graph
    let accelerators =
      rollout.plan.waits[phase].gates(beforeAcceleratorsIn: graph).isEmpty
      ? fleet.plannedCost(for: kind, course) : .zero
    return (rollout.plannedCost(ofSiteIn: phase, &course) + accelerators, accelerators)
  }

  // MARK: Gates

  /// Opens the gates that a site has come to, and begins what is behind them.
  mutating func openGates(of site: ID<Site>) {
    while rollout.sites[site].status == .committed, !course.isWindingDown,
      let gate = rollout.gateToOpen(at: site, course.now)
    {
      openIfAffordable(gate, at: site)
    }
  }

  /// Opens a gate whose condition has held, or lets it wait for money, or gives its site up.
  private mutating func openIfAffordable(_ gate: ID<StageSpec>, at site: ID<Site>) {
    let (cost, accelerators) = plannedCost(behind: gate, at: site)
    guard accounts.canCommit(cost) else {
      if rollout.plan.spec.budget?.otherwise == .drop {
        course.note(
          "\(rollout.plan.name(of: site)): what is behind a gate does not fit the budget")
        giveUpForMoney(site)
      } else if rollout.sites[site].gates[gate] == .closed {
        accounts.awaitMoney(for: site, at: course.now)
        rollout.setGate(of: gate, at: site, to: .forMoney, course)
      }
      return
    }
    accounts.endWait(of: site, at: course.now)
    accounts.commit(cost, accelerators: accelerators, to: site, &course)
    rollout.setGate(of: gate, at: site, to: .open, course)
    if rollout.sites[site].areGatesOpen {
      fleet.expect(site, course)
      updateProspects()
      course.record.watch.noteChange(of: .capacity, &course.run)
    }
    rollout.beginStages(of: site, &course, &grid, &accounts)
  }

  /// What a gate lets through that none of the others still holds back, and what of it is for accelerators.
  private mutating func plannedCost(
    behind gate: ID<StageSpec>, at site: ID<Site>
  ) -> (total: Money, accelerators: Money) {
    let (phase, kind) = (rollout.plan.sites[site].phase, rollout.plan.sites[site].kind)
    let waits = rollout.plan.waits[phase]
    let gates = rollout.sites[site].gates
    func isLetThrough(_ before: [ID<StageSpec>]) -> Bool {
      before.contains(gate) && before.allSatisfy { $0 == gate || gates[$0] == .open }
    }
    let accelerators =
      isLetThrough(waits.gates(beforeAcceleratorsIn: rollout.kinds[kind].graph))
      ? fleet.plannedCost(for: kind, course) : .zero
    let stages = rollout.plannedCost(ofStagesIn: phase, &course) {
      isLetThrough(waits.gatesBefore[$0])
    }
    return (stages + accelerators, accelerators)
  }

  /// Gives a site up for want of money.
  private mutating func giveUpForMoney(_ site: ID<Site>) {
    giveUp(site)
    causes.end(site, for: rollout.plan.causes[rollout.plan.sites[site].phase].money)
  }

  // MARK: Orders

  /// Whether there is money for an order at its real cost, where the budget tests that; without it the order
  /// waits, or its site is given up while nothing has been paid for it.
  mutating func isAffordable(orderFor site: ID<Site>) -> Bool {
    guard let budget = rollout.plan.spec.budget, budget.testsOrders,
      fleet.sites[site].batch == nil
    else { return true }
    let kind = rollout.plan.sites[site].kind
    let cost = fleet.plannedCost(for: kind, course)
    guard !accounts.canCommit(cost - accounts.sites[site].planned) else { return true }
    if budget.otherwise == .drop, accounts.sites[site].paid == .zero {
      course.note("\(rollout.plan.name(of: site)): its order does not fit the budget")
      giveUpForMoney(site)
    } else if !fleet.sites[site].orderAwaitsMoney {
      course.note("\(rollout.plan.name(of: site)): its order does not fit the budget and waits")
      accounts.awaitMoney(for: site, at: course.now)
      fleet.awaitMoney(for: site)
      reviewCause(of: site)
    }
    return false
  }

  /// Orders what replaces the accelerators of a site, or lets that wait for money, or drops it.
  mutating func refreshIfAffordable(_ site: ID<Site>) {
    guard let replacement = fleet.replacement(at: site, course) else { return }
    if rollout.plan.spec.budget?.covers == .all {
      let cost = fleet.cost(of: replacement, course)
      guard accounts.canCommit(cost) else {
        fleet.refuseMoney(toRefreshOf: site, &course)
        if fleet.sites[site].refreshAwaitsMoney {
          accounts.awaitMoney(for: site, at: course.now)
        }
        return
      }
      accounts.endWait(of: site, at: course.now)
      accounts.commit(cost, &course)
    }
    let order = fleet.order(replacement, for: site, &course)
    accounts.payReplacement(order, for: site, at: course.now)
  }

  // MARK: What waits for money

  /// Looks again at what waits for money: orders before gates before phases, each in the order of the file.
  mutating func spendOnWaiting() {
    guard rollout.plan.spec.budget != nil, !course.isWindingDown else { return }
    for site in rollout.sites.indices {
      if fleet.sites[site].orderAwaitsMoney, rollout.sites[site].status == .committed,
        isAffordable(orderFor: site)
      {
        accounts.endWait(of: site, at: course.now)
        fleet.endWait(for: site)
        handle(.orderDue(site))
      }
      if fleet.sites[site].refreshAwaitsMoney { refreshIfAffordable(site) }
    }
    for site in rollout.sites.indices where rollout.sites[site].status == .committed {
      while rollout.sites[site].status == .committed,
        let gate = rollout.sites[site].gates.indices.first(where: {
          rollout.sites[site].gates[$0] == .forMoney
        })
      {
        openIfAffordable(gate, at: site)
        guard rollout.sites[site].gates[gate] == .open else { break }
        proceed(site)
      }
    }
    for phase in rollout.phases.indices where rollout.phases[phase].status == .forMoney {
      startIfAffordable(phase)
    }
  }
}
