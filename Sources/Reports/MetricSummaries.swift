import Columns
import Experiments

/// The metrics of one strategy over its replications.
struct MetricSummaries: Sendable {
  private(set) var all: [(column: Column, summary: SampleSummary)] = []

  mutating func add(_ column: Column, _ summary: SampleSummary) { all.append((column, summary)) }

  /// The summary of a metric with a standard name; nil where the results have none.
  subscript(name: StandardName, in scope: Scope = .all) -> SampleSummary? {
    all.first { $0.column.variable.name == name.rawValue && $0.column.scope == scope }?.summary
  }

  /// The summary of a part of a metric of the strategy as a whole.
  subscript(part: Part) -> SampleSummary? {
    all.first { $0.column.variable.part == part && $0.column.scope == .all }?.summary
  }

  /// The summary of a column.
  subscript(column: Column) -> SampleSummary? { all.first { $0.column == column }?.summary }

  /// Whether they tell of anything that has power, is live, earns or costs money.
  ///
  /// A site may be live without serving anybody, and cost nothing but its energy. Where no metric tells
  /// of activity, every strategy is one to show.
  var tellOfProject: Bool {
    let told = all.filter { $0.column.variable.role == .activity && $0.column.scope == .all }
    return told.isEmpty
      || told.contains { column, summary in
        switch column.variable.absence {
        case .never: summary.reached > 0
        case .undefined: summary.mean?.mean != 0
        }
      }
  }
}
