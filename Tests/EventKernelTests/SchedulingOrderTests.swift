import EventKernel
import Quantities
import Testing

struct SchedulingOrderTests {
  @Test func `events happen in order of time and set the clock`() {
    var simulation = Simulation<Int>()
    for time in [5.0, 1, 3, 2, 4] { simulation.schedule(Int(time), at: SimTime(time)) }
    #expect(simulation.pendingCount == 5)
    #expect(simulation.nextTime == SimTime(1))
    for expected in 1...5 {
      #expect(simulation.next(before: .never) == expected)
      #expect(simulation.now == SimTime(Double(expected)))
    }
    #expect(simulation.next(before: .never) == nil)
    #expect(simulation.nextTime == nil)
    #expect(simulation.processedCount == 5)
  }

  @Test func `ties go by priority and then by order of scheduling`() {
    var simulation = Simulation<Int>()
    let priorities: [UInt8] = [3, 0, 255, 3, 0, 1]
    for (index, priority) in priorities.enumerated() {
      simulation.schedule(index, at: SimTime(7), priority: priority)
    }
    #expect(simulation.drain() == [1, 4, 5, 0, 3, 2])
  }

  @Test func `an event that knows its priority is scheduled with it`() {
    enum Step: OrderedEvent {
      case last, first

      var priority: UInt8 { self == .first ? 1 : 2 }
    }
    var simulation = Simulation<Step>()
    simulation.schedule(.last, at: SimTime(1))
    simulation.schedule(.first, after: Hours(1))
    #expect(simulation.drain() == [.first, .last])
  }

  @Test func `a zero delay does not overtake events of the same instant and better priority`() {
    var simulation = Simulation<Int>()
    simulation.schedule(0, at: SimTime(1), priority: 5)
    simulation.schedule(1, at: SimTime(1), priority: 6)
    simulation.schedule(2, at: SimTime(1), priority: 8)
    #expect(simulation.next(before: .never) == 0)
    simulation.schedule(3, after: .zero, priority: 7)
    simulation.schedule(4, after: .zero, priority: 0)
    #expect(simulation.nextTime == SimTime(1))
    #expect(simulation.drain() == [4, 1, 3, 2])
    #expect(simulation.now == SimTime(1))
  }

  @Test func `an event rescheduled to a tie comes last among its priority`() {
    var simulation = Simulation<Int>()
    let moved = simulation.schedule(0, at: SimTime(1), priority: 1)
    simulation.schedule(1, at: SimTime(2), priority: 1)
    simulation.schedule(2, at: SimTime(2), priority: 2)
    #expect(simulation.reschedule(moved, at: SimTime(2)) == true)
    #expect(simulation.time(of: moved) == SimTime(2))
    #expect(simulation.drain() == [1, 0, 2])
  }

  @Test func `an event moved to this instant does not rise into the hole of the last one`() {
    var simulation = Simulation<Int>()
    simulation.schedule(0, at: SimTime(1), priority: 9)
    let moved = simulation.schedule(1, at: SimTime(5), priority: 0)
    simulation.schedule(2, at: SimTime(3))
    #expect(simulation.next(before: .never) == 0)
    #expect(simulation.reschedule(moved, at: SimTime(1)) == true)
    simulation.checkInvariants()
    #expect(simulation.nextTime == SimTime(1))
    #expect(simulation.drain() == [1, 2])
  }

  @Test func `the least positive instant comes after the start`() {
    var simulation = Simulation<Int>()
    simulation.schedule(2, at: SimTime(.leastNonzeroMagnitude))
    simulation.schedule(1, at: .start)
    simulation.schedule(3, at: SimTime(.greatestFiniteMagnitude))
    #expect(simulation.drain() == [1, 2, 3])
  }
}

extension Simulation {
  /// All events to come, in order.
  mutating func drain() -> [Event] {
    var events: [Event] = []
    while let event = next(before: .never) { events.append(event) }
    return events
  }
}
