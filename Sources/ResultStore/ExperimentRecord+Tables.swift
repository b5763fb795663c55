import Experiments
import Quantities
import Columns
import Foundation
import GRDB

extension ExperimentRecord {
  /// Makes the tables and writes the record into them.
  func create(in db: Database) throws {
    try Schema.create(in: db)
    try insertRun(into: db)
    try db.insert(
      into: "variant", [0, "", run.title, run.scenarioText, run.scenarioSHA256, layout.months])
    for (index, name) in strategies.enumerated() {
      try db.insert(into: "strategy", [0, index, name])
    }
    for (strategy, names) in layout.phases.enumerated() {
      for (phase, name) in names.enumerated() {
        try db.insert(into: "phase", [0, strategy, phase, name])
      }
    }
    for (index, parameter) in parameters.enumerated() {
      try db.insert(into: "parameter", [0, index, parameter.name, parameter.unit])
    }
    for input in inputs {
      try db.insert(
        into: "input", [0, input.path, input.value, input.origin, input.source, input.confidence])
    }
    try insertColumns(into: db)
    let firstMilestone = layout.firstColumn(of: .milestone)
    for (strategy, places) in layout.milestonePlaces.enumerated() {
      for (position, place) in places.enumerated() {
        try db.insert(
          into: "milestone_place",
          [
            0, strategy, position, Int(place.phase), Int(place.site),
            firstMilestone + Int(place.milestone),
          ])
      }
    }
    for (strategy, places) in layout.constraintPlaces.enumerated() {
      for (position, place) in places.enumerated() {
        try db.insert(
          into: "constraint_place", [0, strategy, position, Int(place.phase), place.cause])
      }
    }
    for (index, month) in ([nil] + layout.monthTexts).enumerated() {
      try db.insert(into: "period", [0, index, month])
    }
    for (exponent, factor) in Self.binaryFactors.enumerated() {
      try db.insert(into: "binary_exponent", [exponent, factor])
    }
  }

  /// 2 to the power of (index − 1075).
  private static let binaryFactors = (0...2046).map { exponent in
    Double(sign: .plus, exponent: max(exponent - 1075, -1074), significand: 1)
  }

  private func insertRun(into db: Database) throws {
    try db.insert(
      into: "run",
      [
        run.runID, run.scenario, String(run.seed), run.design.futures, run.design.inner,
        run.kept.series, run.kept.grid, run.engineVersion, run.command, run.host, run.startedAt,
        run.finishedAt, checksum.data,
      ])
  }

  /// Writes what may change while an experiment goes on.
  func updateRun(in db: Database) throws {
    try db.execute(
      sql: "UPDATE run SET replications = ?, command = ?, host = ?, finished_at = ?, checksum = ?",
      arguments: [run.design.futures, run.command, run.host, run.finishedAt, checksum.data])
  }

