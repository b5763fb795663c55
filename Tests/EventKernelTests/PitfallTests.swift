import EventKernel
import Quantities
import Testing

/// What has gone wrong in other simulators, one test each.
///
/// That one more draw anywhere changes nothing elsewhere is tested where streams are: AddressingTests
/// of Sampling.
struct PitfallTests {
  /// A timer left behind would move the clock to its instant and stretch every average over time.
  @Test func `a withdrawn patience leaves clock, averages and memory alone`() {
    enum Event: BitwiseCopyable { case departure, renege }
    var simulation = Simulation<Event>()
    var inUse = TimeWeighted()
    simulation.schedule(.departure, at: SimTime(4))
    inUse.add(1, at: simulation.now)
    for _ in 0..<10_000 {
      let patience = simulation.schedule(.renege, at: SimTime(1000))
      simulation.cancel(patience)
      #expect(simulation.pendingCount == 1)
    }
    while simulation.next(before: .never) != nil { inUse.add(-1, at: simulation.now) }
    #expect(simulation.now == SimTime(4))
    #expect(inUse.mean(until: simulation.now) == 1)
  }

  @Test func `averages end at the horizon and not at the last event`() {
    var simulation = Simulation<Int>()
    var number = TimeWeighted()
    simulation.schedule(1, at: SimTime(2))
    simulation.schedule(2, at: SimTime(90))
    simulation.run(until: SimTime(8)) { event, simulation in number.add(1, at: simulation.now) }
    #expect(number.mean(until: simulation.now) == 6.0 / 8)
  }

  /// A preempted service ends when it was resumed plus what was left, not when it first should.
  @Test func `the end of a preempted service is withdrawn and comes later`() {
    enum Event: BitwiseCopyable { case urgent, end(Int32) }
    var simulation = Simulation<Event>()
    var pool = Pool()
    let server = pool.stores.add(capacity: 1)
    var ends: [[Double]] = []

    // Token 1 begins at 0 and needs 5 h; token 0 comes at 2 h and needs 3.
    pool.stores.take(1, from: server)
    let hold = pool.hold(token: 1, priority: 1)
    var timer = simulation.schedule(.end(1), at: SimTime(5))
    simulation.schedule(.urgent, at: SimTime(2))
    while let event = simulation.next(before: SimTime(100)) {
      switch event {
      case .urgent:
        #expect(pool.preempt(worseThan: 0) == 1)
        let left = (simulation.time(of: timer) ?? .start) - simulation.now
        #expect(left == Hours(3))
        simulation.cancel(timer)
        pool.stores.giveBack(1, to: server)
        pool.wait(token: 1, priority: 1, first: true)
        pool.stores.take(1, from: server)
        simulation.schedule(.end(0), at: SimTime(5))
      case .end(let token):
        ends.append([Double(token), simulation.now.hours])
        pool.stores.giveBack(1, to: server)
        // The old hold is over: to end it again must not free anything a second time.
        #expect(pool.endHold(hold) == false)
        pool.serve { stores, token in
          stores.take(1, from: server)
          timer = simulation.schedule(.end(token), after: Hours(3))
          return true
        }
      }
    }
    #expect(ends == [[0, 5], [1, 8]])
    #expect(pool.stores.holders(of: server) == 0)
  }

  @Test func `a zero delay does not overtake a better event of the same instant`() {
    var simulation = Simulation<Int>()
    simulation.schedule(1, at: SimTime(1), priority: 1)
    simulation.schedule(2, at: SimTime(1), priority: 2)
    #expect(simulation.next(before: .never) == 1)
    simulation.schedule(3, after: .zero, priority: 3)
    #expect(simulation.drain() == [2, 3])
  }

  @Test func `looking on changes nothing`() {
    func trace(looking: Bool) -> UInt64 {
      var random = RandomNumbers(seed: 5)
      var simulation = Simulation<Int>(capacity: 1)
      var notes: [String] = []
      for event in 0..<20 { simulation.schedule(event, after: Hours(random.uniform())) }
      for _ in 0..<1000 {
        guard let event = simulation.next(before: .never) else { break }
        if looking {
          notes.append(
            "\(simulation.now) \(event) \(simulation.traceHash) \(simulation.nextTime as Any)")
          simulation.checkInvariants()
        }
        simulation.schedule(event, after: Hours(random.uniform()), priority: UInt8(event % 3))
      }
      return simulation.traceHash
    }
    #expect(trace(looking: true) == trace(looking: false))
  }

