import EventKernel
import Quantities

/// What happens between customers and capacity.
enum DemandEvent: BitwiseCopyable {
  /// The next request of the schedule arrives.
  case requestArrived
  /// Capacity is given to those who wait.
  case matchingDue
  case contractEnded(ID<Contract>)
  case reneged(ID<Contract>)
}

/// What customers do to others.
enum DemandEffect: BitwiseCopyable {
  /// More or less H100e are used at a site, by so many parts of contracts more or less.
  case useChanged(at: ID<Site>, by: Compute, holders: Int)
}

/// Customers: who waits, who has which capacity under contract, and what became of all requests.
struct DemandSide: ~Copyable {
  let segments: [SegmentSpec]
  /// From when requests are counted in the tallies.
  let warmUp: SimTime

  /// The capacity of each site, by the number of its ID, and the line of those who wait for it.
  var pool: Pool
  var book: ContractBook
  var placement: Placement
  var smallestWaiting = SmallestWaiting()
  /// What decides whether a request is too large.
  var prospects = Prospects()
  /// Next in the schedule of requests.
  private var nextRequest = 0
  /// Whether the line is gone along once all else of this instant has happened.
  private(set) var isMatchingDue = false
  var tallies: Table<SegmentSpec, SegmentTally>
  /// What has been done to others and is not passed on yet, in order.
  private(set) var effects: [DemandEffect] = []

  init(_ scenario: Scenario) {
    segments = scenario.demand.segments
    warmUp = scenario.warmUp
    pool = Pool()
    book = ContractBook()
    placement = Placement(sovereignty: Table())
    tallies = Table(repeating: SegmentTally(), count: segments.count)
  }

  /// Before the first request, in the memory of another run: what is not named here is as declared.
  private init(_ plan: StrategyPlan, inMemoryOf former: consuming DemandSide) {
    segments = former.segments
    warmUp = former.warmUp
    former.pool.reset()
    for _ in plan.sites { former.pool.stores.add(capacity: 0) }
    pool = former.pool
    former.book.reset()
    book = former.book
    placement = plan.placement
    tallies = Table(repeating: SegmentTally(), count: segments.count)
  }

  /// Starts a strategy, before its clock runs.
  mutating func begin(_ plan: StrategyPlan) { self = DemandSide(plan, inMemoryOf: self) }

  /// Lets something happen; ``effects`` then holds what it does to others.
  mutating func handle(_ event: DemandEvent, _ course: inout Course) {
    switch event {
    case .requestArrived: admitNextRequest(&course)
    case .matchingDue: matchWaiting(&course)
    case .contractEnded(let contract): end(contract, &course)
    case .reneged(let contract): renege(contract, &course)
    }
  }

  /// Forgets the effects that have been passed on.
  mutating func clearEffects() { effects.removeAll(keepingCapacity: true) }
}

extension DemandSide {
  /// Plans the arrival of the next request; the first one at the start, each other one by the one before.
  mutating func scheduleNextArrival(_ course: inout Course) {
    guard nextRequest < course.future.requests.requests.count else { return }
    course.run.schedule(
      .demand(.requestArrived), at: course.future.requests.requests[nextRequest].arrival)
  }

  /// A request arrives: it is lost, served or joins the line.
  private mutating func admitNextRequest(_ course: inout Course) {
    let request = course.future.requests.requests[nextRequest]
    nextRequest += 1
    scheduleNextArrival(&course)
    let segment = request.segment
    course.record.count(.requests, segment)
    if course.now >= warmUp {
      tallies[segment].requests += 1
      tallies[segment].demanded += request.size * request.term
    }
    var contract = Contract(
      segment: request.segment, number: request.number, size: request.size,
      arrival: request.arrival, term: request.term)
    course.note(described(contract, as: "request"))
    let terms = course.future.segments[segment]
    guard prospects.mayHold(contract.size, terms) else {
      return lose(contract, .lostTooLarge, &course)
    }
    // Whoever arrives at this very instant is looked at in order of priority, once all are there.
    let isAlone =
      nextRequest == course.future.requests.requests.count
      || course.future.requests.requests[nextRequest].arrival > course.now
    if isAlone, !isMatchingDue,
      pool.canTryNow(priority: terms.rank, backfill: terms.backfill)
    {
      let id = book.open(contract)
      if place(id, &course) { return start(id, &course) }
      book.close(id)
    }
    contract.isWaiting = true
    let id = book.open(contract)
    joinLine(id, rank: terms.rank, backfill: terms.backfill, isFirst: false, &course)
    if request.patience.value < .infinity {
      book[id].timer = course.run.schedule(
        .demand(.reneged(id)), at: course.now + request.patience)
    }
    if !isAlone { scheduleMatching(&course) }
  }

