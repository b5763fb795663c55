public import Columns

/// Which monthly or cash-flow series is meant, in the order in which they are numbered.
public enum SeriesKind: Int, Sendable, Hashable, CaseIterable {
  /// Month means of stocks.
  case stockMeans
  /// Month ends of stocks.
  case stockEnds
  /// Monthly totals of flows.
  case flows
  /// Month means of grid stocks.
  case gridStockMeans
  /// Monthly totals of grid flows.
  case gridFlows
  /// Amounts in EUR by period.
  case cash

  /// Whether it tells of the waiting lists of others.
  public var isOfGrid: Bool { self == .gridStockMeans || self == .gridFlows }

  var section: ColumnSection {
    switch self {
    case .stockMeans, .stockEnds: .stock
    case .flows: .flow
    case .gridStockMeans: .gridStock
    case .gridFlows: .gridFlow
    case .cash: .cashLine
    }
  }
}

extension ResultLayout {
  /// The columns that a kind of series has.
  public func columns(of kind: SeriesKind) -> [Columns.Column] { columns(in: kind.section) }

  /// How many numbers a series of a kind has.
  func length(of kind: SeriesKind) -> Int { kind == .cash ? periods : months }
}
