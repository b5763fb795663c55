import Testing

@testable import EventKernel

struct FutureEventListTests {
  @Test(arguments: [1, 3, 8])
  func `a list grows to its limit of slots and not beyond`(capacity: Int) {
    var list = FutureEventList(capacity: capacity, slotLimit: 8)
    let slots = (0..<8).map { list.insert(time: Double($0), priority: 0) }
    #expect(slots == Array(0..<8))
    #expect(list.positions.capacity == 8)
    #expect(list.generations.capacity == 8)
    list.checkInvariants()
    // A slot that is freed can be used again, though the list is at its limit.
    #expect(list.popEarliest(before: .infinity)?.slot == 0)
    #expect(list.insert(time: 9, priority: 0) == 0)
    list.checkInvariants()
  }

  @Test func `one event too many stops the program with a message`() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      // Three slots double to six and then to twelve, of which eight are allowed.
      var list = FutureEventList(capacity: 3, slotLimit: 8)
      for event in 0...8 { _ = list.insert(time: Double(event), priority: 0) }
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("more than 8 events pending at once: no slot is left"))
  }

  @Test func `more events between two resets than there are sequence numbers stop the program`()
    async throws
  {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var list = FutureEventList(capacity: 1)
      list.sequence = EventKey.sequenceLimit - 1
      _ = list.insert(time: 1, priority: 0)
      _ = list.insert(time: 1, priority: 0)
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("more than 2^32 events scheduled since the last reset"))
  }

  @Test func `the largest slot and sequence number leave each other alone`() {
    let key = EventKey(
      time: 1, priority: 255, sequence: EventKey.sequenceLimit - 1, slot: EventKey.slotLimit - 1)
    #expect(key.time == 1)
    #expect(key.priority == 255)
    #expect(key.sequence == EventKey.sequenceLimit - 1)
    #expect(key.slot == EventKey.slotLimit - 1)
  }
}
