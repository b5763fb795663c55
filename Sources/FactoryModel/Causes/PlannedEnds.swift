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

  init(of site: ID<Site>, _ factory: borrowing Factory) {
    plan = factory.rollout.plan.causes[factory.rollout.plan.sites[site].phase]
    states = Array(repeating: .pending, count: plan.before.count)
    ends = Array(repeating: .never, count: plan.before.count)
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
    let medians = factory.causes.medians[factory.rollout.plan.sites[site].phase]
    for stage in order {
      let index = first + stage.index
      let start = plan.before[index].reduce(PlannedEnd.past) { .latest($0, ends[$1]) }
      (states[index], ends[index]) = see(
        stage, of: site, after: start, median: medians[stage.index], factory)
      // An order that waits for all else is nothing that runs.
      if case .running = states[index], factory.rollout.kind(of: site).graph.isOrderedLast(stage),
        factory.fleet.sites[site].batch == nil, plan.before[index].contains(where: isOpen)
      {
        (states[index], ends[index]) = (.pending, factory.plannedDelivery(to: site, after: start))
      }
    }
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
      if let held = heldByGate(stage, of: site, median: median, factory) { return held }
      switch kind {
      case .timed: return (.pending, start.followed(by: median))
      case .offer:
        return (.pending, factory.rollout.sites[site].node == nil ? .never : start)
      case .grid: return (.pending, .latest(start, factory.plannedPower(at: site)))
      case .accelerators: return (.pending, factory.plannedDelivery(to: site, after: start))
      }
    }
  }

  /// What a gate does to a stage that a site has come to: a date is known, any other condition is not.
  private func heldByGate(
    _ stage: ID<StageSpec>, of site: ID<Site>, median: Double, _ factory: borrowing Factory
  ) -> (State, PlannedEnd)? {
    let rollout = factory.rollout.plan.waits[factory.rollout.plan.sites[site].phase]
    switch factory.rollout.sites[site].gates[stage] {
    case .open: return nil
    case .forMoney: return (.held(cause: plan.money), .never)
    case .closed:
      let graph = factory.rollout.kind(of: site).graph
      guard factory.rollout.isReachable(stage, of: site, in: graph) else { return nil }
      guard let rule = rollout.gates[stage],
        case .date(let date) = factory.rollout.plan.rules[rule].when
      else { return (.held(cause: plan.gate), .never) }
      let opens = PlannedEnd(delay: 0, date: date.hours)
      return (.held(cause: plan.gate), opens.followed(by: median))
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
        let before = plan.before[winner].filter { isOpen($0) }
        if before.isEmpty { return (winner, next) }
        candidates = before
      }
    }
    return (plan.lastStages.first?.index ?? plan.gate, next)
  }

  private func isOpen(_ stage: Int) -> Bool {
    if case .done = states[stage] { false } else { true }
  }

  /// The stage that is planned to end last; of equals the first of the file, then what money holds, then what a
  /// gate holds. `next` becomes the instant at which another one may, if that is earlier.
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
    if case .held(let cause) = states[stage] { plan.before.count + cause } else { stage }
  }
}

extension Factory {
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
