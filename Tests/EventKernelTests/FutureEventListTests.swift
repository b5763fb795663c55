import Testing

@testable import EventKernel

struct FutureEventListTests {
  @Test(arguments: [1, 3, 5, 8])
  func `slots grow to their limit and not beyond`(capacity: Int) {
    var list = FutureEventList(capacity: capacity)
    for slot in 0..<8 {
      if slot == list.slots.capacity { list.growSlots(limit: 8) }
      #expect(list.insert(time: Double(slot), priority: 0) == slot)
    }
    #expect(list.slots.capacity == 8)
    list.checkInvariants()
  }

  @Test func `four siblings lie in one cache line`() {
    var list = FutureEventList(capacity: 1)
    for _ in 0..<100 {
      _ = list.insert(time: 1, priority: 0)
      let children = list.keys.base + FutureEventList.firstChild(of: FutureEventList.root)
      #expect(UInt(bitPattern: children) % 64 == 0)
      #expect(MemoryLayout<EventKey>.stride == 16)
    }
  }

  @Test func `one event too many stops the program with a message`() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      // Three slots double to six and then to twelve, of which eight are allowed.
      var list = FutureEventList(capacity: 3)
      for slot in 0...8 {
        if slot == list.slots.capacity { list.growSlots(limit: 8) }
        _ = list.insert(time: Double(slot), priority: 0)
      }
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
    #expect(message.contains("more than 2^32 events scheduled or moved since the last reset"))
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
