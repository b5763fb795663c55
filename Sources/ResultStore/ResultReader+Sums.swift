import Columns
import Experiments
import GRDB
import Synchronization

/// The means of the series of all strategies over all replications, however few have their series kept.
public struct SeriesMeans: Sendable {
  private let sums: SeriesSums

  fileprivate init(_ sums: SeriesSums) { self.sums = sums }

  /// The mean of each number of a series.
  ///
  /// - Parameters:
  ///   - kind: which series.
  ///   - strategy: index into the record's strategies.
  ///   - column: index into the layout's columns of that kind.
  /// - Returns: by period, over the replications in which the number exists; nil where in none.
  public func means(_ kind: SeriesKind, strategy: Int, column: Int) -> [Double?] {
    sums.shape.range(strategy: strategy, sums.shape.parts[kind.rawValue], column: column).map {
      sums.counts[$0] > 0 ? sums.means[$0] : nil
    }
  }

  /// The standard deviation (n − 1) of each number of a series over all replications; exactly 0 where all
  /// are equal, nil where fewer than two have it.
  public func standardDeviations(_ kind: SeriesKind, strategy: Int, column: Int) -> [Double?] {
    sums.shape.range(strategy: strategy, sums.shape.parts[kind.rawValue], column: column).map {
      sums.counts[$0] > 1 ? (sums.squares[$0] / (sums.counts[$0] - 1)).squareRoot() : nil
    }
  }

  /// In how many replications each number of a series exists.
  public func counts(_ kind: SeriesKind, strategy: Int, column: Int) -> [Int] {
    sums.shape.range(strategy: strategy, sums.shape.parts[kind.rawValue], column: column).map {
      Int(sums.counts[$0])
    }
  }
}

extension ResultReader {
  /// The mean of a series over all replications, however few have their series kept.
  ///
  /// - Parameters:
  ///   - kind: which series.
  ///   - strategy: index into the record's strategies.
  ///   - column: index into the layout's columns of that kind.
  /// - Returns: by period, over the replications in which the number exists; nil where in none.
  /// - Throws: `StoreError`.
  public func means(
    _ kind: SeriesKind, strategy: Int, column: Int
  ) throws(StoreError) -> [Double?] {
    try seriesMeans().means(kind, strategy: strategy, column: column)
  }

  /// The means of all series over all replications, read once.
  ///
  /// - Throws: `StoreError`.
  public func seriesMeans() throws(StoreError) -> SeriesMeans {
    if let known = knownMeans.withLock({ $0 }) { return known }
    let means = try readMeans()
    knownMeans.withLock { $0 = means }
    return means
  }

  private func readMeans() throws(StoreError) -> SeriesMeans {
    try StoreError.translating(at: path) {
      let shape = SeriesShape(record.layout, strategies: record.strategies.count)
      let rows = SumRows(shape, path: path)
      var sums = SeriesSums(shape)
      try read { db in
        for (node, count) in record.sumTree.nodes(of: replications.count) {
          sums.add(try rows.read(node, replications: count, in: db))
        }
      }
      return SeriesMeans(sums)
    }
  }
}
