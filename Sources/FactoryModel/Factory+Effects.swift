import EventKernel
import GridQueues
import Quantities

/// What an event of one part means to the others, in the order in which they hear of it.
///
/// This is the one place that says so; `docs/how-it-works.md` has the same table in words. The order
/// matters: who schedules first at an instant comes first among events of one kind.
extension Factory {
  // MARK: From events to effects

  mutating func handle(_ event: DemandEvent) {
    demand.handle(event, &course)
    passOnUse()
  }

  /// Lets the grid move, and gives each connection that it grants us to its site.
  mutating func handle(_ event: GridEvent) {
    grid.handle(event, in: &course.run)
    for grant in grid.grants { passOn(rollout.accept(grant, &course, &grid)) }
  }

  mutating func handle(_ event: RolloutEvent) {
    passOn(rollout.handle(event, &course, &grid, &accounts))
  }

  mutating func handle(_ event: FleetEvent) {
    let site = event.site
    if case .orderDue = event, !isAffordable(orderFor: site) { return }
    passOn(fleet.handle(event, at: rollout.sites[site].status, &course), of: site)
  }

  // MARK: From effects to those concerned

  /// What customers use decides what sites draw.
  private mutating func passOnUse() {
    guard !demand.effects.isEmpty else { return }
    for index in demand.effects.indices {
      switch demand.effects[index] {
      case .useChanged(let site, let change, let holders):
        power.changeUse(at: site, by: change, holders: holders, course)
      }
    }
    demand.clearEffects()
  }

  private mutating func passOn(_ effect: RolloutEffect) {
    switch effect {
    case .none: break
    case .triggered(let phase): startIfAffordable(phase)
    case .mayProceed(let phase):
      for site in rollout.phases[phase].sites { proceed(site) }
    case .review: review()
    case .connected(let site): connect(site)
    case .proceeds(let site): proceed(site)
    case .refused(let site): giveUp(site)
    }
  }

  private mutating func passOn(_ effect: FleetEffect, of site: ID<Site>) {
    switch effect {
    case .none: break
    case .ordered(let order):
      accounts.pay(order, for: site, &course)
      rollout.reach(.ordered, at: site, course.now)
      prospectsChanged()
      fleet.awaitDelivery(of: order, at: site, &course)
      reviewCause(of: site)
    case .delivered:
      accounts.deliver(at: site, isReplacement: false, at: course.now)
      passOn(rollout.receiveAccelerators(at: site, course.now))
    case .deliveredTooLate(let isReplacement):
      accounts.sellOnArrival(
        at: site, isReplacement: isReplacement, course.now, course.future)
    case .replacementDue: refreshIfAffordable(site)
    case .replacementDelivered:
      accounts.deliver(at: site, isReplacement: true, at: course.now)
    case .lifeEnded(let succession):
      accounts.retireAccelerators(of: site, at: course.now, course.future)
      switch succession {
      case .none:
        setCapacity(of: site, to: .none)
        if course.isWindingDown { closeIfIdle(site) }
      case .atOnce: install(at: site)
      case .after(let downtime):
        setCapacity(of: site, to: .none)
        fleet.awaitSwap(at: site, downtime, &course)
      }
    case .installed: install(at: site)
    }
  }

  // MARK: Phases

  /// Looks at the levels that rules wait for.
  private mutating func review() {
    course.record.watch.beginReview()
    rollout.watch(&course)
    for rule in rollout.rulesToReview() {
      for part in rollout.plan.rules[rule].sustained {
        let level = part.observable.level(self)
        rollout.review(part, of: rule, level: level, &course)
      }
    }
  }

  // MARK: Sites

  /// Gates open, stages begin, accelerators are ordered in time for them, and a site that is built goes live;
  /// then those that stand on it.
  mutating func proceed(_ site: ID<Site>) {
    if rollout.sites[site].status == .committed {
      rollout.beginStages(of: site, &course, &grid, &accounts)
      openGates(of: site)
      planOrder(for: site)
      if rollout.sites[site].isBuilt, rollout.sites[site].status == .committed { goLive(site) }
    }
    reviewCause(of: site)
    for other in rollout.plan.standing[site] { proceed(other) }
  }

  /// Plans when accelerators are ordered for a site whose stage `accelerators` has begun.
  private mutating func planOrder(for site: ID<Site>) {
    guard fleet.sites[site].batch == nil, !fleet.sites[site].orderAwaitsMoney,
      let needed = rollout.acceleratorsNeeded(at: site, &course)
    else { return }
    fleet.planOrder(for: site, neededAt: needed, &course)
  }

