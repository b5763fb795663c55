import EventKernel
import Quantities

/// A request that waits, or a contract that runs.
struct Contract: BitwiseCopyable {
  /// Index of its segment.
  var segment: Int32
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

  /// Size times the time for which it has waited to go on.
  func interruptedTime(until time: SimTime) -> ComputeTime { size * (time - interrupted) }
}

/// A part of a contract at one site.
struct Holding: BitwiseCopyable {
  var site: Int32
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
  var slots: Range<Int32> { contracts.slots }

  /// Forgets everything and keeps the memory.
  mutating func reset() {
    contracts.removeAll()
    holdings.removeAll()
    signedCount = 0
  }

  subscript(index: Int32) -> Contract {
    get { contracts[index] }
    set { contracts[index] = newValue }
  }

  /// Whether there is a contract in a slot.
  func contains(_ slot: Int32) -> Bool { contracts.contains(slot) }

  mutating func open(_ contract: Contract) -> Int32 { contracts.insert(contract) }

  mutating func close(_ index: Int32) {
    precondition(contracts[index].firstHolding < 0, "contract \(index) still holds capacity")
    contracts.remove(index)
  }

  /// Numbers a contract as signed now, unless it was before.
  mutating func sign(_ index: Int32) {
    guard contracts[index].signed == 0 else { return }
    signedCount += 1
    contracts[index].signed = signedCount
  }

  /// A part by its slot.
  func holding(_ slot: Int32) -> Holding { holdings[slot] }

  /// Adds a part at a site to a contract.
  mutating func hold(_ amount: Compute, at site: Int32, for index: Int32) {
    let next = contracts[index].firstHolding
    contracts[index].firstHolding = holdings.insert(
      Holding(site: site, amount: amount, next: next))
  }

  /// Takes one part off a contract; nil when none is left.
  mutating func releaseHolding(of index: Int32) -> Holding? {
    let slot = contracts[index].firstHolding
    guard slot >= 0 else { return nil }
    let holding = holdings[slot]
    contracts[index].firstHolding = holding.next
    holdings.remove(slot)
    return holding
  }

  /// Whether a part of a contract is at a site for which a condition holds.
  func isHeld(_ index: Int32, where condition: (_ site: Int32) -> Bool) -> Bool {
    var slot = contracts[index].firstHolding
    while slot >= 0 {
      let holding = holdings[slot]
      if condition(holding.site) { return true }
      slot = holding.next
    }
    return false
  }

  /// The contracts at a site, the one signed last first.
  func contracts(at site: Int32) -> [Int32] {
    var indices: [Int32] = []
    for index in slots where contains(index) && contracts[index].signed > 0 {
      if isHeld(index, where: { $0 == site }) { indices.append(index) }
    }
    indices.sort { contracts[$0].signed > contracts[$1].signed }
    return indices
  }
}
