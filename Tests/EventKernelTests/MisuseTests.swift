import EventKernel
import Quantities
import Testing

struct MisuseTests {
  @Test func `an event in the past stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(5))
      _ = simulation.next(before: .never)
      simulation.schedule(2, at: SimTime(4.999))
    }
  }

  @Test func `rescheduling into the past stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(5))
      let later = simulation.schedule(2, at: SimTime(6))
      _ = simulation.next(before: .never)
      simulation.reschedule(later, at: SimTime(4))
    }
  }

  // A captured value reaches the process that is to stop as JSON, which has no NaN: hence the bits.
  @Test(arguments: [Double.nan, -0.0, -1.0, -.infinity])
  func `an instant that is NaN, negative or minus zero stops the program`(time: Double) async {
    await #expect(processExitsWith: .failure) { [bits = time.bitPattern as UInt64] in
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(Double(bitPattern: bits)))
    }
  }

  @Test(arguments: [Double.nan, -1.0, -.leastNonzeroMagnitude])
  func `a delay that is NaN or negative stops the program`(delay: Double) async {
    await #expect(processExitsWith: .failure) { [bits = delay.bitPattern as UInt64] in
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(10))
      _ = simulation.next(before: .never)
      simulation.schedule(2, after: Hours(Double(bitPattern: bits)))
    }
  }

  @Test func `asking for events before NaN stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(5))
      _ = simulation.next(before: SimTime(.nan))
    }
  }

  @Test func `moving the clock over a pending event stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var simulation = Simulation<Int>()
      simulation.schedule(1, at: SimTime(5))
      simulation.advance(to: SimTime(6))
    }
  }

  @Test func `moving the clock back stops the program and says so`() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var simulation = Simulation<Int>()
      simulation.advance(to: SimTime(5))
      simulation.advance(to: SimTime(4))
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("the clock at 5.0 h can't move back to 4.0 h"))
  }

  @Test(arguments: [Double.nan, -0.0, -1.0, .infinity])
  func `a clock at an instant that is none stops the program`(time: Double) async {
    await #expect(processExitsWith: .failure) { [bits = time.bitPattern as UInt64] in
      var simulation = Simulation<Int>()
      simulation.advance(to: SimTime(Double(bitPattern: bits)))
    }
  }

  @Test(arguments: [4, Double.nan, .infinity])
  func `reading an average before the last change, or at no instant, stops the program`(
    time: Double
  ) async {
    await #expect(processExitsWith: .failure) { [bits = time.bitPattern as UInt64] in
      var level = TimeWeighted()
      level.set(1, at: SimTime(5))
      _ = level.integral(until: SimTime(Double(bitPattern: bits)))
    }
  }

  @Test func `taking more than fits stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var pool = Pool()
      let store = pool.stores.add(capacity: 2)
      pool.stores.take(2.1, from: store)
    }
  }

  @Test(arguments: [true, false], [8, 0.5])
  func `giving back more than is in use, or less by the last holder, stops the program`(
    isLimited: Bool, amount: Double
  ) async {
    await #expect(processExitsWith: .failure) {
      [isLimited = isLimited as Bool, amount = amount as Double] in
      var pool = Pool()
      let store = pool.stores.add(capacity: isLimited ? 10 : .infinity)
      pool.stores.take(2, from: store)
      pool.stores.take(5, from: store)
      if amount < 1 { pool.stores.giveBack(2, to: store) }
      pool.stores.giveBack(amount, to: store)
    }
  }

  @Test(arguments: [Double.nan, .infinity])
  func `a value that has no mean over time stops the program`(value: Double) async {
    await #expect(processExitsWith: .failure) { [bits = value.bitPattern as UInt64] in
      var level = TimeWeighted()
      level.set(Double(bitPattern: bits), at: SimTime(1))
    }
    await #expect(processExitsWith: .failure) { [bits = value.bitPattern as UInt64] in
      _ = TimeWeighted(Double(bitPattern: bits))
    }
  }

  @Test(arguments: [true, false])
  func `giving back otherwise than it was taken stops the program`(isPreemptible: Bool) async {
    await #expect(processExitsWith: .failure) { [isPreemptible = isPreemptible as Bool] in
      var pool = Pool()
      let store = pool.stores.add(capacity: 5)
      pool.stores.take(2, from: store, isPreemptible: isPreemptible)
      pool.stores.giveBack(2, to: store, isPreemptible: !isPreemptible)
    }
  }

  @Test func `giving back twice stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var pool = Pool()
      let store = pool.stores.add(capacity: 2)
      pool.stores.take(1, from: store)
      pool.stores.giveBack(1, to: store)
      pool.stores.giveBack(1, to: store)
    }
  }

  @Test func `a store that does not exist stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let pool = Pool()
      _ = pool.stores.free(in: 0)
    }
  }
}
