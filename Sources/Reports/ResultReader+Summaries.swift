import Experiments
import Quantities
import ResultStore

extension ResultReader {
  /// About how many numbers are held in memory at once.
  static let numbersAtOnce = 8_000_000

  /// Ranges of columns of which that many fit into memory together.
  static func ranges(of count: Int, numbersPerColumn: Int) -> [Range<Int>] {
    let length = max(1, numbersAtOnce / max(1, numbersPerColumn))
    return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
  }

  /// Summarises every metric of every strategy, in the order of strategies and columns.
  ///
  /// - Parameter body: takes the strategy's index, the column and its summary.
  /// - Throws: `StoreError`, or what `body` throws.
  func forEachMetricSummary(_ body: (Int, Column, SampleSummary) throws -> Void) throws {
    let columns = record.layout.metrics
    for strategy in record.strategies.indices {
      for range in Self.ranges(of: columns.count, numbersPerColumn: replications.count) {
        let values = try metrics(strategy: strategy, columns: range)
        for (column, values) in zip(columns[range], values) {
          let summary = SampleSummary(
            values, absence: column.variable.absence, inner: record.run.design.inner)
          try body(strategy, column, summary)
        }
      }
    }
  }

  /// Compares two strategies by some metrics.
  ///
  /// - Parameters:
  ///   - columns: indices into the layout's metrics, ascending.
  ///   - a: index of the first strategy.
  ///   - b: index of the second strategy.
  ///   - body: takes the index of the metric and the comparison.
  /// - Throws: `StoreError`, or what `body` throws.
  func forEachComparison(
    of columns: [Int], _ a: Int, _ b: Int, _ body: (Int, PairedComparison) throws -> Void
  ) throws {
    let wanted = Set(columns)
    let ranges = Self.ranges(
      of: record.layout.metrics.count, numbersPerColumn: 2 * replications.count)
    for range in ranges where range.contains(where: wanted.contains) {
      let first = try metrics(strategy: a, columns: range)
      let second = try metrics(strategy: b, columns: range)
      for column in range where wanted.contains(column) {
        let (a, b) = (first[column - range.lowerBound], second[column - range.lowerBound])
        let pair = PairedComparison(
          a, b, absence: record.layout.metrics[column].variable.absence,
          inner: record.run.design.inner)
        try body(column, pair)
      }
    }
  }
}
