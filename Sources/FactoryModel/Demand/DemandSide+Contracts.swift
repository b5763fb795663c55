import EventKernel
import Quantities

/// From the start of a contract to its end.
extension DemandSide {
  /// A contract is signed, or a displaced one goes on: its capacity has been taken already.
  mutating func start(_ id: ID<Contract>, _ course: inout Course) {
    let segment = book[id].segment
    let terms = course.future.segments[segment]
    let isNew = book[id].signed == 0
    if isNew {
      book.sign(id)
      book[id].price =
        course.future.marketPrice.price(at: course.now, for: book[id].term) * terms.priceFactor
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

  mutating func end(_ id: ID<Contract>, _ course: inout Course) {
    course.note("\(described(book[id], as: "contract")) ends")
    pool.endHold(book[id].hold)
    changeSold(book[id], by: -1, &course)
    giveBack(id, &course)
    book.close(id)
    scheduleMatching(&course)
  }

  /// A contract that waits to go on is over, since nothing live or committed can hold it.
  mutating func terminate(_ contract: Contract, _ course: inout Course) {
    let segment = contract.segment
    course.note("\(described(contract, as: "contract")) is terminated: it fits nowhere any more")
    course.record.count(.terminated, segment)
    endInterruption(of: contract, course.now)
    guard contract.arrival >= warmUp else { return }
    tallies[segment].terminated += 1
    tallies[segment].terminatedTime += contract.size * contract.term
  }

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
    course.record.watch.noteChange(of: .soldCompute, &course.run)
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

  /// A request or contract in words, for the trace.
  func described(_ contract: Contract, as what: String) -> String {
    let size = Dimension.compute.roundedText(of: contract.size.value, digits: 4)
    return "\(what) \(contract.number) of \(segments[contract.segment].name) for \(size)"
  }
}