  /// The connection has power: from now on it is charged for.
  private mutating func connect(_ site: ID<Site>) {
    let kind = rollout.kind(of: site)
    if let node = rollout.sites[site].node {
      accounts.payConnection(of: kind.connection, at: node, for: site, course)
    }
    rollout.becomeEnergised(site, &course)
    for other in rollout.plan.standing[site] { energiseFromBase(other) }
    passOn(rollout.finishSupplied(kind.graph.gridStage, of: site, at: course.now))
  }

  /// A site that stands on another one has power once that has, and not before it is begun.
  mutating func energiseFromBase(_ site: ID<Site>) {
    guard let base = rollout.plan.bases[site], rollout.sites[base].isEnergised(at: course.now),
      !rollout.sites[site].isEnergised(at: course.now)
    else { return }
    switch rollout.sites[site].status {
    case .committed, .live: rollout.becomeEnergised(site, &course)
    case .planned, .abandoned, .closed: break
    }
  }

  private mutating func goLive(_ site: ID<Site>) {
    rollout.goLive(site, course)
    let base = rollout.plan.bases[site]
    if base == nil, !rollout.sites[site].isEnergised(at: course.now) {
      rollout.becomeEnergised(site, &course)
    }
    accounts.putInService(
      site, connectedBy: base ?? site, computes: rollout.kind(of: site).computes, at: course.now)
    if !rollout.kind(of: site).isLiveAtStart { demand.ramp(site, after: 0, &course) }
    install(at: site)
    rollout.reachLive(phaseOf: site, &course)
  }

  /// A site that stands from the start is live at once; what it cost is an opening flow.
  mutating func open(standing site: ID<Site>) {
    accounts.open(site, standingFor: rollout.openingCost(of: site, &course), &course)
    rollout.commit(site, at: course.now)
    fleet.expect(site, course)
    rollout.connectStanding(site)
    rollout.becomeEnergised(site, &course)
    goLive(site)
  }

  /// Gives a site up, and all that stands on it: what is free again may be enough for what waits for money.
  mutating func giveUp(_ site: ID<Site>) {
    close(site)
    prospectsChanged()
    course.record.watch.noteChange(of: .capacity, &course.run)
    if course.isWindingDown, let base = rollout.plan.bases[site] { closeIfIdle(base) }
    spendOnWaiting()
  }

  /// A site and all that stands on it come to their end.
  private mutating func close(_ site: ID<Site>) {
    for other in rollout.plan.standing[site] { close(other) }
    accounts.endWait(of: site, at: course.now)
    switch rollout.sites[site].status {
    case .abandoned, .closed: return
    case .planned:
      drop(site)
      return
    case .live: setCapacity(of: site, to: .none)
    case .committed: break
    }
    rollout.giveUp(site, &course, &grid, &accounts)
    fleet.giveUp(site, &course)
    accounts.giveUp(site, &course)
    reviewCause(of: site)
  }

  /// A site whose phase does not start is no plan any more, nor is what would have stood on it.
  mutating func drop(_ site: ID<Site>) {
    for other in rollout.plan.standing[site] { close(other) }
    accounts.giveUpConnection(of: site, at: course.now)
    rollout.drop(site, &course, &grid)
    reviewCause(of: site)
  }

  // MARK: Capacity

  /// What is in place at a live site can be sold from now on.
  private mutating func install(at site: ID<Site>) {
    guard rollout.sites[site].status == .live,
      let capacity = fleet.capacity(at: site, course.future)
    else { return }
    accounts.putAcceleratorsInService(at: site, at: course.now)
    fleet.beginLife(at: site, &course)
    setCapacity(of: site, to: capacity)
  }

  /// What is in place at a site changes, and those who no longer fit go first.
  mutating func setCapacity(of site: ID<Site>, to capacity: SiteCapacity) {
    fleet.setCapacity(of: site, to: capacity, &course)
    accounts.setInPlace(capacity.installed > .zero, at: site, at: course.now)
    power.install(capacity, at: site, course)
    demand.setCapacity(of: site, to: capacity.sellable, &course)
    passOnUse()
    prospectsChanged()
    course.record.watch.noteChange(of: .capacity, &course.run)
  }

  /// What is or will be there has changed: some may wait for too much now, others may fit.
  mutating func prospectsChanged() {
    updateProspects()
    demand.dropTooLarge(&course)
    demand.scheduleMatching(&course)
  }

  /// Sees anew what a request may ever use.
  mutating func updateProspects() {
    demand.prospects.clear()
    for site in rollout.sites.indices {
      switch rollout.sites[site].status {
      case .committed, .live:
        demand.prospects.add(
          fleet.sites[site].prospective, sovereignty: rollout.plan.placement.sovereignty[site])
      case .planned, .abandoned, .closed: break
      }
    }
  }
}
