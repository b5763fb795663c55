import EventKernel
import Testing

struct StoresTests {
  @Test func `each store has its own books`() {
    var pool = Pool()
    let small = pool.stores.add(capacity: 2)
    let large = pool.stores.add(capacity: 50)
    pool.stores.take(1.5, from: small)
    pool.stores.take(20, from: large)
    #expect(pool.stores.free(in: small) == 0.5)
    #expect(pool.stores.free(in: large) == 30)
    #expect(pool.stores.fits(1, in: small) == false)
    #expect(pool.stores.fits(30, in: large) == true)
  }

  @Test func `a capacity below what is in use leaves nothing free until enough is given back`() {
    var pool = Pool()
    let store = pool.stores.add(capacity: 10)
    pool.stores.take(4, from: store)
    pool.stores.take(5, from: store)
    pool.stores.setCapacity(of: store, to: 6)
    #expect(pool.stores.free(in: store) == -3)
    #expect(pool.stores.fits(0.001, in: store) == false)
    pool.stores.giveBack(4, to: store)
    #expect(pool.stores.fits(1, in: store) == true)
    pool.stores.setCapacity(of: store, to: 0)
    pool.stores.giveBack(5, to: store)
    #expect(pool.stores.inUse(of: store) == 0)
  }

  @Test func `a million takes leave no crumbs`() {
    var random = RandomNumbers(seed: 11)
    var pool = Pool()
    let store = pool.stores.add(capacity: 1)
    var held: [Double] = []
    for _ in 0..<1_000_000 {
      let amount = random.uniform() / 8
      if pool.stores.fits(amount, in: store) {
        pool.stores.take(amount, from: store)
        held.append(amount)
      } else {
        pool.stores.giveBack(held.remove(at: random.integer(below: held.count)), to: store)
      }
    }
    let exact = held.reduce(0, +)
    // Ten million roundings of at most 2⁻⁵³ each would stay below the tolerance.
    #expect(abs(pool.stores.inUse(of: store) - exact) < Stores.tolerance)
    for amount in held { pool.stores.giveBack(amount, to: store) }
    #expect(pool.stores.inUse(of: store) == 0)
    #expect(pool.stores.holders(of: store) == 0)
  }

  @Test func `a sum that rounds above the capacity still fits`() {
    var pool = Pool()
    let store = pool.stores.add(capacity: 0.3)
    pool.stores.take(0.1, from: store)
    pool.stores.take(0.2, from: store)
    #expect(pool.stores.inUse(of: store) > 0.3)  // 0.1 + 0.2 in binary
    pool.stores.giveBack(0.1, to: store)
    #expect(pool.stores.fits(0.1, in: store) == true)
    #expect(pool.stores.fits(0.100_001, in: store) == false)
  }

  @Test func `rounding is allowed for when the capacity is gone, too`() {
    var pool = Pool()
    let store = pool.stores.add(capacity: 1)
    pool.stores.take(0.7, from: store)
    pool.stores.take(0.1, from: store)
    pool.stores.setCapacity(of: store, to: 0)
    pool.stores.giveBack(0.7, to: store)
    #expect(pool.stores.inUse(of: store) < 0.1)  // 0.7 + 0.1 − 0.7 in binary
    pool.stores.giveBack(0.1, to: store)
    #expect(pool.stores.inUse(of: store) == 0)
  }

  @Test func `what may be preempted is known apart and leaves no crumbs`() {
    var pool = Pool()
    let store = pool.stores.add(capacity: 10)
    pool.stores.take(4, from: store)
    for _ in 0..<3 { pool.stores.take(0.1, from: store, isPreemptible: true) }
    pool.stores.take(5, from: store, isPreemptible: true)
    #expect(abs(pool.stores.preemptible(in: store) - 5.3) < 1e-15 * 10)
    #expect(pool.stores.fits(1, in: store) == false)
    #expect(pool.stores.fitsByPreempting(6, in: store) == true)
    #expect(pool.stores.fitsByPreempting(6.000_1, in: store) == false)
    pool.stores.giveBack(5, to: store, isPreemptible: true)
    for _ in 0..<3 { pool.stores.giveBack(0.1, to: store, isPreemptible: true) }
    #expect(pool.stores.preemptible(in: store) == 0)
    // What was said to fit does fit.
    #expect(pool.stores.fits(6, in: store) == true)
  }

  /// The other half is for what rounding leaves when the others give back.
  @Test func `what is to fit by preempting may exceed the capacity by half the tolerance`() {
    var pool = Pool()
    let store = pool.stores.add(capacity: 10)
    pool.stores.take(10, from: store, isPreemptible: true)
    let tolerance = 10 * Stores.tolerance
    #expect(pool.stores.fitsByPreempting(10 + 0.4 * tolerance, in: store) == true)
    #expect(pool.stores.fitsByPreempting(10 + 0.6 * tolerance, in: store) == false)
    pool.stores.giveBack(10, to: store, isPreemptible: true)
    #expect(pool.stores.fits(10 + 0.9 * tolerance, in: store) == true)
    #expect(pool.stores.fits(10 + 1.1 * tolerance, in: store) == false)
  }

  @Test func `a reset pool begins anew`() {
    var pool = Pool()
    pool.stores.add(capacity: 1)
    pool.stores.take(1, from: 0, isPreemptible: true)
    let waiting = pool.wait(token: 1, backfill: true)
    pool.reset()
    #expect(pool.stores.count == 0)
    #expect(pool.waitingCount == 0)
    #expect(pool.isWaiting(waiting) == false)
    #expect(pool.stores.add(capacity: 3) == 0)
    #expect(pool.stores.inUse(of: 0) == 0)
    #expect(pool.stores.preemptible(in: 0) == 0)
  }
}
