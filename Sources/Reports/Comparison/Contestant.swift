import Columns
import Experiments
import ResultStore

/// One of two strategies that are compared, out of one results database or of two.
struct Contestant: Sendable {
  /// What it is called in tables.
  let name: String
  let source: any FigureSource
  /// Its place in the record of its source.
  let strategy: Int

  /// The values of a metric of the strategy as a whole, of the first replications; nil where it is not stored.
  func values(of metric: String, replications: Int) throws -> [Double]? {
    let metrics = source.record.layout.metrics
    guard
      let place = metrics.firstIndex(where: { $0.variable.name == metric && $0.scope == .all })
    else { return nil }
    return Array(
      try source.metrics(strategy: strategy, columns: place..<place + 1)[0].prefix(replications))
  }
}
