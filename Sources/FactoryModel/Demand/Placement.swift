import EventKernel
import Quantities

/// Where a contract's capacity is taken: sites of the lowest sufficient sovereignty first.
///
/// Within a sovereignty level a contiguous request takes the site with the least sufficient free
/// capacity, of equals the first in file order; others fill sites in file order, whatever they need.
struct Placement {
  /// Sites by sovereignty, then in file order.
  let order: [Int32]
  /// Of each site, by its index.
  let sovereignty: [Int]

  /// Takes capacity for a contract, all or nothing.
  func take(
    _ size: Compute, _ terms: SegmentTerms, for contract: Int32, from stores: inout Stores,
    in book: inout ContractBook
  ) -> Bool {
    terms.isContiguous
      ? takeOneSite(size, terms, for: contract, from: &stores, in: &book)
      : fillSites(size, terms, for: contract, from: &stores, in: &book)
  }

  /// What is free in all, and at the site that has most.
  func room(in stores: borrowing Stores) -> Room {
    var room = Room()
    for site in order {
      let free = stores.free(in: site) + stores.capacity(of: site) * Stores.tolerance
      room.total += max(0, free)
      room.largest = max(room.largest, free)
    }
    return room
  }

  /// A bound on what fits, whatever sovereignty is asked for.
  struct Room {
    var total = 0.0
    var largest = 0.0

    func mayFit(_ size: Compute, _ terms: SegmentTerms) -> Bool {
      size.value <= (terms.isContiguous ? largest : total)
    }
  }

  private func takeOneSite(
    _ size: Compute, _ terms: SegmentTerms, for contract: Int32, from stores: inout Stores,
    in book: inout ContractBook
  ) -> Bool {
    var best: Int32?
    for site in order where sovereignty[Int(site)] >= terms.sovereign {
      if let best, sovereignty[Int(site)] > sovereignty[Int(best)] { break }
      guard stores.capacity(of: site) > 0, stores.fits(size.value, in: site) else { continue }
      if best.map({ stores.free(in: site) < stores.free(in: $0) }) ?? true { best = site }
    }
    guard let best else { return false }
    stores.take(size.value, from: best)
    book.hold(size, at: best, for: contract)
    return true
  }

  private func fillSites(
    _ size: Compute, _ terms: SegmentTerms, for contract: Int32, from stores: inout Stores,
    in book: inout ContractBook
  ) -> Bool {
    var free = 0.0
    var capacity = 0.0
    for site in order where sovereignty[Int(site)] >= terms.sovereign {
      free += max(0, stores.free(in: site))
      capacity += stores.capacity(of: site)
    }
    let tolerance = capacity * Stores.tolerance
    guard capacity > 0, size.value <= free + tolerance else { return false }
    var missing = size.value
    for site in order where sovereignty[Int(site)] >= terms.sovereign {
      // What rounding leaves over goes to the last site that has room for it.
      let amount = stores.fits(missing, in: site) ? missing : max(0, stores.free(in: site))
      guard amount > 0 || missing == 0, stores.capacity(of: site) > 0 else { continue }
      stores.take(amount, from: site)
      book.hold(Compute(amount), at: site, for: contract)
      missing -= amount
      if missing <= tolerance { break }
    }
    return true
  }
}

extension Factory {
  /// Takes capacity for a contract that is not in the line, if it fits.
  mutating func place(_ index: Int32) -> Bool {
    placement.take(
      book[index].size, world.segments[Int(book[index].segment)], for: index, from: &pool.stores,
      in: &book)
  }

  /// Gives capacity along the line, and leaves who was served in `placed`.
  mutating func serveLine() {
    Self.serve(&pool, &book, &placed, placement, world.segments)
  }

  // Static, so that the line and the book are two values and not two uses of one.
  private static func serve(
    _ pool: inout Pool, _ book: inout ContractBook, _ placed: inout [Int32],
    _ placement: Placement, _ segments: [SegmentTerms]
  ) {
    var room = placement.room(in: pool.stores)
    pool.serve { stores, index in
      let terms = segments[Int(book[index].segment)]
      // Most of a long line asks for more than there is anywhere; that needs no look at the sites.
      guard room.mayFit(book[index].size, terms) else { return false }
      guard placement.take(book[index].size, terms, for: index, from: &stores, in: &book) else {
        return false
      }
      placed.append(index)
      room = placement.room(in: stores)
      return true
    }
  }

  /// Adds a contract's parts to what is used at their sites.
  mutating func holdActive(_ contract: Contract, usage: Double, _ now: SimTime) {
    var slot = contract.firstHolding
    while slot >= 0 {
      let holding = book.holding(slot)
      changeActive(at: Int(holding.site), by: holding.amount * usage, holders: 1, now)
      slot = holding.next
    }
  }
}
