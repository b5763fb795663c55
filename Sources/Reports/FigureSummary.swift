import Columns
import Experiments
import ResultStore

/// A figure of one strategy that is held against what is known of the world.
struct FigureSummary: Sendable {
  let figure: PlausibilityFigure
  let variable: Variable
  let strategy: String
  let summary: SampleSummary

  /// Whether the median lies in the range that the scenario names; nil where there is no median, or no range.
  var isInside: Bool? {
    guard let median = summary.quantile(0.5), let range = figure.range else { return nil }
    return range.contains(median)
  }

  /// The figures of all strategies, by figure and then by strategy, but for those that no replication has.
  ///
  /// - Throws: what the source throws.
  static func all(_ source: some FigureSource) throws -> [FigureSummary] {
    let record = source.record
    let names = Set(record.figures.map(\.metric))
    var summaries: [String: [(strategy: Int, variable: Variable, summary: SampleSummary)]] = [:]
    try source.forEachMetricSummary(
      where: { $0.scope == .all && names.contains($0.variable.name) }
    ) { strategy, column, summary in
      guard summary.reached > 0 else { return }
      summaries[column.variable.name, default: []].append((strategy, column.variable, summary))
    }
    return record.figures.flatMap { figure in
      (summaries[figure.metric] ?? []).map {
        FigureSummary(
          figure: figure, variable: $0.variable, strategy: record.strategies[$0.strategy],
          summary: $0.summary)
      }
    }
  }
}
