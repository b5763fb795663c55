import EventKernel
import Quantities
import Testing

/// A calendar that can be seen to be right: it looks through all events each time.
private struct PlainCalendar {
  struct Entry {
    var time: Double
    var priority: UInt8
    var sequence: Int
    var event: Int
    var handle: EventHandle
  }
  var entries: [Entry] = []
  var sequence = 0

  mutating func add(_ event: Int, _ time: Double, _ priority: UInt8, _ handle: EventHandle) {
    entries.append(
      Entry(time: time, priority: priority, sequence: sequence, event: event, handle: handle))
    sequence += 1
  }

  mutating func pop(before end: Double) -> Entry? {
    let first = entries.indices.min { a, b in
      let (a, b) = (entries[a], entries[b])
      return (a.time, a.priority, a.sequence) < (b.time, b.priority, b.sequence)
    }
    guard let first, entries[first].time < end else { return nil }
    return entries.remove(at: first)
  }
}

struct SortedListComparisonTests {
  @Test(arguments: 1...60)
  func `any mix of operations leaves what a sorted list would leave`(seed: Int) {
    var random = RandomNumbers(seed: seed)
    var simulation = Simulation<Int>(capacity: 0)
    var plain = PlainCalendar()
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
        let expected = plain.pop(before: end)
        #expect(simulation.next(before: SimTime(end)) == expected?.event)
        #expect(simulation.now.hours == expected?.time ?? now)
        if let expected { stale.append(expected.handle) }
      case 1 where !plain.entries.isEmpty:
        let entry = plain.entries.remove(at: random.integer(below: plain.entries.count))
        #expect(simulation.cancel(entry.handle) == true)
        stale.append(entry.handle)
      case 2 where !plain.entries.isEmpty:
        let index = random.integer(below: plain.entries.count)
        plain.entries[index].time = time
        plain.entries[index].sequence = plain.sequence
        plain.sequence += 1
        #expect(simulation.reschedule(plain.entries[index].handle, at: SimTime(time)) == true)
        #expect(simulation.time(of: plain.entries[index].handle) == SimTime(time))
      case 3:
        #expect(simulation.cancel(stale[random.integer(below: stale.count)]) == false)
      default:
        let handle = simulation.schedule(step, at: SimTime(time), priority: priority)
        plain.add(step, time, priority, handle)
      }
      #expect(simulation.pendingCount == plain.entries.count)
      simulation.checkInvariants()
    }
    while let expected = plain.pop(before: .infinity) {
      #expect(simulation.nextTime == SimTime(expected.time))
      #expect(simulation.next(before: .never) == expected.event)
      simulation.checkInvariants()
    }
    #expect(simulation.next(before: .never) == nil)
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
