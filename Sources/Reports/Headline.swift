public import Columns
public import Experiments
import Quantities
public import ResultStore

/// The numbers of an experiment that matter most: per strategy, and between pairs of strategies.
public struct Headline: Sendable {
  /// What is known of one strategy.
  public struct Strategy: Sendable {
    /// Its name.
    public let name: String

    /// Summaries of the metrics without scope.
    var summaries = MetricSummaries()

    /// Whether anything is built, run or paid in any replication.
    var hasProject: Bool { summaries.tellOfProject }
  }

  /// How two strategies differ in one metric.
  public struct Difference: Sendable {
    /// The strategy that is subtracted from.
    public let a: String

    /// The strategy that is subtracted.
    public let b: String

    /// The metric.
    public let variable: Variable

    /// The paired difference.
    public let comparison: PairedComparison
  }

  /// What is said where no strategy has anything to show.
  static let nothingBuilt = "Nothing is built in any strategy of this run."

  /// What a reader must know beside the numbers, one sentence each.
  public func notes(_ names: ReaderNames = ReaderNames()) -> [String] {
    ReaderNotes(
      strategies: strategies.map {
        .init(
          name: "'\(names.strategy($0.name))'", summaries: $0.summaries, hasProject: $0.hasProject)
      }, inner: run.design.inner, worths: worths
    ).sentences
  }

  /// The worths that there are, the one that leads first.
  let worths: [Worth]

  /// What is compared between strategies beside the metrics whose role that is.
  private static let comparedParts = [
    Part.end(of: 2030, .livePower), .end(of: 2035, .liveCompute),
  ]

  /// What the experiment is.
  public let run: RunDescription

  /// Turns hours into dates.
  let calendar: ReportingCalendar

  /// How many replications there are; fewer than wanted after an interruption.
  public let replications: Int

  /// The strategies, in file order.
  public private(set) var strategies: [Strategy]

  /// The years at whose end the live power is a metric, ascending.
  let allYears: [Int]

  /// The years that have rows of their own: of more than four those divisible by five.
  public var years: [Int] { allYears.count > 4 ? allYears.filter { $0 % 5 == 0 } : allYears }

  /// The differences of all pairs of strategies, a before b in file order.
  public let differences: [Difference]

  /// What held up the sites of each phase.
  let constraints: ConstraintMeans

  /// Gathers the headline of an experiment.
  ///
  /// - Parameter reader: the results.
  /// - Throws: `StoreError`.
  public init(_ reader: ResultReader) throws { try self.init(of: reader) }

  init(of source: some FigureSource) throws {
    let record = source.record
    run = record.run
    calendar = record.layout.calendar
    replications = source.replications.count
    var strategies = record.strategies.map { Strategy(name: $0) }
    try source.forEachMetricSummary(where: { $0.scope == .all }) { strategy, column, summary in
      strategies[strategy].summaries.add(column, summary)
    }
    self.strategies = strategies
    worths = Worth.all(in: record.layout.metrics)
    allYears = record.layout.metrics.parts(of: .livePower).compactMap { $0.variable.part?.year }
      .sorted()
    var differences: [Difference] = []
    let columns = record.layout.metrics.indices.filter {
      let column = record.layout.metrics[$0]
      return column.scope == .all
        && (column.variable.role == .compared
          || column.variable.part.map(Self.comparedParts.contains) == true)
    }
    for a in record.strategies.indices {
      for b in record.strategies.indices.dropFirst(a + 1) {
        try source.forEachComparison(of: columns, a, b) { column, pair in
          differences.append(
            Difference(
              a: record.strategies[a], b: record.strategies[b],
              variable: record.layout.metrics[column].variable, comparison: pair))
        }
      }
    }
    self.differences = differences
    constraints = try ConstraintMeans(source)
  }
}
