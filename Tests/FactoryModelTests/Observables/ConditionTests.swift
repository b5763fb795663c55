import EventKernel
import Quantities
import Testing

@testable import FactoryModel

/// When the condition of a rule holds.
@Suite struct ConditionTests {
  /// A condition that waits for a level above 2 for 10 h, and what it is timed by.
  private let rule = Rule(
    when: .sustained(SustainedCondition(level, above: 2, for: Hours(10))), then: .start(ID(0)))
  private static let level = Observable(
    key: "level", ingredients: .soldCompute, needsLiveSite: false, event: "it to rise",
    level: { _ in 0 })

  /// The instants at which the timer comes when a level moves as it is told.
  private func timed(_ levels: [(at: Double, level: Double)]) -> [Double] {
    var run = Run()
    var state = ConditionState(rule)
    var held: [Double] = []
    for (time, level) in levels {
      while run.next(before: SimTime(time)) != nil { held.append(run.now.hours) }
      run.advance(to: SimTime(time))
      state.review(rule.sustained[0], level: level, &run, event: .rollout(.conditionHeld(ID(0))))
    }
    while run.next(before: SimTime(1000)) != nil {
      held.append(run.now.hours)
      #expect(state.holds(rule.sustained[0], at: run.now))
    }
    return held
  }

  @Test func `a level must stay above its threshold without a break`() {
    #expect(timed([(1, 3), (5, 4)]) == [11])
    #expect(timed([(1, 3), (5, 2), (6, 3)]) == [16])
    #expect(timed([(1, 2), (5, 1)]) == [])
    // It falls at the instant at which it would have held for so long.
    #expect(timed([(1, 3), (11, 2)]) == [])
  }

  @Test func `a condition is made of others, each with a time of its own`() {
    let part = SustainedCondition(Self.level, above: 2, for: Hours(10))
    let first = ID<PhaseSpec>(0)
    let rule = Rule(
      when: .any([
        .all([.date(SimTime(100)), .sustained(part)]),
        .all([.after(phase: first, .live, lag: Hours(5)), .sustained(part)]),
      ]), then: .start(ID(1)))
    #expect(rule.sustained.map(\.id) == [ID(0), ID(1)])
    #expect(rule.when.leaves.count == 4)
    var run = Run()
    var state = ConditionState(rule)
    func holds(at time: Double, live: Double, _ state: ConditionState) -> Bool {
      rule.when.holds(at: SimTime(time), state) { phase, milestone in
        phase == first && milestone == .live ? SimTime(live) : .never
      }
    }
    // Only the second of the two has been looked at, and has held from 0 h on.
    state.review(rule.sustained[1], level: 3, &run, event: .rollout(.conditionHeld(ID(0))))
    #expect(!holds(at: 200, live: 196, state))
    #expect(holds(at: 200, live: 195, state))
    #expect(!holds(at: 9, live: 1, state))
    state.review(rule.sustained[0], level: 3, &run, event: .rollout(.conditionHeld(ID(0))))
    #expect(holds(at: 100, live: 1000, state))
    #expect(!holds(at: 99, live: 1000, state))
  }

  @Test func `a phase starts when requests have waited for so much capacity for so long`() throws {
    func started(above: String, for duration: String, patience: String = "forever") throws -> Double
    {
      try TinyWorld(
        """
        demand:
          price: free
          segments:
            a:
              requests:
                - { date: 2026-01-11, size: 10 H100e, term: 100 d }
                - { date: 2026-01-21, size: 5 H100e, term: 1 d, patience: \(patience) }
        sites:
          hall: { capacity: 10 H100e, live: start }
          pod: { capacity: 10 H100e, stages: { build: { takes: 1 d } } }
        strategies:
          only:
            phases:
              first: { site: hall }
              next: { site: pod, when: { waiting: { above: \(above), for: \(duration) } } }
        """
      ).run().milestone("started", phase: "next")
    }
    // 5 H100e wait from day 20 to day 110, when the hall is free again.
    #expect(try started(above: "4 H100e", for: "30 d") == 50 * 24)
    #expect(try started(above: "4 H100e", for: "0 d") == 20 * 24)
    #expect(try started(above: "4 H100e", for: "91 d").isNaN)
    #expect(try started(above: "5 H100e", for: "30 d").isNaN)
    #expect(try started(above: "4 H100e", for: "30 d", patience: "29 d").isNaN)
    #expect(try started(above: "4 H100e", for: "30 d", patience: "31 d") == 50 * 24)
  }
}
