import Columns
import Experiments
import Quantities
import ResultStore

@testable import Reports

/// A handful of rows in place of a results database.
///
/// By default of two strategies over 2030 and 2031; every number is given by who asks for it.
struct FewRows: FigureSource {
  var record: ExperimentRecord
  let replications: Range<Int>

  /// Of how many replications, from the first, series are kept.
  var kept = Int.max

  /// Variants that were run in the same futures.
  var variantSources: [(name: String, source: any FigureSource)] = []

  /// By strategy and column, then by replication.
  private var metrics: [[[Double]]]
  /// By strategy and column: `place * length + period`.
  private var series: [SeriesKind: [[[Float]]]] = [:]
  private var amounts: [[[Double]]]
  private var draws: [[Double]] = []
  private var milestones: [(replication: Int, strategy: Int, row: MilestoneRow)] = []
  private var constraints: [(replication: Int, strategy: Int, numbers: [Double])] = []

  init(_ strategies: [String] = ["A", "B"], replications: Int = 2, wanted: Int? = nil) {
    guard let start = CalendarDate("2030-01-01"), let end = CalendarDate("2032-01-01") else {
      preconditionFailure("these dates exist")
    }
    self.replications = 0..<replications
    record = ExperimentRecord(
      run: RunDescription(
        scenario: "few.yaml", scenarioText: "few: rows\n", seed: 7,
        design: ReplicationDesign(futures: wanted ?? replications, inner: 1),
        engineVersion: "1.0", command: "millwright run few.yaml", host: "test", arithmetic: "test",
        startedAt: "2026-01-01T00:00:00Z"),
      strategies: strategies, layout: ResultLayout(calendar: .init(start: start, end: end)))
    record.layout.phases = strategies.map { _ in [] }
    metrics = strategies.map { _ in [] }
    amounts = metrics
  }

  // MARK: What is in the rows

  /// A metric, by strategy and replication.
  mutating func add(_ variable: Variable, in scope: Scope = .all, _ values: [[Double]]) {
    record.layout.metrics.append(Column(variable, scope))
    for strategy in metrics.indices { metrics[strategy].append(values[strategy]) }
  }

  /// A monthly number, by strategy, replication and month from 0.
  mutating func add(
    _ kind: SeriesKind, _ variable: Variable, in scope: Scope = .all,
    _ number: (_ strategy: Int, _ replication: Int, _ month: Int) -> Float
  ) {
    switch kind {
    case .stockMeans, .stockEnds: record.layout.stocks.append(Column(variable, scope))
    case .flows: record.layout.flows.append(Column(variable, scope))
    case .gridStockMeans: record.layout.gridStocks.append(Column(variable, scope))
    case .gridFlows: record.layout.gridFlows.append(Column(variable, scope))
    case .cash: preconditionFailure("a cash line is added by addCash")
    }
    let months = record.layout.months
    let numbers = record.strategies.indices.map { strategy in
      replications.flatMap { replication in
        (0..<months).map { number(strategy, replication, $0) }
      }
    }
    // Means and ends of stocks are two series of one list of columns.
    let kinds: [SeriesKind] =
      kind == .stockMeans || kind == .stockEnds ? [.stockMeans, .stockEnds] : [kind]
    for kind in kinds {
      var known = series[kind] ?? record.strategies.map { _ in [] }
      for strategy in known.indices { known[strategy].append(numbers[strategy]) }
      series[kind] = known
    }
  }

  /// A cash line, by strategy, replication and period: 0 = opening, 1 = first month.
  mutating func addCash(
    _ variable: Variable, _ amount: (_ strategy: Int, _ replication: Int, _ period: Int) -> Double
  ) {
    record.layout.cashLines.append(Column(variable))
    for strategy in amounts.indices {
      amounts[strategy].append(
        replications.flatMap { replication in
          (0..<record.layout.periods).map { amount(strategy, replication, $0) }
        })
    }
  }

  /// A number drawn once per future, by replication.
  mutating func addDraws(_ name: String, _ values: [Double]) {
    record.parameters.append(Parameter(name: name, unit: ""))
    if draws.isEmpty { draws = replications.map { _ in [] } }
    for place in draws.indices { draws[place].append(values[place]) }
  }

