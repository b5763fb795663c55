import EventKernel
import Quantities

/// What a site has cost, and its numbers in the register of assets.
struct SiteBooks {
  /// Accelerators bought in one order.
  struct Purchase {
    /// Number in the register of assets.
    let asset: Int
    /// What was paid, nominal.
    let cost: Money
    /// Whether it is sold when it is no longer used.
    let isResold: Bool
  }

  /// Its construction and its connection in the register; nil until there is something to enter.
  var facility: Int?
  var connection: Int?
  /// Accelerators in place or ordered first, and those ordered to replace them.
  var accelerators: Purchase?
  var replacement: Purchase?
  /// The first accelerators in the register, whatever became of them; nil until they are ordered.
  var firstAccelerators: Int?
  /// What the accelerators in place cost, EUR, integrated over the month: their upkeep is a share of it.
  var inPlace = TimeWeighted()
  /// Construction cost so far, in money of the start: yearly costs are shares of it.
  var constructionCost = Money.zero
  /// Whether all its stages are done, and whether anything computes on its land.
  var isFinished = false
  var isInUse = false
  /// Since when something of it waits for money; never while nothing does.
  var awaitsMoneySince = SimTime.never
  /// Money committed for it, what of that is meant for accelerators, and what is paid so far.
  var committed = Money.zero
  var planned = Money.zero
  var paid = Money.zero
}
