import EventKernel
import Testing

/// Places what fits in store 0, where token k needs `needs[k]`.
private func placing(_ needs: [Double]) -> (inout Stores, Int32) -> Bool {
  { stores, token in
    guard stores.fits(needs[Int(token)], in: 0) else { return false }
    stores.take(needs[Int(token)], from: 0)
    return true
  }
}

struct PoolServingTests {
  @Test func `strict order stops at the first that does not fit`() {
    var pool = Pool()
    pool.stores.add(capacity: 10)
    for token in Int32(0)...3 { pool.wait(token: token) }
    #expect(pool.serve(placing([4, 7, 1, 1])) == 1)
    #expect(pool.waitingTokens == [1, 2, 3])
    #expect(pool.stores.inUse(of: 0) == 4)
  }

  @Test func `only those that backfill pass a blocked request`() {
    var pool = Pool()
    pool.stores.add(capacity: 10)
    let backfills = [false, true, true, false, true, true]
    for (token, backfill) in backfills.enumerated() {
      pool.wait(token: Int32(token), backfill: backfill)
    }
    // 0 fits; 1 is blocked though it may pass others; 2 passes, 3 may not, 4 is too large, 5 passes.
    #expect(pool.serve(placing([4, 9, 2, 1, 5, 4])) == 3)
    #expect(pool.waitingTokens == [1, 3, 4])
    #expect(pool.stores.free(in: 0) == 0)
  }

  @Test func `a better priority is served first whatever came before`() {
    var pool = Pool()
    pool.stores.add(capacity: 2)
    pool.wait(token: 0, priority: 2)
    pool.wait(token: 1, priority: 1)
    pool.wait(token: 2, priority: 1, first: true)
    #expect(pool.serve(placing([1, 1, 1])) == 2)
    #expect(pool.waitingTokens == [0])
  }

  @Test func `a newcomer may try at once unless one of equal or better priority waits`() {
    var pool = Pool()
    #expect(pool.canTryNow(priority: 3, backfill: false) == true)
    pool.wait(token: 0, priority: 3)
    #expect(pool.canTryNow(priority: 3, backfill: false) == false)
    #expect(pool.canTryNow(priority: 4, backfill: false) == false)
    #expect(pool.canTryNow(priority: 2, backfill: false) == true)
    #expect(pool.canTryNow(priority: 4, backfill: true) == true)
  }

  @Test func `a request that reneges from the middle unblocks those behind it`() {
    var pool = Pool()
    pool.stores.add(capacity: 3)
    pool.wait(token: 0)
    let large = pool.wait(token: 1)
    pool.wait(token: 2)
    #expect(pool.serve(placing([1, 3, 1])) == 1)
    #expect(pool.renege(large) == true)
    #expect(pool.renege(large) == false)
    #expect(pool.serve(placing([1, 3, 1])) == 1)
    #expect(pool.waitingCount == 0)
  }

  @Test(arguments: [false, true])
  func `a request granted at this instant can no longer renege`(backfill: Bool) {
    var pool = Pool()
    pool.stores.add(capacity: 1)
    let request = pool.wait(token: 0, backfill: backfill)
    #expect(pool.serve(placing([1])) == 1)
    #expect(pool.renege(request) == false)
    #expect(pool.isWaiting(request) == false)
    #expect(pool.stores.inUse(of: 0) == 1)
  }

  @Test func `the line may change while a round goes along it`() {
    var pool = Pool()
    pool.stores.add(capacity: 10)
    pool.wait(token: 0)
    let handles = (Int32(1)...4).map { pool.wait(token: $0, backfill: true) }
    var round = ServingRound()
    var tried: [Int32] = []
    while let token = pool.next(in: &round) {
      tried.append(token)
      if token == 1 && pool.isWaiting(handles[1]) {
        pool.renege(handles[1])  // the one that would be next
        pool.wait(token: 5, backfill: true)
      }
      if token == 3 { pool.finish(round) }
    }
    #expect(tried == [0, 1, 1, 3, 4, 5])
    #expect(pool.waitingTokens == [0, 1, 4, 5])
  }

  @Test func `the one that blocks the line is tried once, though it may pass others`() {
    var pool = Pool()
    for token in Int32(0)...2 { pool.wait(token: token, backfill: true) }
    var tried: [Int32] = []
    pool.serve { _, token in
      tried.append(token)
      return false
    }
    #expect(tried == [0, 1, 2])
  }

  @Test func `in a reset pool nobody from before may pass`() {
    var pool = Pool()
    for token in Int32(0)...1 { pool.wait(token: token, backfill: true) }
    pool.reset()
    for token in Int32(2)...3 { pool.wait(token: token) }
    var tried: [Int32] = []
    pool.serve { _, token in
      tried.append(token)
      return false
    }
    #expect(tried == [2])
  }

  @Test(arguments: 1...30)
  func `serving does what a plain walk along a sorted list does`(seed: Int) {
    struct Request {
      var token: Int32
      var priority: Int32
      var backfill: Bool
      var handle: WaitHandle
    }
    var random = RandomNumbers(seed: seed)
    var pool = Pool(capacity: 0)
    pool.stores.add(capacity: 20)
    var plain: [Request] = []
    var holding: [Int32] = []
    let needs = (0..<300).map { _ in Double(1 + random.integer(below: 12)) }
    for token in Int32(0)..<300 {
      let priority = Int32(random.integer(below: 3))
      let backfill = random.integer(below: 2) == 0
      let handle = pool.wait(token: token, priority: priority, backfill: backfill)
      let index = plain.firstIndex { $0.priority > priority } ?? plain.count
      plain.insert(
        Request(token: token, priority: priority, backfill: backfill, handle: handle), at: index)
      if random.integer(below: 4) == 0 {
        let gone = plain.remove(at: random.integer(below: plain.count))
        #expect(pool.renege(gone.handle) == true)
      }
      for _ in 0..<random.integer(below: 3) where !holding.isEmpty {
        let done = holding.remove(at: random.integer(below: holding.count))
        pool.stores.giveBack(needs[Int(done)], to: 0)
      }
      var free = pool.stores.free(in: 0)
      var isBlocked = false
      plain.removeAll { request in
        guard !isBlocked || request.backfill else { return false }
        guard needs[Int(request.token)] <= free else {
          isBlocked = true
          return false
        }
        free -= needs[Int(request.token)]
        holding.append(request.token)
        return true
      }
      pool.serve(placing(needs))
      #expect(pool.waitingTokens == plain.map(\.token))
      #expect(pool.stores.free(in: 0) == free)
      pool.checkInvariants()
    }
  }
}
