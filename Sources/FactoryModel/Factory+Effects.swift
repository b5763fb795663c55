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
    case .delivered:
      accounts.deliver(at: site, isReplacement: false, at: course.now)
      passOn(rollout.receiveAccelerators(at: site, course.now))
    case .replacementOrdered(let order):
      accounts.payReplacement(order, for: site, at: course.now)
    case .replacementDelivered:
      accounts.deliver(at: site, isReplacement: true, at: course.now)
    case .lifeEnded(let succession):
      accounts.retireAccelerators(of: site, at: course.now)
      switch succession {
      case .none: setCapacity(of: site, to: .none)
      case .beforeLive: break
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

  /// Starts a triggered phase, or lets it wait for money, or drops it.
  private mutating func startIfAffordable(_ phase: ID<PhaseSpec>) {
    let kind = rollout.plan.spec.phases[phase].kind
    let accelerators = fleet.plannedCost(for: kind, at: course.now, course.future)
    let cost = rollout.plannedCost(ofSiteIn: phase, &course) + accelerators
    let sites = rollout.phases[phase].sites
    let needed = cost * Double(sites.count)
    guard accounts.canCommit(needed) else {
      guard rollout.refuseMoney(to: phase, course) else { return }
      for site in sites {
        accounts.giveUpConnection(of: site, at: course.now)
        rollout.drop(site, &course, &grid)
      }
      return
    }
    accounts.commit(needed, &course)
    rollout.start(phase, &course)
    for site in sites where rollout.sites[site].status == .planned {
      rollout.commit(site, at: course.now)
      accounts.open(site, committed: cost, accelerators: accelerators, course.future)
      fleet.begin(site, course)
      proceed(site)
    }
    updateProspects()
    course.record.watch.noteChange(of: .capacity, &course.run)
  }

  /// Looks again at the phases that wait for money.
  mutating func startWaitingPhases() {
    for phase in rollout.phases.indices where rollout.phases[phase].status == .forMoney {
      startIfAffordable(phase)
    }
  }

  // MARK: Sites

  /// Stages begin, accelerators are ordered in time for them, and a site that is built goes live.
  private mutating func proceed(_ site: ID<Site>) {
    rollout.beginStages(of: site, &course, &grid, &accounts)
    if fleet.sites[site].batch == nil, let needed = rollout.acceleratorsNeeded(at: site, &course) {
      fleet.planOrder(for: site, neededAt: needed, &course)
    }
    if rollout.sites[site].isBuilt, rollout.sites[site].status == .committed { goLive(site) }
  }

  /// The connection has power: from now on it is charged for.
  private mutating func connect(_ site: ID<Site>) {
    let kind = rollout.kind(of: site)
    if let node = rollout.sites[site].node {
      accounts.payConnection(of: kind.connection, at: node, for: site, course)
    }
    rollout.becomeEnergised(site, &course)
    passOn(rollout.finishSupplied(kind.graph.gridStage, of: site, at: course.now))
  }

  private mutating func goLive(_ site: ID<Site>) {
    rollout.goLive(site, course)
    if !rollout.sites[site].isEnergised(at: course.now) { rollout.becomeEnergised(site, &course) }
    accounts.putInService(site, at: course.now)
    install(at: site)
    rollout.reachLive(phaseOf: site, &course)
  }

  /// A site that stands from the start is live at once; what it cost is an opening flow.
  mutating func open(standing site: ID<Site>) {
    accounts.open(site, standingFor: rollout.openingCost(of: site, &course), &course)
    rollout.commit(site, at: course.now)
    fleet.begin(site, course)
    rollout.connectStanding(site)
    rollout.becomeEnergised(site, &course)
    goLive(site)
  }

  /// Gives a site up: what is free again may be enough for phases that wait for money.
  private mutating func giveUp(_ site: ID<Site>) {
    rollout.giveUp(site, &course, &grid, &accounts)
    fleet.giveUp(site, &course)
    accounts.giveUp(site, &course)
    prospectsChanged()
    course.record.watch.noteChange(of: .capacity, &course.run)
    startWaitingPhases()
  }

  // MARK: Capacity

  /// What is in place at a live site can be sold from now on.
  private mutating func install(at site: ID<Site>) {
    guard rollout.sites[site].status == .live,
      let capacity = fleet.capacity(at: site, course.future)
    else { return }
    accounts.putAcceleratorsInService(at: site, at: course.now)
    setCapacity(of: site, to: capacity)
  }

  /// What is in place at a site changes, and those who no longer fit go first.
  private mutating func setCapacity(of site: ID<Site>, to capacity: SiteCapacity) {
    fleet.setCapacity(of: site, to: capacity, &course)
    accounts.setInPlace(capacity.installed > .zero, at: site, at: course.now)
    power.install(capacity, at: site, course)
    demand.setCapacity(of: site, to: capacity.sellable, &course)
    passOnUse()
    prospectsChanged()
    course.record.watch.noteChange(of: .capacity, &course.run)
  }

  /// What is or will be there has changed: some may wait for too much now, others may fit.
  private mutating func prospectsChanged() {
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
      case .planned, .abandoned: break
      }
    }
  }
}
