import EventKernel
import Quantities
import Testing

struct PreemptingTests {
  @Test func `the worst priority is preempted first, and of one priority who began last`() {
    var pool = Pool()
    for (token, priority) in [(1, 2), (2, 3), (3, 2), (4, 3), (5, 1)] as [(Int32, Int32)] {
      pool.hold(token: token, priority: priority)
    }
    #expect(pool.holderTokens == [4, 2, 3, 1, 5])
    #expect(pool.preempt(worseThan: 2) == 4)
    #expect(pool.preempt(worseThan: 2) == 2)
    #expect(pool.preempt(worseThan: 2) == nil)
    #expect(pool.preempt(worseThan: 1) == 3)
    #expect(pool.holderTokens == [1, 5])
  }

  @Test func `nobody is preempted by one of equal priority`() {
    var pool = Pool()
    pool.hold(token: 1, priority: 5)
    #expect(pool.preempt(worseThan: 5) == nil)
    #expect(pool.preempt(worseThan: .max) == nil)
    #expect(pool.preempt(worseThan: 4) == 1)
    #expect(pool.preempt(worseThan: .min) == nil)
  }

  @Test func `those whose going would not help are passed over`() {
    var pool = Pool()
    for token in Int32(1)...4 { pool.hold(token: token, priority: 9) }
    #expect(pool.preempt(worseThan: 0) { $0 % 2 == 1 } == 3)
    #expect(pool.preempt(worseThan: 0) { $0 > 4 } == nil)
    #expect(pool.preempt(worseThan: 9) { _ in true } == nil)
    #expect(pool.holderTokens == [4, 2, 1])
  }

  @Test func `a hold ends once: by its holder or by preemption`() {
    var pool = Pool()
    let ended = pool.hold(token: 1, priority: 1)
    #expect(pool.endHold(ended) == true)
    #expect(pool.endHold(ended) == false)
    let preempted = pool.hold(token: 2, priority: 1)
    #expect(pool.preempt(worseThan: 0) == 2)
    // The memory of the holds before is used again; their handles stay refused.
    let newcomer = pool.hold(token: 3, priority: 1)
    #expect(pool.endHold(preempted) == false)
    #expect(pool.endHold(.none) == false)
    #expect(pool.holderTokens == [3])
    pool.reset()
    #expect(pool.holderCount == 0)
    #expect(pool.endHold(newcomer) == false)
  }

  @Test(arguments: 1...20)
  func `any mix of holds, ends and preemptions keeps the order of a sorted list`(seed: Int) {
    struct Hold {
      var token: Int32
      var priority: Int32
      var handle: HoldHandle
    }
    var random = RandomNumbers(seed: seed)
    var pool = Pool(capacity: 0)
    var plain: [Hold] = []
    for token in Int32(0)..<400 {
      let priority = Int32(random.integer(below: 6)) - 3
      switch random.integer(below: 4) {
      case 0 where !plain.isEmpty:
        #expect(pool.endHold(plain.remove(at: random.integer(below: plain.count)).handle) == true)
      case 1:
        let helps: (Int32) -> Bool = { $0 % 3 != 0 }
        let index = plain.firstIndex { $0.priority > priority && helps($0.token) }
        let known = index.map { plain.remove(at: $0).token }
        #expect(pool.preempt(worseThan: priority, where: helps) == known)
      default:
        let handle = pool.hold(token: token, priority: priority)
        let index = plain.firstIndex { $0.priority <= priority } ?? plain.count
        plain.insert(Hold(token: token, priority: priority, handle: handle), at: index)
      }
      #expect(pool.holderTokens == plain.map(\.token))
      #expect(pool.holderCount == plain.count)
      pool.checkInvariants()
    }
  }
}
