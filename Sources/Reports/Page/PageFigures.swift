import Experiments
import Quantities
import Columns
import Charts
import ResultStore

/// The figures that several sections of the report need, read once.
struct PageFigures {
  /// What is known of one strategy.
  struct Strategy {
    /// Its place in the record.
    let index: Int
    let name: String
    /// Summaries of metrics, by column.
    var summaries: [Column: SampleSummary] = [:]
    /// The values of the metrics that are compared, by name; NaN = never.
    var values: [String: [Double]] = [:]

    /// The summary of a metric of the strategy as a whole.
    subscript(metric: String) -> SampleSummary? {
      summaries.first { $0.key.variable.name == metric && $0.key.scope == .all }?.value
    }

    /// Whether anything is built, run or paid in any replication.
    var hasProject: Bool { SampleSummary.tellOfProject { self[$0] } }
  }

  /// The metrics whose values are kept, to be compared pair by pair and explained by the draws.
  static let kept = [
    "npv_eur", "npv_with_horizon_value_eur", "served_h100e_h", "levelised_cost_eur_per_h100e_h",
  ]
  private static let bySegment = [
    "requests", "served", "lost_reneged", "lost_too_large", "still_waiting", "wait_mean_h",
  ]
  private static let byNode = [
    "grid_own_wait_mean_h", "grid_others_wait_mean_h", "grid_allocated_mw",
    "grid_still_waiting_requests",
  ]

  let reader: ResultReader
  let facts: ScenarioFacts
  let strategies: [Strategy]

  var record: ExperimentRecord { reader.record }
  var layout: ResultLayout { reader.record.layout }
  var count: Int { reader.replications.count }
  var inner: Int { record.run.design.inner }
  /// The number of futures that are there.
  var futures: Int { (count + inner - 1) / inner }

  /// The number that decides the colour of a strategy.
  func color(of strategy: Strategy) -> Int {
    projects.firstIndex { $0.index == strategy.index } ?? 0
  }

  /// The strategies with a project; a world without one is there to be compared with.
  var projects: [Strategy] { strategies.filter(\.hasProject) }

  init(_ reader: ResultReader, facts: ScenarioFacts) throws {
    self.reader = reader
    self.facts = facts
    let columns = reader.record.layout.metrics
    let wanted = columns.indices.filter { index in
      let column = columns[index]
      return column.scope == .all && !column.variable.isCode
        || !column.scope.segment.isEmpty && Self.bySegment.contains(column.variable.name)
        || !column.scope.region.isEmpty && Self.byNode.contains(column.variable.name)
    }
    let runs = ResultReader.runs(of: wanted, numbersPerColumn: reader.replications.count)
    strategies = try reader.record.strategies.enumerated().map { index, name in
      var strategy = Strategy(index: index, name: name)
      for run in runs {
        let values = try reader.metrics(strategy: index, columns: run)
        for (column, values) in zip(columns[run], values) {
          strategy.summaries[column] = SampleSummary(
            values, absence: column.variable.absence, inner: reader.record.run.design.inner)
          if column.scope == .all, Self.kept.contains(column.variable.name) {
            strategy.values[column.variable.name] = values
          }
        }
      }
      return strategy
    }
  }

  /// How one strategy differs from another in one of the kept metrics; nil where it is not stored.
  func comparison(_ metric: String, _ a: Strategy, _ b: Strategy) -> PairedComparison? {
    guard let first = a.values[metric], let second = b.values[metric],
      let column = layout.metrics.first(where: { $0.variable.name == metric && $0.scope == .all })
    else { return nil }
    return PairedComparison(first, second, absence: column.variable.absence, inner: inner)
  }

  /// The place of a monthly column; nil where the run has none.
  func place(_ kind: SeriesKind, _ name: String, _ scope: Scope = .all) -> Int? {
    layout.columns(of: kind).firstIndex { $0.variable.name == name && $0.scope == scope }
  }

  /// The monthly numbers of a column: `place of the replication * months + month`.
  func monthly(_ kind: SeriesKind, _ strategy: Strategy, column: Int) throws -> [Float] {
    try reader.monthly(kind, strategy: strategy.index, columns: column..<column + 1)[0]
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

/// A month that tables show.
struct TableMonth {
  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Counted from the first simulated one.
  let index: Int
  /// Month and year: `December 2030`.
  let name: String

  init(_ index: Int, _ day: CalendarDate) {
    self.index = index
    name = "\(Self.names[day.month - 1]) \(day.year)"
  }
}

/// A unit that fits the largest number of a chart.
struct ChartUnit {
  let divisor: Double
  let name: String

  /// The unit for numbers up to a size, of a variable in some unit.
  init(upTo size: Double, of unit: String) {
    switch (unit, size) {
    case ("MW", 1000...): (divisor, name) = (1000, "GW")
    case ("EUR", 1e9...): (divisor, name) = (1e9, "GEUR")
    case ("EUR", 1e6...): (divisor, name) = (1e6, "MEUR")
    case ("EUR", 1e3...): (divisor, name) = (1e3, "kEUR")
    case ("H100e-h", 1e9...), ("H100e", 1e9...): (divisor, name) = (1e9, "billion \(unit)")
    case ("H100e-h", 1e6...), ("H100e", 1e6...): (divisor, name) = (1e6, "million \(unit)")
    case ("H100e-h", 1e4...), ("H100e", 1e4...): (divisor, name) = (1e3, "thousand \(unit)")
    default: (divisor, name) = (1, unit)
    }
  }

  /// A number in this unit.
  func scaled(_ number: Double) -> Double { number / divisor }
}
