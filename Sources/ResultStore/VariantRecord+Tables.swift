import Columns
import Foundation
import GRDB
import Quantities

extension VariantRecord {
  /// Writes what describes the results of a variant.
  func insert(as number: Int, into db: Database) throws {
    try db.insert(
      into: "variant", [number, name, title, scenarioText, scenarioSHA256, layout.months])
    for (index, name) in strategies.enumerated() {
      try db.insert(into: "strategy", [number, index, name])
    }
    for (strategy, names) in layout.phases.enumerated() {
      for (phase, name) in names.enumerated() {
        try db.insert(into: "phase", [number, strategy, phase, name])
      }
    }
    for (index, parameter) in parameters.enumerated() {
      try db.insert(into: "parameter", [number, index, parameter.name, parameter.unit])
    }
    for input in inputs {
      try db.insert(
        into: "input",
        [number, input.path, input.value, input.origin, input.source, input.confidence])
    }
    try insertColumns(number, into: db)
    let firstMilestone = layout.firstColumn(of: .milestone)
    for (strategy, places) in layout.milestonePlaces.enumerated() {
      for (position, place) in places.enumerated() {
        try db.insert(
          into: "milestone_place",
          [
            number, strategy, position, Int(place.phase), Int(place.site),
            firstMilestone + Int(place.milestone),
          ])
      }
    }
    for (index, reason) in layout.reasons.enumerated() {
      try db.insert(into: "reason", [number, index, reason])
    }
    for (strategy, places) in layout.constraintPlaces.enumerated() {
      for (position, place) in places.enumerated() {
        try db.insert(
          into: "constraint_place", [number, strategy, position, Int(place.phase), place.cause])
      }
    }
    for (index, month) in ([nil] + layout.monthTexts).enumerated() {
      try db.insert(into: "period", [number, index, month])
    }
  }

  private func insertColumns(_ number: Int, into db: Database) throws {
    var numbers: [Variable: Int] = [:]
    for (index, variable) in layout.variables.enumerated() {
      numbers[variable] = index
      try db.insert(
        into: "variable",
        [
          number, index, variable.name, variable.unit, variable.kind.rawValue,
          variable.absence.rawValue, variable.comparison.rawValue, variable.isCost ? "yes" : "no",
          variable.description, variable.role.rawValue, variable.part?.whole, variable.part?.name,
        ])
    }
    for section in ColumnSection.allCases {
      let first = layout.firstColumn(of: section)
      for (index, column) in layout.columns(in: section).enumerated() {
        try db.insert(
          into: "result_column",
          [
            number, first + index, section.rawValue, numbers[column.variable],
            column.scope.segment, column.scope.region, column.scope.tier,
            column.scope.applicantClass,
          ])
      }
    }
  }

  /// Reads a variant back.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where it is not as it was written.
  init(number: Int, from db: Database, path: String) throws {
    let damage = ExperimentRecord.damage(path)
    guard
      let row = try Row.fetchOne(db, sql: "SELECT * FROM variant WHERE variant = \(number)"),
      let firstMonth = try String.fetchOne(
        db, sql: "SELECT month FROM period WHERE variant = \(number) AND period = 1"),
      let lastMonth = try String.fetchOne(
        db, sql: "SELECT max(month) FROM period WHERE variant = \(number)")
    else { throw StoreError(.corrupt, path: path, "the database holds no run") }
    let strategies = try String.fetchAll(
      db, sql: "SELECT name FROM strategy WHERE variant = \(number) ORDER BY strategy")
    let parameters = try Row.fetchAll(
      db, sql: "SELECT name, unit FROM parameter WHERE variant = \(number) ORDER BY parameter"
    ).map { try Parameter(name: $0.value("name"), unit: $0.value("unit")) }
    let inputs = try Row.fetchAll(
      db, sql: "SELECT * FROM input WHERE variant = \(number) ORDER BY path"
    ).map {
      try InputRecord(
        path: $0.value("path"), value: $0.value("value"), origin: $0.value("origin"),
        source: $0.value("source"), confidence: $0.value("confidence"))
    }
    guard let start = CalendarDate(firstMonth), let last = CalendarDate(lastMonth),
      let end = last.adding(days: 31).firstOfMonth, start.day == 1, start < end,
      !strategies.isEmpty
    else { throw damage }
    let calendar = ReportingCalendar(start: start, end: end)
    guard calendar.monthCount < SeriesCoding.longest else { throw damage }
    try self.init(
      named: row.value("name"), title: row.value("title"), scenarioText: row.value("scenario_text"),
      strategies: strategies, layout: ResultLayout(calendar: calendar), parameters: parameters,
      inputs: inputs)
    guard try scenarioSHA256 == row.value("scenario_sha256") else {
      throw StoreError(.corrupt, path: path, "the scenario text does not match its digest")
    }
    guard try row.value("months") == layout.months else { throw damage }
    try readColumns(number, from: db, path: path)
    try readPhases(number, from: db, path: path)
    layout.reasons = try String.fetchAll(
      db, sql: "SELECT text FROM reason WHERE variant = ? ORDER BY reason", arguments: [number])
    try readConstraintPlaces(number, from: db, path: path)
  }

