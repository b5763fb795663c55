import Columns

/// The parts of a layout, in the order in which their columns are numbered in the database.
enum ColumnSection: String, CaseIterable {
  case metric
  case stock
  case flow
  case gridStock = "grid stock"
  case gridFlow = "grid flow"
  case cashLine = "cash line"
  case milestone
}

extension ResultLayout {
  /// The columns of one part.
  func columns(in section: ColumnSection) -> [Column] {
    switch section {
    case .metric: metrics
    case .stock: stocks
    case .flow: flows
    case .gridStock: gridStocks
    case .gridFlow: gridFlows
    case .cashLine: cashLines
    case .milestone: milestones.map { Column($0) }
    }
  }

  /// How many columns all parts have.
  var columnCount: Int { ColumnSection.allCases.reduce(0) { $0 + columns(in: $1).count } }

  /// The number in the database of the first column of one part.
  func firstColumn(of section: ColumnSection) -> Int {
    ColumnSection.allCases.prefix { $0 != section }.reduce(0) { $0 + columns(in: $1).count }
  }
}
