import EventKernel
import Quantities
import Testing

/// A calendar that can be seen to be right: each event is put in its place, behind those of its instant
/// and priority.
private struct SortedCalendar {
  struct Entry {
    var time: Double
    var priority: UInt8
    var event: Int
    var handle: EventHandle
  }
  var entries: [Entry] = []

  mutating func add(_ entry: Entry) {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let other = entries[middle]
      if (entry.time, entry.priority) < (other.time, other.priority) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    entries.insert(entry, at: low)
  }

  mutating func pop(before end: Double) -> Entry? {
    entries.first.map { $0.time < end } == true ? entries.removeFirst() : nil
  }
}

struct SortedListComparisonTests {
  @Test(arguments: 1...60)
  func `any mix of operations leaves what a sorted list would leave`(seed: Int) {
    var random = RandomNumbers(seed: seed)
    var simulation = Simulation<Int>(capacity: 0)
    var sorted = SortedCalendar()
    var stale: [EventHandle] = [.none]
    // Few different instants make ties, many different ones make depth; both must hold.
    let grid = seed % 2 == 0 ? 1.0 : 0x1p-30
    let inclination = 2 + seed % 5
    for step in 0..<600 {
      let now = simulation.now.hours
      let time = now + (random.uniform() * 8 / grid).rounded() * grid
      let priority = UInt8(random.integer(below: 3))
      switch random.integer(below: 4 + inclination) {
      case 0:
        let end = random.integer(below: 3) == 0 ? time : .infinity
        let expected = sorted.pop(before: end)
        #expect(simulation.next(before: SimTime(end)) == expected?.event)
        #expect(simulation.now.hours == expected?.time ?? now)
        if let expected { stale.append(expected.handle) }
      case 1 where !sorted.entries.isEmpty:
        let entry = sorted.entries.remove(at: random.integer(below: sorted.entries.count))
        #expect(simulation.cancel(entry.handle) == true)
        stale.append(entry.handle)
      case 2 where !sorted.entries.isEmpty:
        var moved = sorted.entries.remove(at: random.integer(below: sorted.entries.count))
        moved.time = time
        sorted.add(moved)
        #expect(simulation.reschedule(moved.handle, at: SimTime(time)) == true)
        #expect(simulation.time(of: moved.handle) == SimTime(time))
      case 3:
        #expect(simulation.cancel(stale[random.integer(below: stale.count)]) == false)
      default:
        let handle = simulation.schedule(step, at: SimTime(time), priority: priority)
        sorted.add(
          SortedCalendar.Entry(time: time, priority: priority, event: step, handle: handle))
      }
      #expect(simulation.pendingCount == sorted.entries.count)
      simulation.checkInvariants()
    }
    while let expected = sorted.pop(before: .infinity) {
      #expect(simulation.nextTime == SimTime(expected.time))
      #expect(simulation.next(before: .never) == expected.event)
      simulation.checkInvariants()
    }
    #expect(simulation.next(before: .never) == nil)
  }

  /// Few instants, so that most events share theirs with others of the same and of other priorities.
  @Test(arguments: 1...4)
  func `any mix of operations among thousands of events leaves what a sorted list would leave`(
    seed: Int
  ) {
    var random = RandomNumbers(seed: seed)
    var simulation = Simulation<Int>(capacity: 0)
    var sorted = SortedCalendar()
    func anyTime() -> Double { simulation.now.hours + Double(random.integer(below: 50)) }
    func schedule(_ event: Int) {
      let (time, priority) = (anyTime(), UInt8(random.integer(below: 3)))
      let handle = simulation.schedule(event, at: SimTime(time), priority: priority)
      sorted.add(SortedCalendar.Entry(time: time, priority: priority, event: event, handle: handle))
    }
    for event in 0..<4_000 { schedule(event) }
    for event in 4_000..<9_000 {
      switch random.integer(below: 5) {
      case 0:
        let gone = sorted.entries.remove(at: random.integer(below: sorted.entries.count))
        #expect(simulation.cancel(gone.handle) == true)
      case 1:
        var moved = sorted.entries.remove(at: random.integer(below: sorted.entries.count))
        moved.time = anyTime()
        sorted.add(moved)
        #expect(simulation.reschedule(moved.handle, at: SimTime(moved.time)) == true)
      case 2, 3:
        #expect(simulation.next(before: .never) == sorted.entries.removeFirst().event)
        if event % 2 == 0 { schedule(event) }
      default: schedule(event)
      }
      if event % 64 == 0 { simulation.checkInvariants() }
    }
    #expect(simulation.pendingCount == sorted.entries.count)
    #expect(sorted.entries.count > 2_000)
    #expect(simulation.drain() == sorted.entries.map(\.event))
  }

  /// Each key has four below it, so that the last ones stand below those at a quarter; there may be
  /// one to four beside each other.
  @Test(arguments: [100...103, 1_100...1_103])
  func `an event that is moved to the end sinks below the very last`(counts: ClosedRange<Int>) {
    for count in counts {
      for moved in count / 4 - 2...count / 4 + 2 {
        var simulation = Simulation<Int>()
        let handles = (0..<count).map { simulation.schedule($0, at: SimTime(Double($0))) }
        #expect(simulation.reschedule(handles[moved], at: SimTime(Double(count))) == true)
        simulation.checkInvariants()
        #expect(simulation.drain() == (0..<count).filter { $0 != moved } + [moved])
      }
    }
  }

  @Test func `ten thousand pending events come out in order`() {
    var random = RandomNumbers(seed: 7)
    var simulation = Simulation<Int>(capacity: 1)
    var times: [Double] = []
    for event in 0..<10_000 {
      let time = random.uniform()
      times.append(time)
      simulation.schedule(event, at: SimTime(time))
    }
    simulation.checkInvariants()
    let expected = times.indices.sorted { times[$0] < times[$1] }
    #expect(simulation.drain() == expected)
  }
}
