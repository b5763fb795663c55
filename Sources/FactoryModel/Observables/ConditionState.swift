import EventKernel
import Quantities

/// Since when the sustained parts of a condition have held.
struct ConditionState {
  /// Never where it does not hold.
  private var heldSince: Table<SustainedCondition, SimTime>
  private var timers: Table<SustainedCondition, EventHandle>

  init(_ rule: Rule) {
    heldSince = Table(repeating: .never, count: rule.sustained.count)
    timers = Table(repeating: .none, count: rule.sustained.count)
  }

  /// Whether a part has held for as long as it must.
  func holds(_ part: SustainedCondition, at now: SimTime) -> Bool {
    now >= heldSince[part.id] + part.duration
  }

  /// Looks at a part again.
  ///
  /// From a rise above its threshold on it is timed, and `event` comes when it has held long enough; a
  /// fall, however short, ends that.
  mutating func review(
    _ part: SustainedCondition, level: Double, _ run: inout Run, event: FactoryEvent
  ) {
    let isAbove = level > part.above
    guard isAbove != (heldSince[part.id] < .never) else { return }
    run.cancel(timers[part.id])
    heldSince[part.id] = isAbove ? run.now : .never
    guard isAbove else { return }
    timers[part.id] = run.schedule(event, at: run.now + part.duration)
  }
}