  @Test func `a small request does not slip past a large one that is preempting`() {
    var pool = Pool()
    pool.stores.add(capacity: 10)
    pool.stores.take(6, from: 0)
    pool.stores.take(3, from: 0, isPreemptible: true)
    pool.hold(token: 7, priority: 9)
    // Token 0 needs 4: the 1 that is free and the 3 of the holder. Token 1 needs the 1 that is free.
    pool.wait(token: 0, priority: 0)
    pool.wait(token: 1, priority: 0)
    func serve() -> Int {
      pool.serve { stores, token in
        let need: Double = token == 7 ? 3 : token == 0 ? 4 : 1
        guard stores.fits(need, in: 0) else { return false }
        stores.take(need, from: 0, isPreemptible: token == 7)
        return true
      }
    }
    #expect(serve() == 0)
    let fitsByPreempting = pool.stores.fitsByPreempting(4, in: 0)
    #expect(fitsByPreempting)
    while !pool.stores.fits(4, in: 0), let token = pool.preempt(worseThan: 0) {
      pool.stores.giveBack(3, to: 0, isPreemptible: true)
      pool.wait(token: token, priority: 9, first: true)
    }
    #expect(serve() == 1)
    #expect(pool.waitingTokens == [1, 7])
    #expect(pool.holderTokens == [])
    let free = pool.stores.free(in: 0)
    #expect(free == 0)
  }

  @Test func `while a server is free the better of those at one instant begins`() {
    var pool = Pool()
    pool.stores.add(capacity: 1)
    pool.wait(token: 1, priority: 1)
    pool.wait(token: 0, priority: 0)
    var served: [Int32] = []
    pool.serve { stores, token in
      guard stores.fits(1, in: 0) else { return false }
      stores.take(1, from: 0)
      served.append(token)
      return true
    }
    #expect(served == [0])
  }

  /// One who waits in two lines at once and leaves both is gone once from each.
  @Test func `reneging from two waits takes nobody else out and gives nothing back twice`() async {
    var first = Pool()
    var second = Pool()
    first.stores.add(capacity: 1)
    second.stores.add(capacity: 1)
    let here = first.wait(token: 1)
    let there = second.wait(token: 1)
    second.wait(token: 2)
    #expect(
      first.serve { stores, _ in
        stores.take(1, from: 0); return true
      } == 1)
    #expect(second.renege(there) == true)
    #expect(first.renege(here) == false)
    #expect(second.renege(there) == false)
    #expect(second.waitingTokens == [2])
    first.stores.giveBack(1, to: 0)
    #expect(first.stores.inUse(of: 0) == 0)
    await #expect(processExitsWith: .failure) {
      var pool = Pool()
      pool.stores.add(capacity: 1)
      pool.stores.giveBack(1, to: 0)
    }
  }

  @Test func `one granted at this instant is neither cancelled nor lost`() {
    enum Event: BitwiseCopyable { case release, renege }
    var simulation = Simulation<Event>()
    var pool = Pool()
    pool.stores.add(capacity: 1)
    pool.stores.take(1, from: 0)
    let place = pool.wait(token: 1)
    simulation.schedule(.release, at: SimTime(3), priority: 0)
    let patience = simulation.schedule(.renege, at: SimTime(3), priority: 1)
    var lost = 0
    while let event = simulation.next(before: .never) {
      switch event {
      case .release:
        pool.stores.giveBack(1, to: 0)
        pool.serve { stores, _ in
          stores.take(1, from: 0); return true
        }
        // Whether or not the model withdraws the patience, the grant stands.
        #expect(pool.renege(place) == false)
        #expect(simulation.isPending(patience) == true)
      case .renege:
        lost += pool.renege(place) ? 1 : 0
      }
    }
    #expect(lost == 0)
    #expect(pool.stores.inUse(of: 0) == 1)
  }

  /// Handles are hashable, but order comes from time, priority and scheduling alone.
  @Test func `order does not follow memory: recycled slots change nothing`() {
    func order(recycling: Bool) -> [Int] {
      var simulation = Simulation<Int>()
      if recycling {
        let handles = (0..<64).map { simulation.schedule($0, at: SimTime(Double($0))) }
        for index in [5, 60, 1, 33, 0, 63] + Array(6..<30) { simulation.cancel(handles[index]) }
        for handle in Set(handles) { simulation.cancel(handle) }
      }
      for event in 0..<64 { simulation.schedule(event, at: SimTime(1), priority: UInt8(event % 4)) }
      return simulation.drain()
    }
    #expect(order(recycling: true) == order(recycling: false))
  }

  /// A tenth has no end in binary: adding it up drifts, and a month close would miss its contract.
  @Test func `instants on a grid are exact when scheduled as instants`() {
    var simulation = Simulation<Int>()
    for step in 1...10_000 { simulation.schedule(step, at: SimTime(Double(step) * 0.1)) }
    var added = 0.0
    while let step = simulation.next(before: .never) {
      added += 0.1
      #expect(simulation.now == SimTime(Double(step) * 0.1))
    }
    #expect(simulation.now == SimTime(1000))
    #expect(added != 1000)
  }
}
