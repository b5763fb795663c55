import EventKernel
import GridQueues
import Quantities

/// When the stages of a site, and of the one that it stands on, are planned to end as things stand.
///
/// What runs ends one median after it began, or now where that is past; a waiting list without a grant never; what
/// follows ends one median after the last before it. Accelerators that are not ordered come one median lead after
/// the earliest order that is possible.
struct PlannedEnds {
  private enum State {
    case done, running, pending
    /// By money or a gate.
    case held(cause: Int)
  }

  private let plan: CausePlan
  /// By stage: those of the site, and behind them those of its base.
  private var states: [State]
  private var ends: [PlannedEnd]
  /// What each waits for.
  private var before: [[Int]]
  /// Accelerators that a closed gate forbids to order, and the stage that has it.
  private var heldBack: (accelerators: Int, gate: ID<StageSpec>)?

  init(of site: ID<Site>, _ factory: borrowing Factory) {
    plan = factory.rollout.plan.causes[factory.rollout.plan.sites[site].phase]
    states = Array(repeating: .pending, count: plan.before.count)
    ends = Array(repeating: .never, count: plan.before.count)
    before = plan.before
    if let base = factory.rollout.plan.bases[site] {
      if factory.rollout.sites[base].status == .planned {
        let phase = factory.rollout.plan.sites[base].phase
        let cause =
          factory.rollout.phases[phase].status == .forMoney ? plan.money : plan.gate
        for index in plan.stageCount..<states.count { states[index] = .held(cause: cause) }
      } else {
        see(base, plan.baseOrder, from: plan.stageCount, factory)
      }
    }
    see(site, plan.order, from: 0, factory)
  }

  /// Sees the stages of a site, which stand from some place on among all.
  private mutating func see(
    _ site: ID<Site>, _ order: [ID<StageSpec>], from first: Int, _ factory: borrowing Factory
  ) {
    pass(site, order, from: first, factory)
    // What an order waits for that a gate forbids, or that comes last, may stand behind it in that order.
    guard let supply = factory.rollout.kind(of: site).graph.acceleratorStage,
      holdBack(first + supply.index, of: site, from: first, factory)
    else { return }
    pass(site, order, from: first, factory)
  }

  private mutating func pass(
    _ site: ID<Site>, _ order: [ID<StageSpec>], from first: Int, _ factory: borrowing Factory
  ) {
    let medians = factory.causes.medians[factory.rollout.plan.sites[site].phase]
    for stage in order {
      let index = first + stage.index
      let start = before[index].reduce(PlannedEnd.past) { .latest($0, ends[$1]) }
      (states[index], ends[index]) = see(
        stage, of: site, after: start, median: medians[stage.index], factory)
      if let heldBack, index == heldBack.accelerators {
        let gate = factory.rollout.sites[site].gates[heldBack.gate]
        let isReached = !before[index].contains(where: isOpen)
        let delivery = factory.plannedDelivery(to: site, after: start)
        states[index] =
          !isReached ? .pending : .held(cause: gate == .forMoney ? plan.money : plan.gate)
        ends[index] =
          isReached
          ? factory.gateDate(of: heldBack.gate, at: site).map {
            factory.plannedDelivery(to: site, after: .latest(start, $0))
          } ?? .never : delivery
      } else if case .running = states[index],
        factory.rollout.kind(of: site).graph.isOrderedLast(stage),
        factory.fleet.sites[site].batch == nil, before[index].contains(where: isOpen)
      {
        // An order that waits for all else is nothing that runs.
        (states[index], ends[index]) = (.pending, factory.plannedDelivery(to: site, after: start))
      }
    }
  }

  /// Whether a closed gate forbids to order accelerators that their own stages would let be ordered: then they
  /// wait for what the gate waits for.
  private mutating func holdBack(
    _ supply: Int, of site: ID<Site>, from first: Int, _ factory: borrowing Factory
  ) -> Bool {
    let graph = factory.rollout.kind(of: site).graph
    let waits = factory.rollout.plan.waits[factory.rollout.plan.sites[site].phase]
    guard factory.fleet.sites[site].batch == nil, case .running = states[supply],
      let gated = graph.order.first(where: { stage in
        factory.rollout.sites[site].gates[stage] != .open
          && waits.gates(beforeAcceleratorsIn: graph).contains(stage)
      })
    else { return false }
    before[supply] = before[first + gated.index].filter { $0 != supply }
    heldBack = (supply, gated)
    return true
  }

