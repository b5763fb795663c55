public import Quantities

/// What rises in price on its own: each item has a yearly change, by default inflation.
public enum EscalatedItem: String, CaseIterable, Sendable, BitwiseCopyable {
  case staff, maintenance, grid, energyTax, construction, siteCosts
}

/// The yearly changes of prices in one replication, effective annual.
public struct Escalation: Equatable, Sendable {
  /// By the position of the item among all.
  private var changes: [Double]

  /// Everything changes alike.
  public init(all change: Double = 0) {
    changes = Array(repeating: change, count: EscalatedItem.allCases.count)
  }

  /// The yearly change of an item.
  public subscript(item: EscalatedItem) -> Double {
    get { changes[item.index] }
    set { changes[item.index] = newValue }
  }

  /// What a price at an instant is to that of the start.
  ///
  /// Yearly costs of a month use the month's opening, the energy tax of a year 1 January; nothing is
  /// escalated before the start.
  public func factor(_ item: EscalatedItem, at time: SimTime) -> Double {
    annualFactor(self[item], at: max(time, .start))
  }
}

extension EscalatedItem {
  fileprivate var index: Int {
    switch self {
    case .staff: 0
    case .maintenance: 1
    case .grid: 2
    case .energyTax: 3
    case .construction: 4
    case .siteCosts: 5
    }
  }
}