  private mutating func readColumns(_ number: Int, from db: Database, path: String) throws {
    var columns: [ColumnSection: [Columns.Column]] = [:]
    // A cursor, since rows that are copied out of it look their columns up anew each time.
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM result_column JOIN variable USING (variant, variable) WHERE variant = \(number)
        ORDER BY result_column
        """)
    while let row = try rows.next() {
      guard let section = try ColumnSection(rawValue: row.value("section")),
        let kind = try Variable.Kind(rawValue: row.value("kind")),
        let absence = try Variable.Absence(rawValue: row.value("absence")),
        let comparison = try Variable.Comparison(rawValue: row.value("comparison")),
        let role = try Variable.Role(rawValue: row.value("role")),
        let isCost = try ["no": false, "yes": true][row.value("is_cost") as String]
      else { throw StoreError(.corrupt, path: path, "a column of unknown kind") }
      let name: String = try row.value("name")
      guard !name.isEmpty else { throw ExperimentRecord.damage(path) }
      columns[section, default: []].append(
        try Columns.Column(
          Variable(
            name, unit: row.value("unit"), kind: kind, absence: absence,
            comparison: comparison, isCost: isCost, role: role, part: Part(row),
            row.value("description")),
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

  private mutating func readPhases(_ number: Int, from db: Database, path: String) throws {
    // Sites have milestones, though no strategy may have a phase that builds one.
    guard !layout.milestones.isEmpty else { return }
    layout.phases = Array(repeating: [], count: strategies.count)
    layout.milestonePlaces = Array(repeating: [], count: strategies.count)
    for row in try Row.fetchAll(
      db,
      sql:
        "SELECT strategy, phase, name FROM phase WHERE variant = \(number) ORDER BY strategy, phase"
    ) {
      let strategy: Int = try row.value("strategy")
      guard strategies.indices.contains(strategy),
        try row.value("phase") == layout.phases[strategy].count
      else { throw ExperimentRecord.damage(path) }
      layout.phases[strategy].append(try row.value("name"))
    }
    let firstMilestone = layout.firstColumn(of: .milestone)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT strategy, phase, site, result_column, position FROM milestone_place WHERE variant = \(number)
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
      else { throw ExperimentRecord.damage(path) }
      layout.milestonePlaces[strategy].append(
        MilestonePlace(
          phase: Int32(phase), site: site, milestone: Int32(column - firstMilestone)))
    }
  }

  private mutating func readConstraintPlaces(_ number: Int, from db: Database, path: String) throws
  {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT strategy, phase, position, cause FROM constraint_place WHERE variant = \(number)
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
      else { throw ExperimentRecord.damage(path) }
      layout.constraintPlaces[strategy].append(
        ConstraintPlace(phase: Int32(phase), cause: try row.value(3)))
    }
  }
}

extension CalendarDate {
  /// The first day of this date's month.
  fileprivate var firstOfMonth: CalendarDate? { CalendarDate(year: year, month: month, day: 1) }
}
