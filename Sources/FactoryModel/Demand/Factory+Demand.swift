import EventKernel
import Quantities

/// What happens between customers and capacity.
enum DemandEvent: BitwiseCopyable {
  /// The next request of the schedule arrives.
  case requestArrived
  /// Capacity is given to those who wait.
  case matchingDue
  case contractEnded(contract: Int32)
  case reneged(contract: Int32)
}

extension Factory {
  mutating func beginDemand(_ run: inout Run) {
    book.reset()
    smallestWaiting = SmallestWaiting()
    nextRequest = 0
    isMatchingDue = false
    scheduleNextArrival(&run)
  }

  mutating func handle(_ event: DemandEvent, in run: inout Run) {
    switch event {
    case .requestArrived: admitNextRequest(&run)
    case .matchingDue: matchWaiting(&run)
    case .contractEnded(let contract): end(contract, &run)
    case .reneged(let contract): renege(contract, &run)
    }
  }

  private mutating func scheduleNextArrival(_ run: inout Run) {
    guard nextRequest < future.requests.requests.count else { return }
    run.schedule(.demand(.requestArrived), at: future.requests.requests[nextRequest].arrival)
  }

  /// A request arrives: it is lost, served or joins the line.
  private mutating func admitNextRequest(_ run: inout Run) {
    let request = future.requests.requests[nextRequest]
    nextRequest += 1
    scheduleNextArrival(&run)
    let segment = Int(request.segment)
    count(.requests, segment)
    if run.now >= scenario.warmUp {
      tallies[segment].requests += 1
      tallies[segment].demanded += request.size * request.term
    }
    var contract = Contract(
      segment: request.segment, number: request.number, size: request.size,
      arrival: request.arrival, term: request.term)
    note(run, described(contract, as: "request"))
    guard mayEverFit(contract) else { return lose(contract, .lostTooLarge, &run) }
    let terms = future.segments[segment]
    // Whoever arrives at this very instant is looked at in order of priority, once all are there.
    let isAlone =
      nextRequest == future.requests.requests.count
      || future.requests.requests[nextRequest].arrival > run.now
    if isAlone, !isMatchingDue,
      pool.canTryNow(priority: terms.rank, backfill: terms.backfill)
    {
      let index = book.open(contract)
      if place(index, &run) { return start(index, &run) }
      book.close(index)
    }
    contract.isWaiting = true
    let index = book.open(contract)
    joinLine(index, rank: terms.rank, backfill: terms.backfill, isFirst: false, &run)
    if request.patience.value < .infinity {
      book[index].timer = run.schedule(
        .demand(.reneged(contract: index)), at: run.now + request.patience)
    }
    if !isAlone { scheduleMatching(&run) }
  }

  mutating func joinLine(
    _ index: Int32, rank: Int32, backfill: Bool, isFirst: Bool, _ run: inout Run
  ) {
    book[index].place = pool.wait(
      token: index, priority: rank, backfill: backfill, first: isFirst)
    changeWaiting(book[index], by: 1, &run)
  }

  /// Gives capacity along the line once everything else of this instant has happened.
  mutating func scheduleMatching(_ run: inout Run) {
    guard !isMatchingDue, pool.waitingCount > 0 else { return }
    isMatchingDue = true
    run.schedule(.demand(.matchingDue), at: run.now)
  }

  private mutating func matchWaiting(_ run: inout Run) {
    isMatchingDue = false
    var room = placement.room(in: pool.stores)
    var round = ServingRound()
    var leastInterruptible = Double.infinity
    while smallestWaiting.mayFit(in: room) {
      guard let index = pool.next(in: &round) else {
        // Who was preempted in this pass joined behind its back.
        if !isMatchingDue { smallestWaiting.correct(interruptible: leastInterruptible) }
        break
      }
      let terms = future.segments[Int(book[index].segment)]
      // Who was preempted in this round may stand before its place, and is served in the next one.
      if terms.isInterruptible && isMatchingDue { break }
      // Most of a long line asks for more than there is anywhere; that needs no look at the sites.
      guard room.mayFit(book[index].size, terms), place(index, &run) else {
        if terms.isInterruptible {
          leastInterruptible = min(leastInterruptible, book[index].size.value)
        }
        continue
      }
      pool.finish(round)
      run.cancel(book[index].timer)
      changeWaiting(book[index], by: -1, &run)
      book[index].isWaiting = false
      start(index, &run)
      room = placement.room(in: pool.stores)
    }
  }

