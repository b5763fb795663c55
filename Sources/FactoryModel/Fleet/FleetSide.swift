import ScenarioInputs
import EventKernel
import Quantities

/// Accelerators: which are ordered, when they come, and what is in place at each site.
struct FleetSide: ~Copyable {
  let spec: FleetSpec
  let kinds: [SiteKindSpec]
  let plan: StrategyPlan
  var sites: Table<Site, SiteEquipment>
  /// What has been ordered so far: H100e, and IT power.
  private(set) var bought = (compute: Compute.zero, power: Power.zero)

  init(_ scenario: Scenario, _ plan: StrategyPlan) {
    self.init(plan, scenario.fleet, scenario.kinds)
  }

  /// Nothing is ordered yet.
  private init(_ plan: StrategyPlan, _ spec: FleetSpec, _ kinds: [SiteKindSpec]) {
    self.spec = spec
    self.kinds = kinds
    self.plan = plan
    sites = Table(repeating: SiteEquipment(), count: plan.sites.count)
  }

  /// Starts a strategy, before its clock runs: everything is as in a new value.
  mutating func begin(_ plan: StrategyPlan) { self = FleetSide(plan, spec, kinds) }

  /// Lets something happen at a site that is so far.
  mutating func handle(
    _ event: FleetEvent, at status: SiteStatus, _ course: inout Course
  ) -> FleetEffect {
    guard status != .abandoned, status != .closed else { return receiveTooLate(event, course) }
    if course.isWindingDown, event.isOrdering { return .none }
    return switch event {
    case .orderDue(let site): order(for: site, &course)
    case .delivered(let site): receive(at: site, course)
    case .refreshDue(let site): planReplacement(for: site, &course)
    case .refreshOrderDue: .replacementDue
    case .replacementDelivered(let site): receiveReplacement(at: site, &course)
    case .lifeEnded(let site): endLife(at: site, course)
    case .swapDone: .installed
    }
  }

  func kind(of site: ID<Site>) -> SiteKindSpec { kinds[plan.sites[site].kind] }

  /// The generation that is ordered for a site at an instant; nil where none on sale serves it.
  func choice(
    for site: ID<Site>, at time: SimTime, _ future: borrowing Future
  ) -> ID<Generation>? {
    future.generations.choice(of: spec.procurement, for: kind(of: site).power, at: time)
  }

  // MARK: The first accelerators

  /// Nothing of a site is behind a gate any more: it will have what is ordered, or would be ordered now.
  mutating func expect(_ site: ID<Site>, _ course: borrowing Course) {
    sites[site].isExpected = true
    if let batch = sites[site].batch ?? best(for: plan.sites[site].kind, course) {
      sites[site].prospective = sellable(batch, at: site, course.future)
    } else {
      let kind = kind(of: site)
      sites[site].prospective = (kind.capacity ?? .zero) * kind.availability
    }
  }

  /// What would be ordered now to fill a site of some kind; nil where it buys nothing, or nothing on sale serves
  /// it.
  private func best(for kind: ID<SiteKindSpec>, _ course: borrowing Course) -> Batch? {
    guard kinds[kind].graph.acceleratorStage != nil else { return nil }
    return course.future.generations.choice(
      of: spec.procurement, for: kinds[kind].power, at: course.now
    ).map { batch(of: $0, filling: kind, course) }
  }

  /// As many units of a generation as fill a site of some kind.
  func batch(
    of generation: ID<Generation>, filling kind: ID<SiteKindSpec>, _ course: borrowing Course
  ) -> Batch {
    Batch(
      generation: generation,
      units: course.future.generations[generation].units(within: kinds[kind].power))
  }

  /// What the accelerators of a site of some kind would cost, ordered now.
  func plannedCost(for kind: ID<SiteKindSpec>, _ course: borrowing Course) -> Money {
    best(for: kind, course).map { cost(of: $0, course) } ?? .zero
  }

  /// Plans the order so that delivery meets the instant at which the stage that needs it can start.
  ///
  /// While the grid has granted nothing there is no such instant, and nothing is ordered.
  mutating func planOrder(for site: ID<Site>, neededAt needed: SimTime, _ course: inout Course) {
    course.run.cancel(sites[site].orderTimer)
    guard needed < .never else { return }
    let graph = kind(of: site).graph
    let isAhead = graph.acceleratorStage.map { graph.stages[$0].order == .planned } ?? false
    let choice = isAhead ? choice(for: site, at: course.now, course.future) : nil
    let lead = choice.map { course.future.generations[$0].medianLead } ?? .zero
    sites[site].orderTimer = course.run.schedule(
      .fleet(.orderDue(site)), at: max(course.now, needed - lead))
  }

  /// When accelerators can be ordered for a site at the earliest, and their median lead time; never where nothing
  /// more is to come.
  func earliestOrder(
    for site: ID<Site>, at now: SimTime, _ future: borrowing Future
  ) -> (instant: SimTime, lead: Hours) {
    if let choice = choice(for: site, at: now, future) {
      return (now, future.generations[choice].medianLead)
    }
    let next = future.generations.nextOrderable(after: now)
    let choice = next < .never ? choice(for: site, at: next, future) : nil
    return (next, choice.map { future.generations[$0].medianLead } ?? .zero)
  }

