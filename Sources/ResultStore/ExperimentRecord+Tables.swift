import Experiments
import Quantities
import Columns
import GRDB

extension ExperimentRecord {
  /// Makes the tables and writes the record into them.
  func create(in db: Database) throws {
    try db.execute(
      sql:
        "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)"
    )
    try db.execute(sql: Schema.tables)
    try db.execute(sql: TidyViews.all)
    try insertRun(into: db)
    for (index, name) in strategies.enumerated() {
      try db.insert(into: "strategy", [index, name])
    }
    for (strategy, names) in layout.phases.enumerated() {
      for (phase, name) in names.enumerated() {
        try db.insert(into: "phase", [strategy, phase, name])
      }
    }
    for (index, parameter) in parameters.enumerated() {
      try db.insert(into: "parameter", [index, parameter.name, parameter.unit])
    }
    for input in inputs {
      try db.insert(
        into: "input", [input.path, input.value, input.origin, input.source, input.confidence])
    }
    try insertColumns(into: db)
    try db.insert(into: "period", [0, nil])
    for (index, month) in layout.monthTexts.enumerated() {
      try db.insert(into: "period", [index + 1, month])
    }
    for exponent in 0...2046 {
      let factor = Double(sign: .plus, exponent: max(exponent - 1075, -1074), significand: 1)
      try db.insert(into: "binary_exponent", [exponent, factor])
    }
  }

  private func insertRun(into db: Database) throws {
    try db.insert(
      into: "run",
      [
        run.runID, run.scenario, run.title, run.scenarioText, run.scenarioSHA256,
        String(run.seed), run.design.futures, run.design.inner, layout.months,
        run.engineVersion, run.command, run.host, run.startedAt, run.finishedAt,
      ])
  }

  private func insertColumns(into db: Database) throws {
    let variables = variables
    var numbers: [Variable: Int] = [:]
    for (index, variable) in variables.enumerated() {
      numbers[variable] = index
      try db.insert(
        into: "variable",
        [
          index, variable.name, variable.unit, variable.kind.rawValue,
          variable.absence.rawValue, variable.description, variable.role.rawValue,
          variable.part?.whole, variable.part?.name,
        ])
    }
    for section in ColumnSection.allCases {
      let first = layout.firstColumn(of: section)
      for (index, column) in layout.columns(in: section).enumerated() {
        try db.insert(
          into: "result_column",
          [
            first + index, section.rawValue, numbers[column.variable], column.scope.segment,
            column.scope.region, column.scope.tier, column.scope.applicantClass,
          ])
      }
    }
  }

  /// Reads the record back.
  init(from db: Database, path: String) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run"),
      let seed = UInt64(row["seed"] as String),
      let firstMonth = try String.fetchOne(db, sql: "SELECT month FROM period WHERE period = 1"),
      let lastMonth = try String.fetchOne(db, sql: "SELECT max(month) FROM period")
    else { throw StoreError(.corrupt, path: path, "the database holds no run") }
    run = RunDescription(
      scenario: row["scenario"], title: row["title"], scenarioText: row["scenario_text"],
      seed: seed,
      design: ReplicationDesign(futures: row["replications"], inner: row["inner"]),
      engineVersion: row["engine_version"], command: row["command"], host: row["host"],
      startedAt: row["started_at"], finishedAt: row["finished_at"])
    guard run.scenarioSHA256 == row["scenario_sha256"] else {
      throw StoreError(.corrupt, path: path, "the scenario text does not match its digest")
    }
    strategies = try String.fetchAll(db, sql: "SELECT name FROM strategy ORDER BY strategy")
    parameters = try Row.fetchAll(db, sql: "SELECT name, unit FROM parameter ORDER BY parameter")
      .map { Parameter(name: $0["name"], unit: $0["unit"]) }
    inputs = try Row.fetchAll(db, sql: "SELECT * FROM input ORDER BY path").map {
      InputRecord(
        path: $0["path"], value: $0["value"], origin: $0["origin"], source: $0["source"],
        confidence: $0["confidence"])
    }
    guard let start = CalendarDate(firstMonth), let last = CalendarDate(lastMonth),
      let end = last.adding(days: 31).firstOfMonth
    else { throw StoreError(.corrupt, path: path, "'\(firstMonth)' is no month") }
    layout = ResultLayout(calendar: ReportingCalendar(start: start, end: end))
    try readColumns(from: db, path: path)
  }

  private mutating func readColumns(from db: Database, path: String) throws {
    var columns: [ColumnSection: [Columns.Column]] = [:]
    // A cursor, since rows that are copied out of it look their columns up anew each time.
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM result_column JOIN variable USING (variable) ORDER BY result_column")
    while let row = try rows.next() {
      guard let section = ColumnSection(rawValue: row["section"]),
        let kind = Variable.Kind(rawValue: row["kind"]),
        let absence = Variable.Absence(rawValue: row["absence"]),
        let role = Variable.Role(rawValue: row["role"])
      else { throw StoreError(.corrupt, path: path, "a column of unknown kind") }
      columns[section, default: []].append(
        Columns.Column(
          Variable(
            row["name"], unit: row["unit"], kind: kind, absence: absence, role: role,
            part: Part(row), row["description"]),
          Scope(
            segment: row["segment"], region: row["region"], tier: row["tier"],
            applicantClass: row["applicant_class"])))
    }
    layout.metrics = columns[.metric] ?? []
    layout.stocks = columns[.stock] ?? []
    layout.flows = columns[.flow] ?? []
    layout.gridStocks = columns[.gridStock] ?? []
    layout.gridFlows = columns[.gridFlow] ?? []
    layout.cashLines = columns[.cashLine] ?? []
    layout.milestones = (columns[.milestone] ?? []).map(\.variable)
    let phases = try Row.fetchAll(db, sql: "SELECT * FROM phase ORDER BY strategy, phase")
    // Sites have milestones, though no strategy may have a phase that builds one.
    guard !layout.milestones.isEmpty else { return }
    layout.phases = Array(repeating: [], count: strategies.count)
    for row in phases { layout.phases[row["strategy"]].append(row["name"]) }
  }
}

extension Part {
  /// That of a row of variables; nil where it is none.
  fileprivate init?(_ row: Row) {
    guard let whole = row["part_of"] as String?, let name = row["part"] as String? else {
      return nil
    }
    self.init(of: whole, name)
  }
}

extension Database {
  /// Inserts a row, by a statement that is kept for the next one.
  fileprivate func insert(into table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let fields = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try cachedStatement(sql: "INSERT INTO \(table) VALUES (\(fields))")
      .execute(arguments: StatementArguments(values))
  }
}

extension CalendarDate {
  /// The first day of this date's month.
  fileprivate var firstOfMonth: CalendarDate? { CalendarDate(year: year, month: month, day: 1) }
}
