import EventKernel
import Testing

struct WaitingListTests {
  @Test func `the order is priority, then arrival`() {
    var line = WaitingList(capacity: 1)
    for (token, priority) in [(1, 5), (2, 0), (3, 5), (4, -2), (5, 0)] as [(Int32, Int32)] {
      line.insert(token, priority: priority)
    }
    #expect(line.tokens == [4, 2, 5, 1, 3])
    #expect(line.count == 5)
  }

  @Test func `one put first goes before its priority and behind the better ones`() {
    var line = WaitingList()
    line.insert(1, priority: 0)
    line.insert(2, priority: 1)
    line.insert(3, priority: 1, first: true)
    line.insert(4, priority: 1)
    line.insert(5, priority: 0, first: true)
    #expect(line.tokens == [5, 1, 3, 2, 4])
  }

  @Test func `a handle is refused after its entry has left`() {
    var line = WaitingList()
    let gone = line.insert(1, priority: 0)
    #expect(line.remove(gone) == true)
    #expect(line.remove(gone) == false)
    let newcomer = line.insert(2, priority: 0)
    for stale in [gone, WaitHandle.none] {
      #expect(line.contains(stale) == false)
      #expect(line.remove(stale) == false)
      #expect(line.token(of: stale) == nil)
      #expect(line.entry(after: stale) == nil)
    }
    #expect(line.token(of: newcomer) == 2)
    line.removeAll()
    line.insert(3, priority: 0)
    #expect(line.contains(newcomer) == false)
  }

  @Test func `going from entry to entry follows the order`() {
    var line = WaitingList()
    line.insert(1, priority: 3)
    line.insert(2, priority: 1)
    let first = line.first ?? .none
    #expect(line.token(of: first) == 2)
    let second = line.entry(after: first) ?? .none
    #expect(line.token(of: second) == 1)
    #expect(line.entry(after: second) == nil)
  }

  @Test(arguments: 1...30)
  func `any mix of joining and leaving keeps the order of a sorted list`(seed: Int) {
    var random = RandomNumbers(seed: seed)
    var line = WaitingList(capacity: 1)
    var plain: [(priority: Int32, token: Int32, handle: WaitHandle)] = []
    for token in Int32(0)..<400 {
      if random.integer(below: 5) < 2, !plain.isEmpty {
        let gone = plain.remove(at: random.integer(below: plain.count))
        #expect(line.remove(gone.handle) == true)
      } else {
        let priority = Int32(random.integer(below: 12)) - 6
        let first = random.integer(below: 4) == 0
        let handle = line.insert(token, priority: priority, first: first)
        let index = plain.firstIndex {
          first ? $0.priority >= priority : $0.priority > priority
        }
        plain.insert((priority, token, handle), at: index ?? plain.count)
      }
      #expect(line.tokens == plain.map(\.token))
      #expect(line.count == plain.count)
    }
  }
}
