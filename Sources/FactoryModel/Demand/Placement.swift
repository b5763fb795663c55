import EventKernel
import Quantities

/// Where a contract's capacity is taken: sites of the lowest sufficient sovereignty first.
///
/// Within a sovereignty level a contiguous request takes the site with the least sufficient free
/// capacity, of equals the first in file order; others fill sites in file order, whatever they need.
struct Placement {
  /// Sites by sovereignty, then in file order.
  let order: [ID<Site>]
  let sovereignty: Table<Site, Int>
  /// Which share of the capacity of each site new customers may have; those who go on may have all.
  private(set) var openShares: Table<Site, Double>
  /// Whether any is below 1.
  private var isRamping = false

  init(sovereignty: Table<Site, Int>) {
    self.sovereignty = sovereignty
    openShares = Table(repeating: 1, count: sovereignty.count)
    order = sovereignty.indices.sorted { (sovereignty[$0], $0) < (sovereignty[$1], $1) }
  }

  /// Opens a share of a site to new customers.
  mutating func open(_ share: Double, of site: ID<Site>) {
    openShares[site] = share
    isRamping = openShares.contains { $0 < 1 }
  }

  /// What a contract may have of a site in all.
  private func limit(of site: ID<Site>, isNew: Bool, in stores: borrowing Stores) -> Double {
    let capacity = stores.capacity(of: site.number)
    return isRamping && isNew ? capacity * openShares[site] : capacity
  }

  /// Whether so much of a site fits below what a contract may have, with what sums of doubles leave.
  func fits(
    _ amount: Double, in site: ID<Site>, isNew: Bool, _ stores: borrowing Stores
  ) -> Bool {
    guard isRamping, isNew else { return stores.fits(amount, in: site.number) }
    return stores.inUse(of: site.number) + amount
      <= limit(of: site, isNew: true, in: stores) * (1 + Stores.tolerance)
  }

  /// What a contract may have of a site and nobody has.
  private func free(in site: ID<Site>, isNew: Bool, _ stores: borrowing Stores) -> Double {
    limit(of: site, isNew: isNew, in: stores) - stores.inUse(of: site.number)
  }

  /// Takes capacity for a contract, all or nothing, and preempts nobody for it.
  func take(
    _ size: Compute, _ terms: SegmentTerms, for contract: ID<Contract>, from stores: inout Stores,
    in book: inout ContractBook
  ) -> Bool {
    let isNew = book[contract].isNew
    guard terms.isContiguous else {
      return fillSites(size, terms, isNew: isNew, for: contract, from: &stores, in: &book)
    }
    guard let site = site(for: size, terms, isNew: isNew, in: stores) else { return false }
    stores.take(size.value, from: site.number, isPreemptible: terms.isInterruptible)
    book.hold(size, at: site, for: contract)
    return true
  }

  /// The site for a contiguous contract, or nil where it fits in none.
  ///
  /// With `preempting`, what may be preempted at a site counts as free.
  func site(
    for size: Compute, _ terms: SegmentTerms, isNew: Bool, in stores: borrowing Stores,
    preempting: Bool = false
  ) -> ID<Site>? {
    var best: ID<Site>?
    var least = 0.0
    for site in order where sovereignty[site] >= terms.sovereign {
      if let best, sovereignty[site] > sovereignty[best] { break }
      let preemptible = preempting ? stores.preemptible(in: site.number) : 0
      let free = free(in: site, isNew: isNew, stores) + preemptible
      // Half the tolerance, so that what is said to fit does fit once the others have given back.
      let fits =
        preempting
        ? size.value <= free + stores.capacity(of: site.number) * (Stores.tolerance / 2)
        : fits(size.value, in: site, isNew: isNew, stores)
      guard stores.capacity(of: site.number) > 0, fits else { continue }
      if best == nil || free < least { (best, least) = (site, free) }
    }
    return best
  }

  /// Whether a contract that may be split fits if all are preempted that may be.
  func fitsByPreempting(
    _ size: Compute, _ terms: SegmentTerms, isNew: Bool, in stores: borrowing Stores
  ) -> Bool {
    var free = 0.0
    var capacity = 0.0
    for site in order where sovereignty[site] >= terms.sovereign {
      free += max(
        0, self.free(in: site, isNew: isNew, stores) + stores.preemptible(in: site.number))
      capacity += stores.capacity(of: site.number)
    }
    // Half the tolerance, so that it does fit once the others have given back.
    return capacity > 0 && size.value <= free + capacity * (Stores.tolerance / 2)
  }

  private func fillSites(
    _ size: Compute, _ terms: SegmentTerms, isNew: Bool, for contract: ID<Contract>,
    from stores: inout Stores, in book: inout ContractBook
  ) -> Bool {
    var free = 0.0
    var capacity = 0.0
    for site in order where sovereignty[site] >= terms.sovereign {
      free += max(0, self.free(in: site, isNew: isNew, stores))
      capacity += stores.capacity(of: site.number)
    }
    let tolerance = capacity * Stores.tolerance
    guard capacity > 0, size.value <= free + tolerance else { return false }
    var missing = size.value
    for site in order where sovereignty[site] >= terms.sovereign {
      // The last takes the rest if it fits within the tolerance; what is still missing then is less.
      let amount =
        fits(missing, in: site, isNew: isNew, stores)
        ? missing : max(0, self.free(in: site, isNew: isNew, stores))
      guard amount > 0 || missing == 0, stores.capacity(of: site.number) > 0 else { continue }
      stores.take(amount, from: site.number, isPreemptible: terms.isInterruptible)
      book.hold(Compute(amount), at: site, for: contract)
      missing -= amount
      if missing <= tolerance { break }
    }
    return true
  }

  /// What is free in all, and at the site that has most: for new customers, or for those who go on.
  func room(in stores: borrowing Stores, isNew: Bool) -> Room {
    var room = Room()
    for site in order {
      let tolerance = stores.capacity(of: site.number) * Stores.tolerance
      let free = self.free(in: site, isNew: isNew, stores) + tolerance
      room.total += max(0, free)
      room.largest = max(room.largest, free)
      let held = stores.preemptible(in: site.number)
      room.totalByPreempting += max(0, free + held)
      room.largestByPreempting = max(room.largestByPreempting, free + held)
    }
    return room
  }

  /// A bound on what fits, whatever sovereignty is asked for.
  struct Room {
    var total = 0.0
    var largest = 0.0
    var totalByPreempting = 0.0
    var largestByPreempting = 0.0

    func mayFit(_ size: Compute, _ terms: SegmentTerms) -> Bool {
      let bound =
        terms.isInterruptible
        ? (terms.isContiguous ? largest : total)
        : (terms.isContiguous ? largestByPreempting : totalByPreempting)
      return size.value <= bound
    }
  }
}
