import EventKernel
import Quantities

/// Accelerators bought for a site in one order.
struct Batch: BitwiseCopyable {
  let generation: ID<Generation>
  let units: Int
  /// End of the economic life, which begins with the first use.
  var expires = SimTime.never
}

/// What is bought in one order, and on which terms.
struct AcceleratorOrder: BitwiseCopyable {
  let generation: ID<Generation>
  /// Counts the orders of the site from 0.
  let number: Int
  /// What is paid, nominal.
  let cost: Money
  let bookLife: Hours
  /// What the accelerators are worth by age; nil where nobody says.
  let residualCurve: ID<GenerationSpec>?
}

/// What is in place at a site.
struct SiteCapacity: BitwiseCopyable {
  /// H100e, and what is sellable of them.
  let installed, sellable: Compute
  /// IT power of all of it.
  let power: Power

  static let none = SiteCapacity(installed: .zero, sellable: .zero, power: .zero)
}

/// The accelerators of a site.
struct SiteEquipment: BitwiseCopyable {
  /// In place or ordered first, and ordered to replace those.
  var batch: Batch?
  var replacement: Batch?
  var orderTimer = EventHandle.none
  /// Whether its first order waits for money.
  var orderAwaitsMoney = false
  /// Whether it counts on its accelerators: nothing of it is behind a closed gate.
  var isExpected = false
  /// Orders after the first.
  var orderCount = 0
  /// Whether there was no money yet for what would replace its accelerators.
  var refreshAwaitsMoney = false
  /// Whether its accelerators have come to their end and nothing replaces them.
  var isRetired = false
  /// Whether the event at the end of the life of what is in place is scheduled.
  var isEndPlanned = false
  var capacity = SiteCapacity.none
  /// H100e it has or will have as far as is known: what decides whether a request is too large.
  var prospective = Compute.zero
}