  /// A contract is signed, or a displaced one goes on: its capacity has been taken already.
  private mutating func start(_ index: Int32, _ run: inout Run) {
    let segment = Int(book[index].segment)
    let terms = future.segments[segment]
    let isNew = book[index].signed == 0
    if isNew {
      book.sign(index)
      book[index].price = future.marketPrice.price(at: run.now) * terms.priceFactor
      count(.served, segment)
      if book[index].arrival >= scenario.warmUp {
        tallies[segment].served += 1
        tallies[segment].waits.append((run.now - book[index].arrival).value)
      }
    } else {
      endInterruption(of: book[index], run.now)
      // One that lasted no time was none: the contract moved to where there is room.
      if book[index].interrupted == run.now { countInterruption(of: book[index], by: -1) }
    }
    let contract = book[index]
    note(run, "\(described(contract, as: "contract")) \(isNew ? "starts" : "goes on")")
    if terms.isInterruptible { book[index].hold = pool.hold(token: index, priority: terms.rank) }
    book[index].ends = run.now + contract.term
    book[index].timer = run.schedule(
      .demand(.contractEnded(contract: index)), at: run.now + contract.term)
    changeSold(contract, by: 1, &run)
  }

  private mutating func end(_ index: Int32, _ run: inout Run) {
    note(run, "\(described(book[index], as: "contract")) ends")
    pool.endHold(book[index].hold)
    changeSold(book[index], by: -1, &run)
    giveBack(index, &run)
    book.close(index)
    scheduleMatching(&run)
  }

  private mutating func renege(_ index: Int32, _ run: inout Run) {
    let wasFirst = pool.head == book[index].place
    pool.renege(book[index].place)
    changeWaiting(book[index], by: -1, &run)
    lose(book[index], .lostReneged, &run)
    book.close(index)
    // The one that went may have held others back, but only from the head of the line: those behind
    // it have been tried with what is free. To try them again would be 2 % of a replication.
    if wasFirst { scheduleMatching(&run) }
  }

  private mutating func lose(_ contract: Contract, _ reason: DemandFlow, _ run: inout Run) {
    let segment = Int(contract.segment)
    count(reason, segment)
    let why = reason == .lostTooLarge ? "too large" : "waited too long"
    note(run, "\(described(contract, as: "request")) is lost: \(why)")
    guard contract.arrival >= scenario.warmUp else { return }
    if reason == .lostTooLarge {
      tallies[segment].lostTooLarge += 1
    } else {
      tallies[segment].lostReneged += 1
    }
    tallies[segment].lost += contract.size * contract.term
    tallies[segment].lostWait += run.now - contract.arrival
  }

  /// Drops those who wait for more than there will ever be, so that they block nobody.
  mutating func dropTooLarge(_ run: inout Run) {
    guard pool.waitingCount > 0 else { return }
    for slot in book.slots where book.contains(slot) {
      let contract = book[slot]
      guard contract.isWaiting, !mayEverFit(contract) else { continue }
      pool.renege(contract.place)
      changeWaiting(contract, by: -1, &run)
      run.cancel(contract.timer)
      if contract.signed == 0 {
        lose(contract, .lostTooLarge, &run)
      } else {
        terminate(contract, &run)
      }
      book.close(slot)
    }
  }

