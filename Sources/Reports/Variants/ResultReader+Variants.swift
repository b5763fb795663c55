import Columns
import ResultStore

/// What tables of single replications are made of: the scenario as it is, or a variant.
protocol ReplicationSource: FigureSource {
  /// Goes through every metric: the replication's number, the strategy's index, the column's, and the value.
  func forEachMetric(_ body: (Int, Int, Int, Double) throws -> Void) throws
}

extension ResultReader: ReplicationSource {
  /// The scenario as it is, whose name is empty, and its variants.
  var withVariants: [(name: String, source: any ReplicationSource)] {
    [("", self)] + variants.map { ($0.name, $0) }
  }
}

extension VariantReader: ReplicationSource {}
