import EventKernel
import Testing

struct EntityTableTests {
  private struct Customer: BitwiseCopyable, Equatable {
    var name: Int
    var visits = 0
  }

  @Test func `an entity keeps its slot until it is removed`() {
    var customers = EntityTable<Customer>(capacity: 1)
    let first = customers.insert(Customer(name: 1))
    let second = customers.insert(Customer(name: 2))
    customers[first].visits += 3
    for name in 3..<100 { _ = customers.insert(Customer(name: name)) }
    #expect(customers[first] == Customer(name: 1, visits: 3))
    #expect(customers[second] == Customer(name: 2))
  }

  @Test func `the slot freed last is the next to be used`() {
    var customers = EntityTable<Customer>()
    let slots = (0..<4).map { customers.insert(Customer(name: $0)) }
    customers.remove(slots[2])
    customers.remove(slots[0])
    #expect(customers.insert(Customer(name: 10)) == slots[0])
    #expect(customers.insert(Customer(name: 11)) == slots[2])
    #expect(customers.insert(Customer(name: 12)) == 4)
    #expect(customers[slots[2]].name == 11)
  }

  @Test func `it knows which slots are in use`() {
    var customers = EntityTable<Customer>()
    let slots = (0..<4).map { customers.insert(Customer(name: $0)) }
    customers.remove(slots[1])
    customers.remove(slots[3])
    #expect(customers.slots == 0..<4)
    #expect(customers.slots.filter { customers.contains($0) } == [slots[0], slots[2]])
    #expect(!customers.contains(4) && !customers.contains(-1))
    customers.removeAll()
    #expect(customers.slots.isEmpty && !customers.contains(slots[0]))
    #expect(customers.insert(Customer(name: 5)) == 0)
  }

  @Test(arguments: 1...20)
  func `it holds what a dictionary holds`(seed: Int) {
    var random = RandomNumbers(seed: seed)
    var customers = EntityTable<Customer>(capacity: random.integer(below: 8))
    var expected: [Int32: Customer] = [:]
    for name in 0..<2_000 {
      if expected.isEmpty || random.uniform() < 0.52 {
        let slot = customers.insert(Customer(name: name))
        #expect(expected.updateValue(Customer(name: name), forKey: slot) == nil)
      } else {
        let slot = expected.keys.sorted()[random.integer(below: expected.count)]
        if random.uniform() < 0.3 {
          customers[slot].visits += 1
          expected[slot]?.visits += 1
        } else {
          customers.remove(slot)
          expected[slot] = nil
        }
      }
    }
    let slots = customers.slots.filter { customers.contains($0) }
    #expect(slots == expected.keys.sorted())
    for slot in slots { #expect(customers[slot] == expected[slot]) }
  }

  @Test(arguments: [-1, 1, 10_000_000] as [Int32])
  func `a slot that was never given out stops the program and says so`(slot: Int32) async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [slot = slot as Int32] in
      var customers = EntityTable<Int>()
      _ = customers.insert(1)
      customers[slot] = 2
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("no entity in slot \(slot)"))
  }

  @Test func `removing what is not there stops the program and says so`() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var customers = EntityTable<Int>()
      let slot = customers.insert(1)
      customers.remove(slot)
      customers.remove(slot)
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("no entity in slot 0"))
  }
}