  mutating func joinLine(
    _ id: ID<Contract>, rank: Int32, backfill: Bool, isFirst: Bool, _ course: inout Course
  ) {
    book[id].place = pool.wait(
      token: id.number, priority: rank, backfill: backfill, first: isFirst)
    changeWaiting(book[id], by: 1, &course)
  }

  /// Gives capacity along the line once everything else of this instant has happened.
  mutating func scheduleMatching(_ course: inout Course) {
    guard !isMatchingDue, pool.waitingCount > 0 else { return }
    isMatchingDue = true
    course.run.schedule(.demand(.matchingDue), at: course.now)
  }

  private mutating func matchWaiting(_ course: inout Course) {
    isMatchingDue = false
    var room = placement.room(in: pool.stores)
    var round = ServingRound()
    var leastInterruptible = Double.infinity
    while smallestWaiting.mayFit(in: room) {
      guard let id = pool.next(in: &round).map({ ID<Contract>(number: $0) }) else {
        // Who was preempted in this pass joined behind its back.
        if !isMatchingDue { smallestWaiting.correct(interruptible: leastInterruptible) }
        break
      }
      let terms = course.future.segments[book[id].segment]
      // Who was preempted in this round may stand before its place, and is served in the next one.
      if terms.isInterruptible && isMatchingDue { break }
      // Most of a long line asks for more than there is anywhere; that needs no look at the sites.
      guard room.mayFit(book[id].size, terms), place(id, &course) else {
        if terms.isInterruptible {
          leastInterruptible = min(leastInterruptible, book[id].size.value)
        }
        continue
      }
      pool.finish(round)
      course.run.cancel(book[id].timer)
      changeWaiting(book[id], by: -1, &course)
      book[id].isWaiting = false
      start(id, &course)
      room = placement.room(in: pool.stores)
    }
  }

  /// A contract is signed, or a displaced one goes on: its capacity has been taken already.
  private mutating func start(_ id: ID<Contract>, _ course: inout Course) {
    let segment = book[id].segment
    let terms = course.future.segments[segment]
    let isNew = book[id].signed == 0
    if isNew {
      book.sign(id)
      book[id].price = course.future.marketPrice.price(at: course.now) * terms.priceFactor
      course.record.count(.served, segment)
      if book[id].arrival >= warmUp {
        tallies[segment].served += 1
        tallies[segment].waits.append((course.now - book[id].arrival).value)
      }
    } else {
      endInterruption(of: book[id], course.now)
      // One that lasted no time was none: the contract moved to where there is room.
      if book[id].interrupted == course.now { countInterruption(of: book[id], by: -1, &course) }
    }
    let contract = book[id]
    course.note("\(described(contract, as: "contract")) \(isNew ? "starts" : "goes on")")
    if terms.isInterruptible { book[id].hold = pool.hold(token: id.number, priority: terms.rank) }
    book[id].ends = course.now + contract.term
    book[id].timer = course.run.schedule(
      .demand(.contractEnded(id)), at: course.now + contract.term)
    changeSold(contract, by: 1, &course)
  }

  private mutating func end(_ id: ID<Contract>, _ course: inout Course) {
    course.note("\(described(book[id], as: "contract")) ends")
    pool.endHold(book[id].hold)
    changeSold(book[id], by: -1, &course)
    giveBack(id, &course)
    book.close(id)
    scheduleMatching(&course)
  }

  private mutating func renege(_ id: ID<Contract>, _ course: inout Course) {
    let wasFirst = pool.head == book[id].place
    pool.renege(book[id].place)
    changeWaiting(book[id], by: -1, &course)
    lose(book[id], .lostReneged, &course)
    book.close(id)
    // The one that went may have held others back, but only from the head of the line: those behind
    // it have been tried with what is free. To try them again would be 2 % of a replication.
    if wasFirst { scheduleMatching(&course) }
  }

