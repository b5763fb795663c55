import Columns
public import Experiments
import Quantities
public import ResultStore

/// The numbers of an experiment that matter most: per strategy, and between pairs of strategies.
public struct Headline: Sendable {
  /// What is known of one strategy.
  public struct Strategy: Sendable {
    /// Its name.
    public let name: String

    /// Summaries of the metrics without scope, by name.
    public let metrics: [String: SampleSummary]

    /// Whether anything is built, run or paid in any replication.
    var hasProject: Bool { SampleSummary.tellOfProject { metrics[$0] } }
  }

  /// How two strategies differ in one metric.
  public struct Difference: Sendable {
    /// The strategy that is subtracted from.
    public let a: String

    /// The strategy that is subtracted.
    public let b: String

    /// The metric's name.
    public let metric: String

    /// The metric's unit.
    public let unit: String

    /// The paired difference.
    public let comparison: PairedComparison
  }

  /// What is said where no strategy has anything to show.
  static let nothingBuilt = "Nothing is built in any strategy of this run."

  /// The metrics whose differences are shown unless others are asked for.
  public static let comparedMetrics = [
    "live_it_mw_2030", "live_h100e_2035", "served_h100e_h", "levelised_cost_eur_per_h100e_h",
    "npv_eur", "npv_with_horizon_value_eur",
  ]

  /// What the experiment is.
  public let run: RunDescription

  /// Turns hours into dates.
  let calendar: ReportingCalendar

  /// How many replications there are; fewer than wanted after an interruption.
  public let replications: Int

  /// The units of the metrics without scope, by name.
  let units: [String: String]

  /// The strategies, in file order.
  public let strategies: [Strategy]

  /// The years with a `live_it_mw_YYYY`, ascending.
  let allYears: [Int]

  /// The years that have rows of their own: of more than four those divisible by five.
  public var years: [Int] { allYears.count > 4 ? allYears.filter { $0 % 5 == 0 } : allYears }

  /// The differences of all pairs of strategies, a before b in file order.
  public let differences: [Difference]

  /// Gathers the headline of an experiment.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - compared: the metrics whose differences are shown, as far as they exist.
  /// - Throws: `StoreError`.
  public init(_ reader: ResultReader, comparing compared: [String] = Headline.comparedMetrics)
    throws
  {
    let record = reader.record
    run = record.run
    calendar = record.layout.calendar
    replications = reader.replications.count
    let variables = record.layout.metrics.filter { $0.scope == .all }.map(\.variable)
    units = Dictionary(variables.map { ($0.name, $0.unit) }) { first, _ in first }
    var summaries = record.strategies.map { _ in [String: SampleSummary]() }
    try reader.forEachMetricSummary(where: { $0.scope == .all }) { strategy, column, summary in
      summaries[strategy][column.variable.name] = summary
    }
    strategies = zip(record.strategies, summaries).map { Strategy(name: $0, metrics: $1) }
    let prefix = "live_it_mw_"
    allYears = record.layout.metrics.map(\.variable.name).filter { $0.hasPrefix(prefix) }
      .compactMap { Int($0.dropFirst(prefix.count)) }.sorted()
    var differences: [Difference] = []
    let columns = record.layout.metrics.indices.filter {
      let column = record.layout.metrics[$0]
      return column.scope == .all && compared.contains(column.variable.name)
    }
    for a in record.strategies.indices {
      for b in record.strategies.indices.dropFirst(a + 1) {
        try reader.forEachComparison(of: columns, a, b) { column, pair in
          let variable = record.layout.metrics[column].variable
          differences.append(
            Difference(
              a: record.strategies[a], b: record.strategies[b], metric: variable.name,
              unit: variable.unit, comparison: pair))
        }
      }
    }
    self.differences = differences
  }
}