  private mutating func order(for site: ID<Site>, _ course: inout Course) -> FleetEffect {
    guard let batch = best(for: plan.sites[site].kind, course) else {
      let next = course.future.generations.nextOrderable(after: course.now)
      guard next < .never else { return .none }
      sites[site].orderTimer = course.run.schedule(.fleet(.orderDue(site)), at: next)
      return .none
    }
    sites[site].batch = batch
    if sites[site].isExpected {
      sites[site].prospective = sellable(batch, at: site, course.future)
    }
    return .ordered(buy(batch, for: site, number: 0, course))
  }

  /// The first order for a site waits for money, and is not planned anew until there is some.
  mutating func awaitMoney(for site: ID<Site>) { sites[site].orderAwaitsMoney = true }

  mutating func endWait(for site: ID<Site>) { sites[site].orderAwaitsMoney = false }

  /// An order of accelerators at today's price.
  mutating func buy(
    _ batch: Batch, for site: ID<Site>, number: Int, _ course: borrowing Course
  ) -> AcceleratorOrder {
    let generation = course.future.generations[batch.generation]
    bought.compute += generation.throughput * Double(batch.units)
    bought.power += generation.power * Double(batch.units)
    course.note("\(plan.name(of: site)): \(batch.units) units of \(generation.name) ordered")
    let hasCurve = !spec.generations[generation.spec].residual.isEmpty
    return AcceleratorOrder(
      generation: batch.generation, number: number, cost: cost(of: batch, course),
      bookLife: generation.bookLife, residualCurve: hasCurve ? generation.spec : nil)
  }

  /// What accelerators cost that are ordered now.
  func cost(of batch: Batch, _ course: borrowing Course) -> Money {
    course.future.generations[batch.generation].price(at: course.now) * Double(batch.units)
  }

  /// Plans the delivery of the first accelerators.
  mutating func awaitDelivery(
    of order: AcceleratorOrder, at site: ID<Site>, _ course: inout Course
  ) {
    let time = delivery(of: order, at: site, &course)
    course.run.schedule(.fleet(.delivered(site)), at: time)
  }

  /// Delivery comes one lead time after the order, and not before the release.
  func delivery(
    of order: AcceleratorOrder, at site: ID<Site>, _ course: inout Course
  ) -> SimTime {
    let generation = course.future.generations[order.generation]
    let (phase, entity) = (plan.sites[site].phase, plan.sites[site].entity)
    let lead = Hours(
      plan.inputs[phase].leads[generation.spec].value(
        &course.future.draws, entity: entity, attempt: UInt32(order.number)))
    return max(course.now + lead, generation.released)
  }

  private func receive(at site: ID<Site>, _ course: borrowing Course) -> FleetEffect {
    course.note("\(plan.name(of: site)): accelerators delivered")
    return .delivered
  }

  /// At a site that was given up nothing happens any more but that what was ordered comes.
  private func receiveTooLate(_ event: FleetEvent, _ course: borrowing Course) -> FleetEffect {
    switch event {
    case .delivered(let site):
      course.note("\(plan.name(of: site)): accelerators delivered")
      return .deliveredTooLate(isReplacement: false)
    case .replacementDelivered(let site):
      course.note("\(plan.name(of: site)): accelerators delivered")
      return .deliveredTooLate(isReplacement: true)
    case .orderDue, .refreshDue, .refreshOrderDue, .lifeEnded, .swapDone: return .none
    }
  }

  /// A site is given up: nothing more is ordered for it.
  mutating func giveUp(_ site: ID<Site>, _ course: inout Course) {
    course.run.cancel(sites[site].orderTimer)
    sites[site].prospective = .zero
    sites[site].orderAwaitsMoney = false
    sites[site].refreshAwaitsMoney = false
  }

  // MARK: Capacity

  /// What a live site can do with what it has; nil where it has nothing.
  func capacity(at site: ID<Site>, _ future: borrowing Future) -> SiteCapacity? {
    let kind = kind(of: site)
    if let capacity = kind.capacity {
      return SiteCapacity(
        installed: capacity, sellable: capacity * kind.availability, power: kind.power)
    }
    guard let batch = sites[site].batch else { return nil }
    let generation = future.generations[batch.generation]
    return SiteCapacity(
      installed: generation.throughput * Double(batch.units),
      sellable: sellable(batch, at: site, future), power: generation.power * Double(batch.units))
  }

  /// H100e that can be sold of a batch at a site.
  private func sellable(_ batch: Batch, at site: ID<Site>, _ future: borrowing Future) -> Compute {
    let generation = future.generations[batch.generation]
    return generation.throughput
      * (Double(batch.units) * generation.availability * kind(of: site).availability)
  }

  /// Changes what is in place at a site.
  mutating func setCapacity(of site: ID<Site>, to capacity: SiteCapacity, _ course: inout Course) {
    let old = sites[site].capacity
    sites[site].capacity = capacity
    // A site that stands still for a swap will have its capacity back; one that is retired will not.
    if capacity.sellable > .zero || sites[site].isRetired {
      sites[site].prospective = capacity.sellable
    }
    let now = course.now
    course.record.replace(
      .liveCompute, old.installed.value, by: capacity.installed.value, at: now)
    course.record.replace(
      .sellableCompute, old.sellable.value, by: capacity.sellable.value, at: now)
    course.record.replace(.liveITPower, old.power.value, by: capacity.power.value, at: now)
  }
}
