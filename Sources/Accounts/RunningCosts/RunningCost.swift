/// What it costs to run a site, besides its electricity: a key of a kind of site, and a cash line.
///
/// To add one, write it in a file of its own and list it in ``runningCosts``. The scenario's key, the cash
/// line, its column, its part of the levelised cost and its place in the charts follow from that.
public struct RunningCost: Sendable {
  /// The key in a kind of site, and what it says there.
  public let key, doc: String
  /// Whether it may be stated as a share of the construction cost, too.
  public let mayBeShareOfCapex: Bool
  /// With what it rises in price.
  public let item: EscalatedItem
  /// The cash line's name, what it is called in words, and what it means.
  public let line: (name: String, words: String, description: String)

  /// A cost with its key and its cash line.
  public init(
    key: String, _ doc: String, mayBeShareOfCapex: Bool, risesWith item: EscalatedItem,
    line: (name: String, words: String, description: String)
  ) {
    self.key = key
    self.doc = doc
    self.mayBeShareOfCapex = mayBeShareOfCapex
    self.item = item
    self.line = line
  }
}

/// The running costs of sites, in the order of their keys and cash lines.
public let runningCosts: [RunningCost] = [
  .staff,
  .maintenance,
  .siteCosts,
]
