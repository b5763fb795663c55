import EventKernel
import Quantities

/// A request that waits, or a contract that runs.
struct Contract: BitwiseCopyable {
  var segment: ID<SegmentSpec>
  /// Its request's place among those of the segment, by arrival, from 1.
  var number: Int32
  var size: Compute
  /// EUR per H100e-hour, fixed at signing.
  var price = ComputePrice.zero
  var arrival: SimTime
  /// What is left of its term when it starts or starts again.
  var term: Hours
  var ends = SimTime.never
  /// While it waits to go on: why, and since when.
  var interruption = Interruption.displaced
  var interrupted = SimTime.start
  /// The order of signing; 0 until signed.
  var signed: Int32 = 0
  /// First of the places that hold it, −1 for none.
  var firstHolding: Int32 = -1
  var isWaiting = false
  /// The end of the contract, or the end of the patience.
  var timer = EventHandle.none
  /// Its place in the waiting line.
  var place = WaitHandle.none
  /// While it runs and is interruptible: names it among those that may be preempted.
  var hold = HoldHandle.none

  /// Whether it has never been signed.
  var isNew: Bool { signed == 0 }

  /// Size times the time for which it has waited to go on.
  func interruptedTime(until time: SimTime) -> ComputeTime { size * (time - interrupted) }
}

/// A part of a contract at one site.
struct Holding: BitwiseCopyable {
  var site: ID<Site>
  var amount: Compute
  /// Next part of the same contract, −1 for none.
  var next: Int32
}

/// All waiting requests and running contracts.
struct ContractBook: ~Copyable {
  private var contracts = EntityTable<Contract>()
  private var holdings = EntityTable<Holding>()
  private var signedCount: Int32 = 0

  /// Where contracts stand, or have stood; see ``contains(_:)``.
  var ids: Range<ID<Contract>> { ID(number: 0)..<ID(number: contracts.slots.upperBound) }

  /// Forgets everything and keeps the memory.
  mutating func reset() {
    contracts.removeAll()
    holdings.removeAll()
    signedCount = 0
  }

  subscript(id: ID<Contract>) -> Contract {
    get { contracts[id.number] }
    set { contracts[id.number] = newValue }
  }

  /// Whether a contract stands there.
  func contains(_ id: ID<Contract>) -> Bool { contracts.contains(id.number) }

  mutating func open(_ contract: Contract) -> ID<Contract> {
    ID(number: contracts.insert(contract))
  }

  mutating func close(_ id: ID<Contract>) {
    precondition(contracts[id.number].firstHolding < 0, "contract \(id.index) still holds capacity")
    contracts.remove(id.number)
  }

  /// Numbers a contract as signed now, unless it was before.
  mutating func sign(_ id: ID<Contract>) {
    guard contracts[id.number].signed == 0 else { return }
    signedCount += 1
    contracts[id.number].signed = signedCount
  }

  /// A part by its slot.
  func holding(_ slot: Int32) -> Holding { holdings[slot] }

  /// Adds a part at a site to a contract.
  mutating func hold(_ amount: Compute, at site: ID<Site>, for id: ID<Contract>) {
    let next = contracts[id.number].firstHolding
    contracts[id.number].firstHolding = holdings.insert(
      Holding(site: site, amount: amount, next: next))
  }

  /// Takes one part off a contract; nil when none is left.
  mutating func releaseHolding(of id: ID<Contract>) -> Holding? {
    let slot = contracts[id.number].firstHolding
    guard slot >= 0 else { return nil }
    let holding = holdings[slot]
    contracts[id.number].firstHolding = holding.next
    holdings.remove(slot)
    return holding
  }

  /// Whether a part of a contract is at a site for which a condition holds.
  func isHeld(_ id: ID<Contract>, where condition: (_ site: ID<Site>) -> Bool) -> Bool {
    var slot = contracts[id.number].firstHolding
    while slot >= 0 {
      let holding = holdings[slot]
      if condition(holding.site) { return true }
      slot = holding.next
    }
    return false
  }

  /// The contracts at a site, the one signed last first.
  func contracts(at site: ID<Site>) -> [ID<Contract>] {
    var found: [ID<Contract>] = []
    for id in ids where contains(id) && contracts[id.number].signed > 0 {
      if isHeld(id, where: { $0 == site }) { found.append(id) }
    }
    found.sort { contracts[$0.number].signed > contracts[$1.number].signed }
    return found
  }
}