  /// The milestones of the sites of each strategy's only phase, which is called 'first': days since
  /// start, nil = never, by replication.
  mutating func add(_ milestone: Variable, days: [Double?]) {
    let index = record.layout.milestones.count
    record.layout.milestones.append(milestone)
    record.layout.phases = record.strategies.map { _ in ["first"] }
    let place = MilestonePlace(phase: 0, site: 1, milestone: Int32(index))
    for strategy in record.strategies.indices {
      for replication in replications {
        let row = MilestoneRow(place, hours: days[replication].map { $0 * 24 } ?? .nan)
        milestones.append((replication, strategy, row))
      }
    }
  }

  /// What held up the sites of each strategy's phases: the causes with the number of their phase, and four
  /// numbers for each by strategy and replication.
  mutating func add(
    phases: [[String]], causes: [[(phase: Int32, cause: String)]],
    _ numbers: (_ strategy: Int, _ replication: Int) -> [Double]
  ) {
    record.layout.phases = phases
    record.layout.constraintPlaces = causes.map { causes in
      causes.map { ConstraintPlace(phase: $0.phase, cause: $0.cause) }
    }
    for replication in replications {
      for strategy in record.strategies.indices {
        constraints.append((replication, strategy, numbers(strategy, replication)))
      }
    }
  }

  // MARK: How they are read

  func metrics(strategy: Int, columns: Range<Int>) -> [[Double]] {
    Array(metrics[strategy][columns])
  }

  func keptCount(of kind: SeriesKind) -> Int { min(kept, replications.count) }

  func monthly(_ kind: SeriesKind, strategy: Int, columns: Range<Int>) -> [[Float]] {
    (series[kind]?[strategy][columns] ?? []).map {
      Array($0.prefix(keptCount(of: kind) * record.layout.months))
    }
  }

  func means(_ kind: SeriesKind, strategy: Int, column: Int) -> [Double?] {
    let numbers =
      kind == .cash
      ? amounts[strategy][column] : (series[kind]?[strategy][column] ?? []).map(Double.init)
    let length = numbers.count / replications.count
    return (0..<length).map { period in
      let known = stride(from: period, to: numbers.count, by: length).map { numbers[$0] }
        .filter { !$0.isNaN }
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
  }

  func cash(strategy: Int, columns: Range<Int>) -> [[Double]] {
    amounts[strategy][columns].map {
      Array($0.prefix(keptCount(of: .cash) * record.layout.periods))
    }
  }

  func forEachDraw(_ body: (Int, [Double]) throws -> Void) throws {
    for (replication, values) in zip(replications, draws) { try body(replication, values) }
  }

  func forEachMilestone(_ body: (Int, Int, MilestoneRow) throws -> Void) throws {
    let ordered = milestones.sorted {
      ($0.replication, $0.strategy, $0.row.place) < ($1.replication, $1.strategy, $1.row.place)
    }
    for milestone in ordered {
      try body(milestone.replication, milestone.strategy, milestone.row)
    }
  }

  func forEachConstraintList(_ body: (Int, Int, [Double]) throws -> Void) throws {
    for list in constraints { try body(list.replication, list.strategy, list.numbers) }
  }
}

extension FewRows {
  /// What tells that no strategy does anything.
  mutating func addNoActivity() {
    add(
      .metric(.capex, unit: "EUR", role: .activity, ""),
      record.strategies.map { _ in replications.map { _ in 0 } })
  }

  /// A section made of these rows.
  func section<Builder: ReportSectionBuilder>(
    _: Builder.Type, facts: ScenarioFacts = ScenarioFacts()
  ) throws -> ReportSection {
    try Builder(PageFigures(self, facts: facts)).section()
  }
}

extension ReportSection {
  /// The sentences.
  var said: [String] {
    blocks.compactMap { block in
      if case .paragraph(let text) = block { text } else { nil }
    }
  }

  /// The tables that do not belong to a chart.
  var tables: [PageTable] { blocks.flatMap(\.tables) }

  /// A table by what it begins with.
  func table(_ caption: String) -> PageTable? {
    tables.first { $0.caption.hasPrefix(caption) }
  }

  /// A chart by its id.
  func chart(_ id: String) -> ReportChart? { charts.first { $0.id == id } }
}

extension ReportSection.Block {
  fileprivate var tables: [PageTable] {
    switch self {
    case .paragraph, .charts: []
    case .table(let table), .folded(let table): [table]
    case .choice(let options, _): options.flatMap { $0.blocks.flatMap(\.tables) }
    }
  }
}

extension PageTable {
  /// What is read in its cells, row by row.
  var texts: [[String]] { rows.map { $0.map(\.text) } }
}
