import EventKernel
import Quantities

/// Most tests of the kernel are about time alone: all their events have one priority.
extension Simulation {
  @discardableResult
  mutating func schedule(_ event: Event, at time: SimTime) -> EventHandle {
    schedule(event, at: time, priority: 0)
  }

  @discardableResult
  mutating func schedule(_ event: Event, after delay: Hours) -> EventHandle {
    schedule(event, after: delay, priority: 0)
  }
}
