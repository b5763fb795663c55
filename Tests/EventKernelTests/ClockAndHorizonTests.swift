import EventKernel
import Quantities
import Testing

struct ClockAndHorizonTests {
  @Test func `an event at the horizon stays pending and the clock waits`() {
    var simulation = Simulation<Int>()
    simulation.schedule(1, at: SimTime(3))
    simulation.schedule(2, at: SimTime(10))
    #expect(simulation.next(before: SimTime(10)) == 1)
    #expect(simulation.next(before: SimTime(10)) == nil)
    #expect(simulation.now == SimTime(3))
    simulation.advance(to: SimTime(10))
    #expect(simulation.now == SimTime(10))
    #expect(simulation.next(before: SimTime(11)) == 2)
  }

  @Test func `a run handles what its events schedule and ends at the horizon`() {
    var simulation = Simulation<Int>()
    simulation.schedule(1, at: .start)
    var times: [Double] = []
    simulation.run(until: SimTime(4.5)) { event, simulation in
      times.append(simulation.now.hours)
      simulation.schedule(event + 1, after: Hours(1))
    }
    #expect(times == [0, 1, 2, 3, 4])
    #expect(simulation.now == SimTime(4.5))
    #expect(simulation.pendingCount == 1)
  }

  @Test func `an event that never happens is pending and can be cancelled`() {
    var simulation = Simulation<Int>()
    let never = simulation.schedule(1, at: .never)
    #expect(simulation.next(before: .never) == nil)
    #expect(simulation.now == .start)
    #expect(simulation.pendingCount == 1)
    #expect(simulation.cancel(never) == true)
  }

  @Test func `a reset simulation repeats a run to the bit`() {
    var simulation = Simulation<Int>(capacity: 2)
    func replication(_ simulation: inout Simulation<Int>) -> UInt64 {
      var random = RandomNumbers(seed: 3)
      for event in 0..<50 { simulation.schedule(event, after: Hours(random.uniform())) }
      for _ in 0..<500 {
        guard let event = simulation.next(before: .never) else { break }
        simulation.schedule(event, after: Hours(random.uniform()), priority: UInt8(event))
      }
      return simulation.traceHash
    }
    let first = replication(&simulation)
    simulation.reset()
    #expect(simulation.now == .start)
    #expect(simulation.pendingCount == 0)
    #expect(simulation.processedCount == 0)
    #expect(replication(&simulation) == first)
    var fresh = Simulation<Int>()
    #expect(replication(&fresh) == first)
  }

  @Test func `the trace tells apart runs that differ in time, priority or order`() {
    func trace(_ events: [(Double, UInt8)]) -> UInt64 {
      var simulation = Simulation<Int>()
      for (time, priority) in events {
        simulation.schedule(0, at: SimTime(time), priority: priority)
      }
      while simulation.next(before: .never) != nil {}
      return simulation.traceHash
    }
    let traces = [
      trace([(1, 0), (2, 0)]), trace([(1, 0), (2.000_000_000_000_001, 0)]),
      trace([(1, 0), (2, 1)]), trace([(2, 0), (1, 0)]), trace([(1, 0)]), trace([]),
    ]
    #expect(Set(traces).count == traces.count)
  }
}
