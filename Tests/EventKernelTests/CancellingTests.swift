import EventKernel
import Quantities
import Testing

struct CancellingTests {
  @Test func `a cancelled event does not happen and does not move the clock`() {
    var simulation = Simulation<Int>()
    simulation.schedule(1, at: SimTime(1))
    let timer = simulation.schedule(2, at: SimTime(50))
    #expect(simulation.isPending(timer) == true)
    #expect(simulation.next(before: .never) == 1)
    #expect(simulation.cancel(timer) == true)
    #expect(simulation.pendingCount == 0)
    #expect(simulation.next(before: .never) == nil)
    #expect(simulation.now == SimTime(1))
  }

  @Test func `a handle is refused once its event has happened or was cancelled`() {
    var simulation = Simulation<Int>()
    let happened = simulation.schedule(1, at: SimTime(1))
    let cancelled = simulation.schedule(2, at: SimTime(2))
    _ = simulation.next(before: .never)
    simulation.cancel(cancelled)
    let newcomer = simulation.schedule(3, at: SimTime(3))
    for stale in [happened, cancelled, EventHandle.none] {
      #expect(simulation.isPending(stale) == false)
      #expect(simulation.cancel(stale) == false)
      #expect(simulation.reschedule(stale, at: SimTime(9)) == false)
      #expect(simulation.time(of: stale) == nil)
    }
    #expect(simulation.time(of: newcomer) == SimTime(3))
  }

  @Test func `a handle from before a reset is refused`() {
    var simulation = Simulation<Int>()
    let pending = simulation.schedule(1, at: SimTime(1))
    simulation.reset()
    #expect(simulation.cancel(pending) == false)
    simulation.schedule(2, at: SimTime(1))
    #expect(simulation.cancel(pending) == false)
    #expect(simulation.pendingCount == 1)
  }

  @Test func `an event cancels another one of the same instant`() {
    var simulation = Simulation<Int>()
    simulation.schedule(1, at: SimTime(1))
    let other = simulation.schedule(2, at: SimTime(1))
    simulation.schedule(3, at: SimTime(1))
    #expect(simulation.next(before: .never) == 1)
    #expect(simulation.cancel(other) == true)
    #expect(simulation.drain() == [3])
  }

  @Test func `an event that is happening can no longer be cancelled`() {
    var simulation = Simulation<Int>()
    let handle = simulation.schedule(1, at: SimTime(1))
    #expect(simulation.next(before: .never) == 1)
    #expect(simulation.cancel(handle) == false)
    simulation.checkInvariants()
  }
}
