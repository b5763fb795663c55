import Charts
import Columns
import Experiments
import Quantities
import ResultStore

/// The figures that several sections of the report need, read once.
struct PageFigures {
  let source: any FigureSource
  /// The scenario as it is with its variants: the results themselves, or others of the same futures.
  let swept: any FigureSource
  let facts: ScenarioFacts
  let strategies: [StrategyFigures]
  /// The waiting lists of the grid with each strategy, in the order of the strategies.
  let waitingLists: [WaitingListFigures]
  /// What moves the worth by which strategies are ranked; nil where there is no worth.
  let sensitivity: Sensitivity?
  /// Who leads in each variant; nil where there are none, or no worth.
  let variants: VariantComparison?

  var record: ExperimentRecord { source.record }
  var names: ReaderNames { facts.names }
  var layout: ResultLayout { source.record.layout }
  var count: Int { source.replications.count }
  /// How many replications have our own numbers kept by month.
  var keptCount: Int { source.keptCount(of: .stockMeans) }
  var inner: Int { record.run.design.inner }
  /// The number of futures that are there.
  var futures: Int { source.futures }

  /// The colour of a strategy: grey where it has no project.
  func tint(of strategy: StrategyFigures) -> Tint {
    projects.firstIndex { $0.index == strategy.index }.map(Tint.strategy) ?? .nothing
  }

  /// The strategy of some name in the scenario.
  func strategy(_ key: String) -> StrategyFigures? { strategies.first { $0.key == key } }

  /// The strategies with a project; a world without one is there to be compared with.
  var projects: [StrategyFigures] { strategies.filter(\.hasProject) }

  init(
    _ source: any FigureSource, variants: (any FigureSource)? = nil,
    facts: ScenarioFacts = ScenarioFacts()
  ) throws {
    self.source = source
    swept = variants ?? source
    self.facts = facts
    let record = source.record
    let columns = record.layout.metrics
    let wanted = columns.indices.filter { index in
      let column = columns[index]
      return column.scope == .all && !column.variable.isCode
        || column.variable.standardName != nil
    }
    let runs = ResultReader.runs(of: wanted, numbersPerColumn: source.replications.count)
    strategies = try record.strategies.enumerated().map { index, key in
      var strategy = StrategyFigures(index: index, key: key, name: facts.names.strategy(key))
      for run in runs {
        let values = try source.metrics(strategy: index, columns: run)
        for (column, values) in zip(columns[run], values) {
          strategy.add(column, values, inner: record.run.design.inner)
        }
      }
      return strategy
    }
    waitingLists = try record.strategies.indices.map {
      try WaitingListFigures(source, strategy: $0)
    }
    let hasWorth = !Worth.all(in: columns).isEmpty && !source.replications.isEmpty
    sensitivity = hasWorth ? try Sensitivity(of: source) : nil
    let changed = swept.variantSources
    let hasVariants =
      !changed.isEmpty && columns.firstIndex(of: Worth.leading(in: columns).name) != nil
    self.variants = hasVariants ? try VariantComparison(of: [("", swept)] + changed) : nil
  }

  /// The place of a monthly column; nil where the run has none.
  func place(_ kind: SeriesKind, _ name: StandardName) -> Int? {
    layout.columns(of: kind).firstIndex(of: name)
  }

  /// The monthly numbers of a column: `replication * months + month`, of those kept.
  func monthly(_ kind: SeriesKind, _ strategy: StrategyFigures, column: Int) throws -> [Float] {
    try source.monthly(kind, strategy: strategy.index, columns: column..<column + 1)[0]
  }

  /// The years that tables show, of those whose last month is simulated: all, or of more than four
  /// those divisible by five.
  var years: [Int] { Self.years(of: layout.calendar) }

  static func years(of calendar: ReportingCalendar) -> [Int] {
    let isCut = calendar.end.month != 1
    let all = calendar.yearEnds.map(\.year).dropLast(isCut ? 1 : 0)
    return all.count > 4 ? all.filter { $0 % 5 == 0 } : Array(all)
  }

  /// The months that tables show: those with which these years end, and the last one.
  var tableMonths: [TableMonth] { Self.tableMonths(of: layout.calendar) }

  static func tableMonths(of calendar: ReportingCalendar) -> [TableMonth] {
    let years = years(of: calendar)
    return (0..<calendar.monthCount).compactMap { month in
      let day = calendar.firstDay(ofMonth: month)
      let isYearEnd = day.month == 12 && years.contains(day.year)
      return isYearEnd || month == calendar.monthCount - 1 ? TableMonth(month, day) : nil
    }
  }

  /// The last simulated day, ISO 8601.
  var lastDay: String { layout.calendar.end.adding(days: -1).isoText }
}