  /// A contract that waits to go on is over, since nothing live or committed can hold it.
  private mutating func terminate(_ contract: Contract, _ run: inout Run) {
    let segment = Int(contract.segment)
    note(run, "\(described(contract, as: "contract")) is terminated: it fits nowhere any more")
    count(.terminated, segment)
    endInterruption(of: contract, run.now)
    guard contract.arrival >= scenario.warmUp else { return }
    tallies[segment].terminated += 1
    tallies[segment].terminatedTime += contract.size * contract.term
  }

  // MARK: Accounts

  mutating func giveBack(_ index: Int32, _ run: inout Run) {
    let terms = future.segments[Int(book[index].segment)]
    while let holding = book.releaseHolding(of: index) {
      pool.stores.giveBack(
        holding.amount.value, to: holding.site, isPreemptible: terms.isInterruptible)
      changeActive(at: Int(holding.site), by: -holding.amount * terms.usage, holders: -1, run.now)
    }
  }

  mutating func changeSold(_ contract: Contract, by sign: Int, _ run: inout Run) {
    let segment = Int(contract.segment)
    let terms = future.segments[segment]
    if sign > 0 { holdActive(contract, usage: terms.usage, run.now) }
    tallies[segment].change(
      sign, rate: contract.price.value * contract.size.value * terms.paidShare, at: run.now)
    let running = tallies[segment].running
    let change = contract.size.value * Double(sign)
    let isLast = running == 0
    var total = 0
    for segment in tallies.indices { total += tallies[segment].running }
    setLevel(
      series.place(.soldCompute, segment), change: change, isNothing: isLast, run.now)
    setLevel(series.place(Stock.soldCompute), change: change, isNothing: total == 0, run.now)
    setLevel(
      series.place(.activeCompute), change: change * terms.usage, isNothing: total == 0, run.now)
    requestReview(&run)
  }

  private mutating func changeWaiting(_ contract: Contract, by sign: Int, _ run: inout Run) {
    let segment = Int(contract.segment)
    smallestWaiting.change(
      contract.size, isInterruptible: future.segments[segment].isInterruptible, by: sign)
    let change = Double(sign)
    levels.add(series.place(.waitingRequests, segment), change, at: run.now)
    levels.add(series.place(Stock.waitingRequests), change, at: run.now)
    let isNobody = levels[series.place(Stock.waitingRequests)] == 0
    let isNone = levels[series.place(.waitingRequests, segment)] == 0
    setLevel(
      series.place(.waitingCompute, segment), change: change * contract.size.value,
      isNothing: isNone, run.now)
    setLevel(
      series.place(Stock.waitingCompute), change: change * contract.size.value,
      isNothing: isNobody, run.now)
  }

  /// Changes a level that is a sum of sizes; with nothing in the sum it is exactly zero.
  private mutating func setLevel(
    _ level: Int, change: Double, isNothing: Bool, _ now: SimTime
  ) {
    levels.set(level, to: isNothing ? 0 : levels[level] + change, at: now)
  }

  /// Counts something for its segment and for all.
  mutating func count(_ flow: DemandFlow, _ segment: Int, by change: Int = 1) {
    flows[series.place(flow)] += Double(change)
    flows[series.place(flow, segment)] += Double(change)
  }

  /// Adds a contract's parts to what is used at their sites.
  private mutating func holdActive(_ contract: Contract, usage: Double, _ now: SimTime) {
    var slot = contract.firstHolding
    while slot >= 0 {
      let holding = book.holding(slot)
      changeActive(at: Int(holding.site), by: holding.amount * usage, holders: 1, now)
      slot = holding.next
    }
  }

  /// A request or contract in words, for the trace.
  func described(_ contract: Contract, as what: String) -> String {
    let segment = scenario.demand.segments[Int(contract.segment)].name
    let size = Dimension.compute.roundedText(of: contract.size.value, digits: 4)
    return "\(what) \(contract.number) of \(segment) for \(size)"
  }
}
