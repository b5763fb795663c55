import EventKernel
import Quantities

extension Factory {
  /// Takes capacity for a contract that holds none, if it fits: what is idle, and if that is too
  /// little, what interruptible contracts hold.
  mutating func place(_ index: Int32, _ run: inout Run) -> Bool {
    if takeIdle(for: index) { return true }
    let terms = future.segments[Int(book[index].segment)]
    guard !terms.isInterruptible, pool.holderCount > 0 else { return false }
    return terms.isContiguous
      ? clearSite(for: index, terms, &run) : clearSites(for: index, terms, &run)
  }

  private mutating func takeIdle(for index: Int32) -> Bool {
    placement.take(
      book[index].size, future.segments[Int(book[index].segment)], for: index, from: &pool.stores,
      in: &book)
  }

  /// Preempts at one site until a contract fits there, if it then will, and takes its capacity.
  private mutating func clearSite(
    for index: Int32, _ terms: SegmentTerms, _ run: inout Run
  ) -> Bool {
    let size = book[index].size
    guard let site = placement.site(for: size, terms, in: pool.stores, preempting: true) else {
      return false
    }
    while !pool.stores.fits(size.value, in: site), preemptNext(at: site, &run) {}
    let isPlaced = takeIdle(for: index)
    assert(isPlaced, "preempted at site \(site) for nothing")
    return isPlaced
  }

  /// Preempts at the sites that a contract may use until it fits, if it then will, and takes its
  /// capacity.
  private mutating func clearSites(
    for index: Int32, _ terms: SegmentTerms, _ run: inout Run
  ) -> Bool {
    guard placement.fitsByPreempting(book[index].size, terms, in: pool.stores) else { return false }
    repeat {
      guard
        let worse = Self.nextPreempted(
          from: &pool, book, where: { placement.sovereignty[Int($0)] >= terms.sovereign })
      else { return false }
      preempt(worse, &run)
    } while !takeIdle(for: index)
    return true
  }

  /// Preempts the interruptible contract that started last at a site; false when there is none.
  mutating func preemptNext(at site: Int32, _ run: inout Run) -> Bool {
    guard let index = Self.nextPreempted(from: &pool, book, where: { $0 == site }) else {
      return false
    }
    preempt(index, &run)
    return true
  }

  // Static, so that the pool and the book are two values and not two uses of one.
  private static func nextPreempted(
    from pool: inout Pool, _ book: borrowing ContractBook, where isNeeded: (_ site: Int32) -> Bool
  ) -> Int32? {
    pool.preempt(worseThan: Int32(SegmentSpec.priorities.upperBound)) {
      book.isHeld($0, where: isNeeded)
    }
  }

  /// An interruptible contract gives its capacity up, and waits to go on, before those of its rank.
  private mutating func preempt(_ index: Int32, _ run: inout Run) {
    interrupt(index, by: .preempted, &run)
    let rank = future.segments[Int(book[index].segment)].rank
    joinLine(index, rank: rank, backfill: true, isFirst: true, &run)
    scheduleMatching(&run)
  }

  /// Takes contracts off a site until the rest fits: interruptible ones, and then the others, last
  /// signed first; whole contracts.
  ///
  /// The others go to the head of the line, keep their price, and wait as long as it takes.
  mutating func displace(from site: Int32, _ run: inout Run) {
    func isOverfull(_ stores: borrowing Stores) -> Bool {
      stores.free(in: site) < -Stores.tolerance * stores.inUse(of: site)
    }
    while isOverfull(pool.stores), preemptNext(at: site, &run) {}
    guard isOverfull(pool.stores) else { return }
    for index in book.contracts(at: site) {
      guard isOverfull(pool.stores) else { break }
      interrupt(index, by: .displaced, &run)
      joinLine(index, rank: -1, backfill: false, isFirst: false, &run)
    }
  }

  /// A contract stops before its end: it gives its capacity back and keeps what is left of its term.
  private mutating func interrupt(
    _ index: Int32, by cause: Interruption, _ run: inout Run
  ) {
    note(run, "\(described(book[index], as: "contract")) is \(cause)")
    run.cancel(book[index].timer)
    book[index].timer = .none
    changeSold(book[index], by: -1, &run)
    giveBack(index, &run)
    book[index].term = book[index].ends - run.now
    book[index].isWaiting = true
    book[index].interruption = cause
    book[index].interrupted = run.now
    countInterruption(of: book[index], by: 1)
  }

  /// Accounts for the time of an interruption that ends.
  mutating func endInterruption(of contract: Contract, _ now: SimTime) {
    guard contract.arrival >= scenario.warmUp else { return }
    tallies[Int(contract.segment)].interruptions[contract.interruption].time +=
      contract.interruptedTime(until: now)
  }

  /// Counts an interruption; -1 takes it back, at the instant at which it was counted.
  mutating func countInterruption(of contract: Contract, by change: Int) {
    let segment = Int(contract.segment)
    count(contract.interruption.flow, segment, by: change)
    if contract.arrival >= scenario.warmUp {
      tallies[segment].interruptions[contract.interruption].count += change
    }
  }
}
