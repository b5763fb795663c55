import EventKernel
import Quantities

extension DemandSide {
  /// Takes capacity for a contract that holds none, if it fits: what is idle, and if that is too
  /// little, what interruptible contracts hold.
  mutating func place(_ id: ID<Contract>, _ course: inout Course) -> Bool {
    let terms = course.future.segments[book[id].segment]
    if takeIdle(for: id, terms) { return true }
    guard !terms.isInterruptible, pool.holderCount > 0 else { return false }
    return terms.isContiguous
      ? clearSite(for: id, terms, &course) : clearSites(for: id, terms, &course)
  }

  private mutating func takeIdle(for id: ID<Contract>, _ terms: SegmentTerms) -> Bool {
    placement.take(book[id].size, terms, for: id, from: &pool.stores, in: &book)
  }

  /// Preempts at one site until a contract fits there, if it then will, and takes its capacity.
  private mutating func clearSite(
    for id: ID<Contract>, _ terms: SegmentTerms, _ course: inout Course
  ) -> Bool {
    let size = book[id].size
    guard
      let site = placement.site(
        for: size, terms, isNew: book[id].isNew, in: pool.stores, preempting: true)
    else {
      return false
    }
    let isNew = book[id].isNew
    while !placement.fits(size.value, in: site, isNew: isNew, pool.stores),
      preemptNext(at: site, &course)
    {}
    let isPlaced = takeIdle(for: id, terms)
    assert(isPlaced, "preempted at site \(site.index) for nothing")
    return isPlaced
  }

  /// Preempts at the sites that a contract may use until it fits, if it then will, and takes its
  /// capacity.
  private mutating func clearSites(
    for id: ID<Contract>, _ terms: SegmentTerms, _ course: inout Course
  ) -> Bool {
    guard placement.fitsByPreempting(book[id].size, terms, isNew: book[id].isNew, in: pool.stores)
    else { return false }
    repeat {
      guard
        let worse = Self.nextPreempted(
          from: &pool, book, where: { placement.sovereignty[$0] >= terms.sovereign })
      else { return false }
      preempt(worse, &course)
    } while !takeIdle(for: id, terms)
    return true
  }

  /// Preempts the interruptible contract that started last at a site; false when there is none.
  mutating func preemptNext(at site: ID<Site>, _ course: inout Course) -> Bool {
    guard let id = Self.nextPreempted(from: &pool, book, where: { $0 == site }) else {
      return false
    }
    preempt(id, &course)
    return true
  }

  // Static, so that the pool and the book are two values and not two uses of one.
  private static func nextPreempted(
    from pool: inout Pool, _ book: borrowing ContractBook,
    where isNeeded: (_ site: ID<Site>) -> Bool
  ) -> ID<Contract>? {
    pool.preempt(worseThan: Int32(SegmentSpec.priorities.upperBound)) {
      book.isHeld(ID(number: $0), where: isNeeded)
    }.map { ID(number: $0) }
  }

  /// An interruptible contract gives its capacity up, and waits to go on, before those of its rank.
  private mutating func preempt(_ id: ID<Contract>, _ course: inout Course) {
    interrupt(id, by: .preempted, &course)
    let rank = course.future.segments[book[id].segment].rank
    joinLine(id, rank: rank, backfill: true, isFirst: true, &course)
    scheduleMatching(&course)
  }

  /// Takes contracts off a site until the rest fits: interruptible ones, and then the others, last
  /// signed first; whole contracts.
  ///
  /// The others go to the head of the line, keep their price, and wait as long as it takes.
  mutating func displace(from site: ID<Site>, _ course: inout Course) {
    func isOverfull(_ stores: borrowing Stores) -> Bool {
      stores.free(in: site.number) < -Stores.tolerance * stores.inUse(of: site.number)
    }
    while isOverfull(pool.stores), preemptNext(at: site, &course) {}
    guard isOverfull(pool.stores) else { return }
    for id in book.contracts(at: site) {
      guard isOverfull(pool.stores) else { break }
      interrupt(id, by: .displaced, &course)
      joinLine(id, rank: -1, backfill: false, isFirst: false, &course)
    }
  }

  /// A contract stops before its end: it gives its capacity back and keeps what is left of its term.
  private mutating func interrupt(
    _ id: ID<Contract>, by cause: Interruption, _ course: inout Course
  ) {
    course.note("\(described(book[id], as: "contract")) is \(cause)")
    course.run.cancel(book[id].timer)
    book[id].timer = .none
    changeSold(book[id], by: -1, &course)
    giveBack(id, &course)
    book[id].term = book[id].ends - course.now
    book[id].isWaiting = true
    book[id].interruption = cause
    book[id].interrupted = course.now
    countInterruption(of: book[id], by: 1, &course)
  }

  /// Accounts for the time of an interruption that ends.
  mutating func endInterruption(of contract: Contract, _ now: SimTime) {
    guard contract.arrival >= warmUp else { return }
    tallies[contract.segment].interruptions[contract.interruption].time +=
      contract.interruptedTime(until: now)
  }

  /// Counts an interruption; -1 takes it back, at the instant at which it was counted.
  mutating func countInterruption(
    of contract: Contract, by change: Int, _ course: inout Course
  ) {
    let segment = contract.segment
    course.record.count(contract.interruption.flow, segment, by: change)
    if contract.arrival >= warmUp {
      tallies[segment].interruptions[contract.interruption].count += change
    }
  }
}
