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
          try body(strategy, column, SampleSummary(values, inner: record.run.design.inner))
        }
      }
    }
  }

  /// Compares two strategies by one metric.
  ///
  /// - Throws: `StoreError`.
  func comparison(of metric: Int, _ a: Int, _ b: Int) throws -> PairedComparison {
    PairedComparison(
      try metrics(strategy: a, columns: metric..<metric + 1)[0],
      try metrics(strategy: b, columns: metric..<metric + 1)[0], inner: record.run.design.inner)
  }
}