  private func insertColumns(into db: Database) throws {
    let variables = variables
    var numbers: [Variable: Int] = [:]
    for (index, variable) in variables.enumerated() {
      numbers[variable] = index
      try db.insert(
        into: "variable",
        [
          0, index, variable.name, variable.unit, variable.kind.rawValue,
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
            0, first + index, section.rawValue, numbers[column.variable], column.scope.segment,
            column.scope.region, column.scope.tier, column.scope.applicantClass,
          ])
      }
    }
  }

  /// Reads the record back.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where it is not as it was written.
  init(from db: Database, path: String) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run"),
      let variant = try Row.fetchOne(db, sql: "SELECT * FROM variant WHERE variant = 0"),
      let seed = UInt64(try row.value("seed") as String),
      let firstMonth = try String.fetchOne(
        db, sql: "SELECT month FROM period WHERE variant = 0 AND period = 1"),
      let lastMonth = try String.fetchOne(
        db, sql: "SELECT max(month) FROM period WHERE variant = 0")
    else { throw StoreError(.corrupt, path: path, "the database holds no run") }
    let (futures, inner): (Int, Int) = try (row.value("replications"), row.value("inner"))
    let (series, grid): (Int, Int) = try (row.value("kept_series"), row.value("kept_grid"))
    guard futures > 0, inner > 0, futures <= 1 << RowPlace.replicationBits / inner, series >= 0,
      grid >= 0
    else { throw Self.damage(path) }
    run = try RunDescription(
      scenario: row.value("scenario"), title: variant.value("title"),
      scenarioText: variant.value("scenario_text"),
      seed: seed, design: ReplicationDesign(futures: futures, inner: inner),
      kept: KeptFutures(series: series, grid: grid), engineVersion: row.value("engine_version"),
      command: row.value("command"), host: row.value("host"), startedAt: row.value("started_at"),
      finishedAt: row.value("finished_at"))
    guard try run.scenarioSHA256 == variant.value("scenario_sha256") else {
      throw StoreError(.corrupt, path: path, "the scenario text does not match its digest")
    }
    strategies = try String.fetchAll(
      db, sql: "SELECT name FROM strategy WHERE variant = 0 ORDER BY strategy")
    parameters = try Row.fetchAll(
      db, sql: "SELECT name, unit FROM parameter WHERE variant = 0 ORDER BY parameter"
    ).map { try Parameter(name: $0.value("name"), unit: $0.value("unit")) }
    inputs = try Row.fetchAll(db, sql: "SELECT * FROM input WHERE variant = 0 ORDER BY path").map {
      try InputRecord(
        path: $0.value("path"), value: $0.value("value"), origin: $0.value("origin"),
        source: $0.value("source"),
        confidence: $0.value("confidence"))
    }
    guard let start = CalendarDate(firstMonth), let last = CalendarDate(lastMonth),
      let end = last.adding(days: 31).firstOfMonth, start.day == 1, start < end,
      !strategies.isEmpty
    else { throw Self.damage(path) }
    layout = ResultLayout(calendar: ReportingCalendar(start: start, end: end))
    guard layout.months < SeriesCoding.longest else { throw Self.damage(path) }
    try readColumns(from: db, path: path)
    try readPhases(from: db, path: path)
    try readConstraintPlaces(from: db, path: path)
    try checkWhole(
      db, path: path, as: row.value("checksum"), months: variant.value("months"),
      name: variant.value("name"))
  }

  static func damage(_ path: String) -> StoreError {
    StoreError(
      .corrupt, path: path,
      "the database was changed or is damaged: what describes its results is not as it was written")
  }

  private mutating func readColumns(from db: Database, path: String) throws {
    var columns: [ColumnSection: [Columns.Column]] = [:]
    // A cursor, since rows that are copied out of it look their columns up anew each time.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM result_column JOIN variable USING (variant, variable) WHERE variant = 0
        ORDER BY result_column
        """)
    while let row = try rows.next() {
      guard let section = try ColumnSection(rawValue: row.value("section")),
        let kind = try Variable.Kind(rawValue: row.value("kind")),
        let absence = try Variable.Absence(rawValue: row.value("absence")),
        let role = try Variable.Role(rawValue: row.value("role"))
      else { throw StoreError(.corrupt, path: path, "a column of unknown kind") }
      let name: String = try row.value("name")
      guard !name.isEmpty else { throw Self.damage(path) }
      columns[section, default: []].append(
        try Columns.Column(
          Variable(
            name, unit: row.value("unit"), kind: kind, absence: absence, role: role,
            part: Part(row), row.value("description")),
          Scope(
            segment: row.value("segment"), region: row.value("region"), tier: row.value("tier"),
            applicantClass: row.value("applicant_class"))))
    }
    layout.metrics = columns[.metric] ?? []
    layout.stocks = columns[.stock] ?? []
    layout.flows = columns[.flow] ?? []
    layout.gridStocks = columns[.gridStock] ?? []
    layout.gridFlows = columns[.gridFlow] ?? []
    layout.cashLines = columns[.cashLine] ?? []
    layout.milestones = (columns[.milestone] ?? []).map(\.variable)
  }

  private mutating func readPhases(from db: Database, path: String) throws {
    // Sites have milestones, though no strategy may have a phase that builds one.
    guard !layout.milestones.isEmpty else { return }
    layout.phases = Array(repeating: [], count: strategies.count)
    layout.milestonePlaces = Array(repeating: [], count: strategies.count)
    for row in try Row.fetchAll(
      db, sql: "SELECT strategy, phase, name FROM phase WHERE variant = 0 ORDER BY strategy, phase")
    {
      let strategy: Int = try row.value("strategy")
      guard strategies.indices.contains(strategy),
        try row.value("phase") == layout.phases[strategy].count
      else { throw Self.damage(path) }
      layout.phases[strategy].append(try row.value("name"))
    }
    let firstMilestone = layout.firstColumn(of: .milestone)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT strategy, phase, site, result_column, position FROM milestone_place WHERE variant = 0
        ORDER BY strategy, position
        """)
    while let row = try rows.next() {
      let (strategy, phase, site, column): (Int, Int, Int, Int) =
        try (row.value(0), row.value(1), row.value(2), row.value(3))
      guard strategies.indices.contains(strategy), layout.phases[strategy].indices.contains(phase),
        column >= firstMilestone, layout.milestones.indices.contains(column - firstMilestone),
        site >= 0,
        try row.value(4) == layout.milestonePlaces[strategy].count,
        let site = Int32(exactly: site)
      else { throw Self.damage(path) }
      layout.milestonePlaces[strategy].append(
        MilestonePlace(
          phase: Int32(phase), site: site, milestone: Int32(column - firstMilestone)))
    }
  }

  private mutating func readConstraintPlaces(from db: Database, path: String) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT strategy, phase, position, cause FROM constraint_place WHERE variant = 0
        ORDER BY strategy, position
        """)
    while let row = try rows.next() {
      if layout.constraintPlaces.isEmpty {
        layout.constraintPlaces = Array(repeating: [], count: strategies.count)
      }
      let (strategy, phase): (Int, Int) = try (row.value(0), row.value(1))
      guard strategies.indices.contains(strategy), layout.phases.indices.contains(strategy),
        layout.phases[strategy].indices.contains(phase),
        try row.value(2) == layout.constraintPlaces[strategy].count
      else { throw Self.damage(path) }
      layout.constraintPlaces[strategy].append(
        ConstraintPlace(phase: Int32(phase), cause: try row.value(3)))
    }
  }

  /// Whether the tables hold the record and nothing else.
  private func checkWhole(_ db: Database, path: String, as stored: Data, months: Int, name: String)
    throws
  {
    let milestones = layout.milestonePlaces.reduce(0) { $0 + $1.count }
    let constraints = layout.constraintPlaces.reduce(0) { $0 + $1.count }
    let counts = [
      ("run", 1), ("variant", 1), ("strategy", strategies.count), ("variable", variables.count),
      ("result_column", layout.columnCount), ("phase", layout.phases.reduce(0) { $0 + $1.count }),
      ("milestone_place", milestones), ("constraint_place", constraints),
      ("parameter", parameters.count), ("input", inputs.count),
      ("period", layout.periods), ("binary_exponent", Self.binaryFactors.count),
    ]
    for (table, count) in counts {
      guard try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") == count else {
        throw Self.damage(path)
      }
    }
    for (table, number) in [
      ("variant", "variant"), ("strategy", "strategy"), ("variable", "variable"),
      ("result_column", "result_column"), ("parameter", "parameter"), ("period", "period"),
    ] {
      let isNumbered = try Bool.fetchOne(
        db,
        sql: """
          SELECT coalesce(min(\(number)) = 0 AND max(\(number)) = count(*) - 1, 1) FROM \(table)
          """)
      guard isNumbered == true else { throw Self.damage(path) }
    }
    let texts = try Optional<String>.fetchAll(
      db, sql: "SELECT month FROM period WHERE variant = 0 ORDER BY period")
    let factors = try Double.fetchAll(
      db, sql: "SELECT factor FROM binary_exponent ORDER BY biased_exponent")
    let runID = try String.fetchOne(db, sql: "SELECT run_id FROM run")
    guard name.isEmpty, stored == checksum.data, months == layout.months, runID == run.runID,
      texts == [nil] + layout.monthTexts, factors == Self.binaryFactors
    else { throw Self.damage(path) }
  }
}

extension Part {
  /// That of a row of variables; nil where it is none.
  fileprivate init?(_ row: Row) throws {
    guard let whole = try row.value("part_of") as String?,
      let name = try row.value("part") as String?, !whole.isEmpty, !name.isEmpty
    else {
      return nil
    }
    self.init(of: whole, name)
  }
}

extension Row {
  /// What a column holds.
  ///
  /// - Throws: where it is of another type: a subscript would end the program, and a damaged file may hold
  ///   anything in any column, whatever its table says.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) throws -> Value {
    try decode(forColumn: column)
  }

  /// What the column of a number holds, as that of a name.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: Int
  ) throws -> Value {
    try decode(atIndex: column)
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
