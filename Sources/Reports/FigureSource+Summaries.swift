import Experiments
import Columns
import ResultStore

extension FigureSource {
  /// About how many numbers are held in memory at once.
  static var numbersAtOnce: Int { 8_000_000 }

  /// Ranges of columns of which that many fit into memory together.
  static func ranges(of count: Int, numbersPerColumn: Int) -> [Range<Int>] {
    runs(of: Array(0..<count), numbersPerColumn: numbersPerColumn)
  }

  /// The same, of some columns only, in ascending order: those between them are not read.
  static func runs(of columns: [Int], numbersPerColumn: Int) -> [Range<Int>] {
    let length = max(1, numbersAtOnce / max(1, numbersPerColumn))
    var runs: [Range<Int>] = []
    for column in columns {
      if let last = runs.last, last.upperBound == column, last.count < length {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }

  /// Summarises some metrics of every strategy, in the order of strategies and columns.
  ///
  /// Codes are left out: no arithmetic with them means anything.
  ///
  /// - Parameters:
  ///   - isWanted: whether a column is; others are not even read.
  ///   - body: takes the strategy's index, the column and its summary.
  /// - Throws: what the source throws, or `body`.
  func forEachMetricSummary(
    where isWanted: (Column) -> Bool = { _ in true },
    _ body: (Int, Column, SampleSummary) throws -> Void
  ) throws {
    let columns = record.layout.metrics
    let runs = Self.runs(
      of: columns.indices.filter { isWanted(columns[$0]) && !columns[$0].variable.isCode },
      numbersPerColumn: replications.count)
    for strategy in record.strategies.indices {
      for run in runs {
        let values = try metrics(strategy: strategy, columns: run)
        for (column, values) in zip(columns[run], values) {
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
  /// - Throws: what the source throws, or `body`.
  func forEachComparison(
    of columns: [Int], _ a: Int, _ b: Int, _ body: (Int, PairedComparison) throws -> Void
  ) throws {
    for run in Self.runs(of: columns, numbersPerColumn: 2 * replications.count) {
      let first = try metrics(strategy: a, columns: run)
      let second = try metrics(strategy: b, columns: run)
      for (column, (a, b)) in zip(run, zip(first, second)) {
        let pair = PairedComparison(
          a, b, of: record.layout.metrics[column].variable, inner: record.run.design.inner)
        try body(column, pair)
      }
    }
  }
}
