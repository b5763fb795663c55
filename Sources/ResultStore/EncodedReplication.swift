public import Experiments
public import Columns

/// One replication in the form in which it is written: made on the worker's thread, so that the
/// thread that writes has little left to do.
public struct EncodedReplication: Sendable {
  /// The blobs of one row of monthly or of cash-flow results.
  struct SeriesRow {
    var strategy: Int
    var column: Int
    /// Totals of a flow, amounts of a cash line, or month means of a stock.
    var values: Range<Int>
    /// Month ends of a stock.
    var ends: Range<Int>?

    func place(in replication: Int) -> RowPlace {
      RowPlace(replication: replication, strategy: strategy, column: column)
    }
  }

  let number: Int
  let future: Int
  let inner: Int
  let draws: [Double]
  /// By strategy and column; NaN = never.
  let metrics: [[Double]]
  /// By strategy, in the order of phase, site, milestone.
  let milestones: [[MilestoneRow]]
  private(set) var stocks: [SeriesRow] = []
  private(set) var flows: [SeriesRow] = []
  private(set) var cash: [SeriesRow] = []
  /// Where the ranges of the rows point.
  private(set) var bytes: [UInt8] = []

  /// Encodes what a worker returned.
  ///
  /// - Throws: `StoreError` of kind `unusableResult` where a number is infinite or an array is not
  ///   as long as the layout says.
  public init(_ outcome: ReplicationOutcome, layout: ResultLayout) throws {
    number = outcome.number
    future = outcome.future
    inner = outcome.inner
    draws = outcome.draws
    metrics = outcome.results.map(\.metrics)
    milestones = outcome.results.map { result in
      result.milestones.sorted {
        ($0.phase, $0.site, $0.milestone) < ($1.phase, $1.site, $1.milestone)
      }
    }
    if let draw = draws.first(where: { !$0.isFinite }) {
      throw Self.problem("a parameter was drawn as \(draw)")
    }
    for strategy in outcome.results.indices {
      try encode(outcome.results[strategy], strategy: strategy, layout: layout)
    }
  }

  private mutating func encode(
    _ result: ReplicationResult, strategy: Int, layout: ResultLayout
  ) throws {
    guard result.metrics.count == layout.metrics.count else {
      throw Self.problem("\(result.metrics.count) metrics instead of \(layout.metrics.count)")
    }
    for (value, column) in zip(result.metrics, layout.metrics) where value.isInfinite {
      throw Self.problem("metric '\(column.variable.name)' is \(value)")
    }
    for row in result.milestones where row.hours.isInfinite {
      throw Self.problem("a milestone is reached after \(row.hours) h")
    }
    let (months, periods) = (layout.months, layout.periods)
    let ends = try append(result.stockEnds, of: layout, .stock, length: months, strategy)
    stocks += try append(result.stockMeans, of: layout, .stock, length: months, strategy)
    for (index, row) in zip(stocks.indices.suffix(ends.count), ends) {
      stocks[index].ends = row.values
    }
    flows += try append(result.flows, of: layout, .flow, length: months, strategy)
    flows += try append(result.gridStockMeans, of: layout, .gridStock, length: months, strategy)
    flows += try append(result.gridFlows, of: layout, .gridFlow, length: months, strategy)
    cash += try append(result.cash, of: layout, .cashLine, length: periods, strategy)
  }

  /// Codes an array of several columns, one row each.
  private mutating func append<Number: CodedNumber>(
    _ numbers: [Number], of layout: ResultLayout, _ section: ColumnSection, length: Int,
    _ strategy: Int
  ) throws -> [SeriesRow] {
    let columns = layout.columns(in: section)
    guard numbers.count == columns.count * length else {
      throw Self.problem(
        "\(numbers.count) numbers of \(section.rawValue)s instead of \(columns.count * length)")
    }
    let first = layout.firstColumn(of: section)
    return try columns.indices.map { column in
      let start = bytes.count
      let isFinite = numbers.withUnsafeBufferPointer {
        SeriesCoding.append(
          UnsafeBufferPointer(rebasing: $0[column * length..<(column + 1) * length]), to: &bytes)
      }
      guard isFinite else {
        throw Self.problem(
          "\(section.rawValue) '\(columns[column].variable.name)' is infinite in some period")
      }
      return SeriesRow(strategy: strategy, column: first + column, values: start..<bytes.count)
    }
  }

  private static func problem(_ message: String) -> StoreError {
    StoreError(.unusableResult, path: "", message)
  }
}
