import EventKernel
import Quantities

/// From the arrival of a request to its contract, or its loss.
extension DemandSide {
  /// A request arrives: it is lost, served or joins the line.
  mutating func admitNextRequest(_ course: inout Course) {
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

  mutating func matchWaiting(_ course: inout Course) {
    isMatchingDue = false
    // Only those who go on may have more than is open to new customers.
    var room = placement.room(in: pool.stores, isNew: waitingToGoOn == 0)
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
      room = placement.room(in: pool.stores, isNew: waitingToGoOn == 0)
    }
  }

  mutating func renege(_ id: ID<Contract>, _ course: inout Course) {
    let wasFirst = pool.head == book[id].place
    pool.renege(book[id].place)
    changeWaiting(book[id], by: -1, &course)
    lose(book[id], .lostReneged, &course)
    book.close(id)
    // The one that went may have held others back, but only from the head of the line: those behind
    // it have been tried with what is free. To try them again would be 2 % of a replication.
    if wasFirst { scheduleMatching(&course) }
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
    let unserved = contract.size * contract.term
    tallies[segment].lost += unserved
    if let density = course.future.market.density(at: contract.arrival) {
      tallies[segment].lostPowerTime += unserved.value / density
    }
    tallies[segment].lostWait += course.now - contract.arrival
  }

  private mutating func changeWaiting(_ contract: Contract, by sign: Int, _ course: inout Course) {
    smallestWaiting.change(
      contract.size, isInterruptible: course.future.segments[contract.segment].isInterruptible,
      by: sign)
    if !contract.isNew { waitingToGoOn += sign }
    course.record.changeWaiting(contract.size, in: contract.segment, by: sign, at: course.now)
    course.record.watch.noteChange(of: .waitingCompute, &course.run)
  }
}
