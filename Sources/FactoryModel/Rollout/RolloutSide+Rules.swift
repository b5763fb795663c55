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
    for rule in plan.rules.indices where plan.rules[rule].then.phase == phase {
      for case .date(let date) in plan.rules[rule].when.leaves {
        course.run.schedule(.rollout(.ruleDue(rule)), at: date)
      }
    }
    if let date = spec.applyForGrid {
      course.run.schedule(.rollout(.applicationDue(phase)), at: date)
    }
    return false
  }

  /// Looks whether the condition of a rule holds.
  func check(_ rule: ID<Rule>, _ course: borrowing Course) -> RolloutEffect {
    guard isArmed(rule), holds(rule, at: course.now) else { return .none }
    switch plan.rules[rule].then {
    case .start(let phase):
      course.note("phase \(plan.spec.phases[phase].name) is triggered")
      return .triggered(phase)
    case .open(let phase, _):
      return .mayProceed(phase)
    }
  }

  /// Whether the condition of a rule holds at an instant.
  func holds(_ rule: ID<Rule>, at now: SimTime) -> Bool {
    plan.rules[rule].when.holds(
      at: now, conditions[rule], milestone: { phases[$0].milestones[$1] })
  }

  /// Whether a rule still waits for its condition.
  private func isArmed(_ rule: ID<Rule>) -> Bool {
    switch plan.rules[rule].then {
    case .start(let phase): phases[phase].status == .waiting
    case .open(let phase, let gate):
      phases[phase].sites.contains {
        sites[$0].gates[gate] == .closed && !sites[$0].isOver
      }
    }
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

  /// Enters a milestone of a phase and wakes the rules that wait for it.
  mutating func reach(
    _ milestone: PhaseMilestone, phase reached: ID<PhaseSpec>, _ course: inout Course
  ) {
    guard phases[reached].milestones[milestone] == .never else { return }
    phases[reached].milestones[milestone] = course.now
    for rule in plan.rules.indices where isArmed(rule) {
      for case .after(phase: reached, milestone, let lag) in plan.rules[rule].when.leaves {
        course.run.schedule(.rollout(.ruleDue(rule)), at: course.now + lag)
      }
    }
  }

  // MARK: Levels

  /// Watches what the rules that still wait are made of.
  func watch(_ course: inout Course) {
    course.record.watch.watched = plan.rules.indices.reduce(into: []) { watched, rule in
      if isArmed(rule) { watched.formUnion(plan.rules[rule].ingredients) }
    }
  }

  /// The rules whose levels are looked at.
  func rulesToReview() -> [ID<Rule>] {
    plan.rules.indices.filter { isArmed($0) && !plan.rules[$0].sustained.isEmpty }
  }

  /// Looks at a level again.
  mutating func review(
    _ part: SustainedCondition, of rule: ID<Rule>, level: Double, _ course: inout Course
  ) {
    conditions[rule].review(
      part, level: level, &course.run, event: .rollout(.conditionHeld(rule)))
  }
}
