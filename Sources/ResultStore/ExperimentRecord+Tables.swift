import Columns
import Experiments
import Foundation
import GRDB

extension ExperimentRecord {
  /// Makes the tables and writes the record into them.
  func create(in db: Database) throws {
    try Schema.create(in: db, isShard: shard != nil)
    try insertRun(into: db)
    if let shard { try db.insert(into: "shard", [shard.index, shard.count, shard.command]) }
    for (number, variant) in all.enumerated() { try variant.insert(as: number, into: db) }
    for (index, figure) in figures.enumerated() {
      try db.insert(
        into: "figure",
        [
          0, index, figure.name, figure.metric, figure.range?.lowerBound, figure.range?.upperBound,
          figure.source,
        ])
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
        run.kept.series, run.kept.grid, run.engineVersion, run.command, run.host, run.arithmetic,
        run.startedAt,
        run.finishedAt, checksum.data,
      ])
  }

  /// Writes what may change while an experiment goes on.
  func updateRun(in db: Database) throws {
    try db.execute(
      sql: "UPDATE run SET replications = ?, command = ?, host = ?, finished_at = ?, checksum = ?",
      arguments: [run.design.futures, run.command, run.host, run.finishedAt, checksum.data])
  }

  /// Reads the record back.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where it is not as it was written.
  init(from db: Database, path: String) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run"),
      let seed = UInt64(try row.value("seed") as String)
    else { throw StoreError(.corrupt, path: path, "the database holds no run") }
    let (futures, inner): (Int, Int) = try (row.value("replications"), row.value("inner"))
    let (series, grid): (Int, Int) = try (row.value("kept_series"), row.value("kept_grid"))
    guard futures > 0, inner > 0, futures <= 1 << RowPlace.replicationBits / inner, series >= 0,
      grid >= 0
    else { throw Self.damage(path) }
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM variant") ?? 0
    guard 1...1 << RowPlace.variantBits ~= count else { throw Self.damage(path) }
    let all = try (0..<count).map { try VariantRecord(number: $0, from: db, path: path) }
    let base = all[0]
    run = try RunDescription(
      scenario: row.value("scenario"), title: base.title, scenarioText: base.scenarioText,
      seed: seed, design: ReplicationDesign(futures: futures, inner: inner),
      kept: KeptFutures(series: series, grid: grid), engineVersion: row.value("engine_version"),
      command: row.value("command"), host: row.value("host"), arithmetic: row.value("arithmetic"),
      startedAt: row.value("started_at"),
      finishedAt: row.value("finished_at"))
    (strategies, parameters, inputs) = (base.strategies, base.parameters, base.inputs)
    layout = base.layout
    variants = Array(all.dropFirst())
    figures = try Row.fetchAll(db, sql: "SELECT * FROM figure WHERE variant = 0 ORDER BY figure")
      .map { try PlausibilityFigure($0, path: path) }
    shard = try Schema.isShard(db) ? Shard(from: db, path: path) : nil
    guard base.name.isEmpty, variants.allSatisfy({ $0.layout == $0.layout.withoutSeries }) else {
      throw Self.damage(path)
    }
    try checkWhole(db, path: path, as: row.value("checksum"))
  }

  static func damage(_ path: String) -> StoreError {
    StoreError(
      .corrupt, path: path,
      "the database was changed or is damaged: what describes its results is not as it was written")
  }

  /// Whether the tables hold the record and nothing else.
  private func checkWhole(_ db: Database, path: String, as stored: Data) throws {
    func sum(_ count: (VariantRecord) -> Int) -> Int { all.reduce(0) { $0 + count($1) } }
    let counts =
      [
        ("run", 1), ("variant", all.count), ("strategy", sum(\.strategies.count)),
        ("variable", sum(\.layout.variables.count)), ("result_column", sum(\.layout.columnCount)),
        ("phase", sum { $0.layout.phases.reduce(0) { $0 + $1.count } }),
        ("milestone_place", sum { $0.layout.milestonePlaces.reduce(0) { $0 + $1.count } }),
        ("reason", sum(\.layout.reasons.count)),
        ("constraint_place", sum { $0.layout.constraintPlaces.reduce(0) { $0 + $1.count } }),
        ("parameter", sum(\.parameters.count)), ("input", sum(\.inputs.count)),
        ("figure", figures.count), ("period", sum(\.layout.periods)),
        ("binary_exponent", Self.binaryFactors.count),
      ] + (shard == nil ? [] : [("shard", 1)])
    for (table, count) in counts {
      guard try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") == count else {
        throw Self.damage(path)
      }
    }
    for (table, number) in [
      ("strategy", "strategy"), ("variable", "variable"), ("result_column", "result_column"),
      ("parameter", "parameter"), ("figure", "figure"), ("period", "period"),
      ("reason", "reason"),
    ] {
      let isNumbered = try Bool.fetchOne(
        db,
        sql: """
          SELECT coalesce(min(is_numbered), 1) FROM (SELECT
            min(\(number)) = 0 AND max(\(number)) = count(*) - 1 AS is_numbered
            FROM \(table) GROUP BY variant)
          """)
      guard isNumbered == true else { throw Self.damage(path) }
    }
    for (number, variant) in all.enumerated() {
      let texts = try Optional<String>.fetchAll(
        db, sql: "SELECT month FROM period WHERE variant = ? ORDER BY period", arguments: [number])
      guard texts == [nil] + variant.layout.monthTexts else { throw Self.damage(path) }
    }
    let factors = try Double.fetchAll(
      db, sql: "SELECT factor FROM binary_exponent ORDER BY biased_exponent")
    let runID = try String.fetchOne(db, sql: "SELECT run_id FROM run")
    guard stored == checksum.data, runID == run.runID, factors == Self.binaryFactors else {
      throw Self.damage(path)
    }
  }
}

extension Shard {
  /// That of a database.
  fileprivate init(from db: Database, path: String) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM shard") else {
      throw ExperimentRecord.damage(path)
    }
    let (index, count): (Int, Int) = try (row.value("shard"), row.value("shards"))
    guard 1...Shard.most ~= count, 1...count ~= index else { throw ExperimentRecord.damage(path) }
    self.init(index, of: count, command: try row.value("command"))
  }
}

extension PlausibilityFigure {
  /// That of a row.
  fileprivate init(_ row: Row, path: String) throws {
    let (low, high): (Double?, Double?) = try (row.value("low"), row.value("high"))
    guard (low == nil) == (high == nil) else { throw ExperimentRecord.damage(path) }
    var range: ClosedRange<Double>?
    if let low, let high {
      guard low <= high else { throw ExperimentRecord.damage(path) }
      range = low...high
    }
    self.init(
      name: try row.value("name"), metric: try row.value("metric"), range: range,
      source: try row.value("source"))
  }
}

extension Part {
  /// That of a row of variables; nil where it is none.
  init?(_ row: Row) throws {
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
  func insert(into table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let fields = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try cachedStatement(sql: "INSERT INTO \(table) VALUES (\(fields))")
      .execute(arguments: StatementArguments(values))
  }
}
