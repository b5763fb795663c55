import EventKernel
import Quantities

extension RolloutSide {
  /// Plans what will start a phase.
  ///
  /// - Returns: Whether its sites stand from the start, so that it is there at once.
  mutating func prepare(_ phase: ID<PhaseSpec>, _ course: inout Course) -> Bool {
    let spec = plan.spec.phases[phase]
    guard spec.siteCount > 0 else {
      // A phase without sites is left out: none of its milestones is ever reached.
      phases[phase].status = .dropped
      return false
    }
    if kinds[spec.kind].isLiveAtStart {
      start(phase, &course)
      return true
    }
    for date in spec.trigger.dates {
      course.run.schedule(.rollout(.triggerDue(phase)), at: date)
    }
    if let date = spec.applyForGrid {
      course.run.schedule(.rollout(.applicationDue(phase)), at: date)
    }
    return false
  }

  func checkTrigger(of phase: ID<PhaseSpec>, _ course: borrowing Course) -> RolloutEffect {
    guard phases[phase].status == .waiting else { return .none }
    guard
      plan.spec.phases[phase].trigger.holds(
        at: course.now, milestones: { phases[$0].milestones }, heldSince: phases[phase].heldSince)
    else { return .none }
    course.note("phase \(plan.spec.phases[phase].name) is triggered")
    return .triggered(phase)
  }

  /// A phase starts; its sites are begun next.
  mutating func start(_ phase: ID<PhaseSpec>, _ course: inout Course) {
    phases[phase].status = .started
    reach(.started, phase: phase, &course)
  }

  /// There is no money for a phase: it waits for some, or it is dropped.
  ///
  /// - Returns: Whether it is dropped, and its sites with it.
  mutating func refuseMoney(to phase: ID<PhaseSpec>, _ course: borrowing Course) -> Bool {
    let waits = plan.spec.budget?.otherwise == .wait
    if phases[phase].status != .forMoney {
      course.note(
        "phase \(plan.spec.phases[phase].name) does not fit the budget and \(waits ? "waits" : "is dropped")"
      )
    }
    phases[phase].status = waits ? .forMoney : .dropped
    return !waits
  }

  /// Enters a milestone of a phase and wakes the phases that wait for it.
  mutating func reach(
    _ milestone: PhaseMilestone, phase reached: ID<PhaseSpec>, _ course: inout Course
  ) {
    guard phases[reached].milestones[milestone] == .never else { return }
    phases[reached].milestones[milestone] = course.now
    for phase in phases.indices where phases[phase].status == .waiting {
      for wait in plan.spec.phases[phase].trigger.waitsFor
      where wait.phase == reached && wait.milestone == milestone {
        course.run.schedule(.rollout(.triggerDue(phase)), at: course.now + wait.lag)
      }
    }
  }

  mutating func reviewUtilisation(_ course: inout Course, _ fleet: borrowing FleetSide) {
    course.record.watch.beginReview()
    watchUtilisation(&course)
    for phase in phases.indices where phases[phase].status == .waiting {
      let conditions = plan.spec.phases[phase].trigger.utilisationConditions
      for (place, condition) in conditions.enumerated() {
        let utilisation = utilisation(
          ofSold: course.record[.soldCompute], fleet, countsCommitted: condition.countsCommitted)
        let isAbove = utilisation > condition.above
        let wasAbove = phases[phase].heldSince[place] < .never
        guard isAbove != wasAbove else { continue }
        course.run.cancel(phases[phase].heldTimers[place])
        phases[phase].heldSince[place] = isAbove ? course.now : .never
        guard isAbove else { continue }
        phases[phase].heldTimers[place] = course.run.schedule(
          .rollout(.utilisationHeld(phase)), at: course.now + condition.duration)
      }
    }
  }

  func watchUtilisation(_ course: inout Course) {
    course.record.watch.isOn = phases.contains { $0.status == .waiting && !$0.heldSince.isEmpty }
  }

  /// Sold divided by sellable H100e; 0 where nothing is live.
  private func utilisation(
    ofSold sold: Double, _ fleet: borrowing FleetSide, countsCommitted: Bool
  ) -> Double {
    var sellable = 0.0
    var coming = 0.0
    for site in sites.indices {
      switch sites[site].status {
      case .live: sellable += fleet.sites[site].capacity.sellable.value
      case .committed: coming += fleet.sites[site].prospective.value
      case .planned, .abandoned: break
      }
    }
    guard sellable > 0 else { return 0 }
    return sold / (sellable + (countsCommitted ? coming : 0))
  }
}