  private func see(
    _ stage: ID<StageSpec>, of site: ID<Site>, after start: PlannedEnd, median: Double,
    _ factory: borrowing Factory
  ) -> (State, PlannedEnd) {
    let progress = factory.rollout.sites[site].stages[stage]
    let kind = factory.rollout.kind(of: site).graph.stages[stage].kind
    switch progress.state {
    case .done: return (.done, .past)
    case .running:
      switch kind {
      case .timed:
        return (.running, PlannedEnd(delay: 0, date: progress.began.hours + median))
      case .offer: return (.running, .never)
      case .grid: return (.running, factory.plannedPower(at: site))
      case .accelerators:
        return factory.fleet.sites[site].orderAwaitsMoney
          ? (.held(cause: plan.money), .never)
          : (.running, factory.plannedDelivery(to: site, after: .past))
      }
    case .pending:
      let gate = factory.rollout.sites[site].gates[stage]
      if gate == .forMoney { return (.held(cause: plan.money), .never) }
      let date = gate == .open ? .past : factory.gateDate(of: stage, at: site)
      let graph = factory.rollout.kind(of: site).graph
      let isHeld = gate == .closed && factory.rollout.isReachable(stage, of: site, in: graph)
      // When a condition will hold that is no date, nobody knows.
      guard let date = isHeld ? date : date ?? .past else {
        return (.held(cause: plan.gate), .never)
      }
      let start = PlannedEnd.latest(start, date)
      let state = isHeld ? State.held(cause: plan.gate) : .pending
      switch kind {
      case .timed: return (state, start.followed(by: median))
      case .offer:
        return (state, factory.rollout.sites[site].node == nil ? .never : start)
      case .grid:
        let power = factory.plannedPower(at: site)
        // What is being built already is no longer held by the gate before it.
        let isBuilding = isHeld && power.date < .infinity && power.date > start.date
        return (isBuilding ? .running : state, .latest(start, power))
      case .accelerators: return (state, factory.plannedDelivery(to: site, after: start))
      }
    }
  }

  // MARK: The cause

  /// What holds the site up right after an instant, and until when, should nothing happen; both in h.
  func cause(after time: Double) -> (cause: Int, until: Double) {
    var next = Double.infinity
    var candidates = plan.lastStages.map(\.index)
    while let winner = latest(of: candidates, after: time, &next) {
      switch states[winner] {
      case .held(let cause): return (cause, next)
      case .running, .done: return (winner, next)
      case .pending:
        let open = before[winner].filter { isOpen($0) }
        if open.isEmpty { return (winner, next) }
        candidates = open
      }
    }
    return (plan.lastStages.first?.index ?? plan.gate, next)
  }

  private func isOpen(_ stage: Int) -> Bool {
    if case .done = states[stage] { false } else { true }
  }

  /// The stage that is planned to end last.
  ///
  /// Of equals one of the base, then the first of the file, then what money holds, then what a gate holds.
  /// `next` becomes the instant at which another one may, if that is earlier.
  private func latest(
    of candidates: [Int], after time: Double, _ next: inout Double
  ) -> Int? {
    var winner: Int?
    for stage in candidates where isOpen(stage) {
      guard let best = winner else {
        winner = stage
        continue
      }
      let isLater = ends[stage].isLater(than: ends[best], after: time)
      if isLater ?? (rank(stage) < rank(best)) { winner = stage }
    }
    guard let winner else { return nil }
    for stage in candidates where isOpen(stage) && stage != winner {
      next = min(next, ends[winner].overtaken(by: ends[stage], after: time))
    }
    return winner
  }

  private func rank(_ stage: Int) -> Int {
    if case .held(let cause) = states[stage] { return plan.before.count + cause }
    return stage < plan.stageCount ? stage : stage - plan.before.count
  }
}

extension Factory {
  /// The date of a gate as an end; nil where its condition is another.
  fileprivate func gateDate(of stage: ID<StageSpec>, at site: ID<Site>) -> PlannedEnd? {
    rollout.plan.waits[rollout.plan.sites[site].phase].gateDates[stage].map {
      PlannedEnd(delay: 0, date: $0.hours)
    }
  }

  /// When the connection of a site is planned to have power: never while it has no grant.
  fileprivate func plannedPower(at site: ID<Site>) -> PlannedEnd {
    guard let node = rollout.sites[site].node else { return .never }
    if rollout.sites[site].isEnergised(at: course.now) { return .past }
    let build = course.future.nodes[node.index].medianBuild
    return PlannedEnd(
      delay: 0, date: (rollout.sites[site].milestones[.granted] + build).hours)
  }

  /// When the first accelerators of a site are planned to be there.
  fileprivate func plannedDelivery(to site: ID<Site>, after start: PlannedEnd) -> PlannedEnd {
    if let batch = fleet.sites[site].batch {
      let lead = course.future.generations[batch.generation].medianLead
      let ordered = rollout.sites[site].milestones[.ordered]
      return .latest(start, PlannedEnd(delay: 0, date: (ordered + lead).hours))
    }
    let now = PlannedEnd.latest(start, PlannedEnd(delay: 0, date: -.infinity))
    let order = fleet.earliestOrder(for: site, at: course.now, course.future)
    return PlannedEnd.latest(now, PlannedEnd(delay: -.infinity, date: order.instant.hours))
      .followed(by: order.lead.value)
  }
}