  private mutating func lose(_ contract: Contract, _ reason: DemandFlow, _ course: inout Course) {
    let segment = contract.segment
    course.record.count(reason, segment)
    let why = reason == .lostTooLarge ? "too large" : "waited too long"
    course.note("\(described(contract, as: "request")) is lost: \(why)")
    guard contract.arrival >= warmUp else { return }
    if reason == .lostTooLarge {
      tallies[segment].lostTooLarge += 1
    } else {
      tallies[segment].lostReneged += 1
    }
    tallies[segment].lost += contract.size * contract.term
    tallies[segment].lostWait += course.now - contract.arrival
  }

  /// Drops those who wait for more than there will ever be, so that they block nobody.
  mutating func dropTooLarge(_ course: inout Course) {
    guard pool.waitingCount > 0 else { return }
    for id in book.ids where book.contains(id) {
      let contract = book[id]
      let terms = course.future.segments[contract.segment]
      guard contract.isWaiting, !prospects.mayHold(contract.size, terms) else { continue }
      pool.renege(contract.place)
      changeWaiting(contract, by: -1, &course)
      course.run.cancel(contract.timer)
      if contract.signed == 0 {
        lose(contract, .lostTooLarge, &course)
      } else {
        terminate(contract, &course)
      }
      book.close(id)
    }
  }

  /// A contract that waits to go on is over, since nothing live or committed can hold it.
  private mutating func terminate(_ contract: Contract, _ course: inout Course) {
    let segment = contract.segment
    course.note("\(described(contract, as: "contract")) is terminated: it fits nowhere any more")
    course.record.count(.terminated, segment)
    endInterruption(of: contract, course.now)
    guard contract.arrival >= warmUp else { return }
    tallies[segment].terminated += 1
    tallies[segment].terminatedTime += contract.size * contract.term
  }

  // MARK: What is sold

  mutating func giveBack(_ id: ID<Contract>, _ course: inout Course) {
    let terms = course.future.segments[book[id].segment]
    while let holding = book.releaseHolding(of: id) {
      pool.stores.giveBack(
        holding.amount.value, to: holding.site.number, isPreemptible: terms.isInterruptible)
      effects.append(
        .useChanged(at: holding.site, by: -holding.amount * terms.usage, holders: -1))
    }
  }

  mutating func changeSold(_ contract: Contract, by sign: Int, _ course: inout Course) {
    let segment = contract.segment
    let terms = course.future.segments[segment]
    if sign > 0 { use(contract, share: terms.usage) }
    tallies[segment].change(
      sign, rate: contract.price.value * contract.size.value * terms.paidShare, at: course.now)
    let isLast = tallies[segment].running == 0
    let change = contract.size.value * Double(sign)
    var total = 0
    for segment in tallies.indices { total += tallies[segment].running }
    course.record.changeSold(
      change, in: segment, active: change * terms.usage, isLast: isLast, isNothing: total == 0,
      at: course.now)
    course.record.watch.utilisationChanged(&course.run)
  }

  /// The parts of a contract are used from now on.
  private mutating func use(_ contract: Contract, share: Double) {
    var slot = contract.firstHolding
    while slot >= 0 {
      let holding = book.holding(slot)
      effects.append(.useChanged(at: holding.site, by: holding.amount * share, holders: 1))
      slot = holding.next
    }
  }

  private mutating func changeWaiting(_ contract: Contract, by sign: Int, _ course: inout Course) {
    smallestWaiting.change(
      contract.size, isInterruptible: course.future.segments[contract.segment].isInterruptible,
      by: sign)
    course.record.changeWaiting(contract.size, in: contract.segment, by: sign, at: course.now)
  }

  /// What the contracts of a segment have earned since they were asked last.
  mutating func earnings(of segment: ID<SegmentSpec>, until time: SimTime) -> Money {
    tallies[segment].earn(until: time)
    defer { tallies[segment].earned = 0 }
    return Money(tallies[segment].earned)
  }

  /// A request or contract in words, for the trace.
  func described(_ contract: Contract, as what: String) -> String {
    let size = Dimension.compute.roundedText(of: contract.size.value, digits: 4)
    return "\(what) \(contract.number) of \(segments[contract.segment].name) for \(size)"
  }

  // MARK: Capacity

  /// Changes what can be sold at a site, and lets go of the contracts that no longer fit.
  mutating func setCapacity(of site: ID<Site>, to sellable: Compute, _ course: inout Course) {
    pool.stores.setCapacity(of: site.number, to: sellable.value)
    displace(from: site, &course)
  }
}
