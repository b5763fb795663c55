public import Columns
import GRDB

/// Reads a results database, part by part, so that memory stays bounded.
public final class ResultReader: Sendable {
  /// What is known of the experiment beside its results.
  public let record: ExperimentRecord

  /// The numbers of the replications that are there, ascending.
  public let replications: [Int]

  let path: String
  let queue: DatabaseQueue

  /// Opens a database for reading.
  ///
  /// - Throws: `StoreError`: `missing`, `foreign`, `corrupt`, `locked` or `inputOutput`.
  public init(path: String) throws(StoreError) {
    let file = try DatabaseFile(path)
    self.path = path
    (queue, record, replications) = try StoreError.translating(at: path) {
      let queue = try file.reading()
      return try queue.read { db in
        try Self.checkIdentity(of: db, path: path)
        return (
          queue, try ExperimentRecord(from: db, path: path),
          try Int.fetchAll(db, sql: "SELECT replication FROM replication ORDER BY replication")
        )
      }
    }
  }

  private static func checkIdentity(of db: Database, path: String) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard application == Schema.applicationID else {
      throw StoreError(.foreign, path: path, "this database was made by another program")
    }
    guard version == Schema.version else {
      throw StoreError(
        .foreign, path: path,
        "this is a results database of version \(version); this program reads version"
          + " \(Schema.version)")
    }
  }
}

extension ResultReader {
  /// The metrics of one strategy.
  ///
  /// - Parameters:
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's metrics.
  /// - Returns: by column, then by replication in the order of `replications`; NaN = never.
  /// - Throws: `StoreError`.
  public func metrics(strategy: Int, columns: Range<Int>) throws(StoreError) -> [[Double]] {
    try StoreError.translating(at: path) {
      var values = columns.map { _ in Array(repeating: Double.nan, count: replications.count) }
      try forEachRow(
        of: "metric", "value", section: .metric, strategy: strategy, columns: columns
      ) { place, column, row in
        values[column][place] = row[1] ?? .nan
      }
      return values
    }
  }

  /// Every metric, in the order of replication, strategy and column.
  ///
  /// - Parameter body: takes the replication's number, the strategy's index, the column's index
  ///   into the layout's metrics, and the value; NaN = never.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachMetric(_ body: (Int, Int, Int, Double) throws -> Void) throws {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT replication, strategy, result_column, value FROM metric ORDER BY place
          """)
      var known = KnownReplications(replications)
      while let row = try rows.next() {
        guard known.place(of: row[0]) != nil else { continue }
        let (strategy, column): (Int, Int) = (row[1], row[2])
        guard record.strategies.indices.contains(strategy),
          record.layout.metrics.indices.contains(column)
        else { throw damage("metric", row[0]) }
        try body(row[0], strategy, column, row[3] ?? .nan)
      }
    }
  }

  /// The draws of every parameter: by replication in the order of `replications`, then parameter.
  ///
  /// - Parameter body: takes the replication's number and its draws.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachDraw(_ body: (Int, [Double]) throws -> Void) throws {
    let count = record.parameters.count
    try read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT replication, value FROM draw ORDER BY replication, parameter")
      var known = KnownReplications(replications)
      var draws: [Double] = []
      while let row = try rows.next() {
        guard known.place(of: row[0]) != nil else { continue }
        draws.append(row[1])
        if draws.count == count {
          try body(row[0], draws)
          draws.removeAll(keepingCapacity: true)
        }
      }
    }
  }

  /// Every milestone, in the order of replication, strategy, phase, site and milestone.
  ///
  /// - Parameter body: takes the replication's number, the strategy's index and the milestone.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachMilestone(_ body: (Int, Int, MilestoneRow) throws -> Void) throws {
    let layout = record.layout
    let first = layout.firstColumn(of: .milestone)
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT replication, strategy, phase, site, result_column, hours FROM phase_milestone
          ORDER BY replication, strategy, phase, site, result_column
          """)
      var known = KnownReplications(replications)
      while let row = try rows.next() {
        guard known.place(of: row[0]) != nil else { continue }
        let (strategy, phase): (Int, Int) = (row[1], row[2])
        let milestone = row[4] as Int - first
        guard layout.phases.indices.contains(strategy),
          layout.phases[strategy].indices.contains(phase),
          layout.milestones.indices.contains(milestone),
          let site = Int32(exactly: row[3] as Int)
        else { throw damage("milestone", row[0]) }
        try body(
          row[0], strategy,
          MilestoneRow(
            phase: Int32(phase), site: site, milestone: Int32(milestone), hours: row[5] ?? .nan))
      }
    }
  }

  /// Goes through the rows of some columns of one strategy, replication by replication.
  ///
  /// SQLite seeks the columns of each replication, and so reads only their pages. `body` takes the
  /// replication's place in `replications`, the column's in `columns`, and the row: first what names its
  /// place in the table, then the fields.
  func forEachRow(
    of table: String, _ fields: String, section: ColumnSection, strategy: Int,
    columns: Range<Int>, _ body: (Int, Int, Row) throws -> Void
  ) throws {
    guard !columns.isEmpty else { return }
    let first = record.layout.firstColumn(of: section) + columns.lowerBound
    let origin = RowPlace(replication: 0, strategy: strategy, column: first)
    try read { db in
      let statement = try db.makeStatement(
        sql: """
          SELECT place, \(fields) FROM replication CROSS JOIN \(table)
          WHERE place BETWEEN replication.replication << \(RowPlace.replicationShift) | ?
            AND replication.replication << \(RowPlace.replicationShift) | ?
          ORDER BY replication.replication, place
          """)
      let last = RowPlace(
        replication: 0, strategy: strategy, column: first + columns.count - 1)
      let rows = try Row.fetchCursor(statement, arguments: [origin.key, last.key])
      var known = KnownReplications(replications)
      while let row = try rows.next() {
        let found = RowPlace(key: row[0])
        guard let place = known.place(of: found.replication) else { continue }
        try body(place, found.column - first, row)
      }
    }
  }

  private func damage(_ what: String, _ replication: Int) -> StoreError {
    StoreError(
      .corrupt, path: path,
      "a \(what) of replication \(replication) is damaged: it names what the experiment has not")
  }

  /// Reads, putting what SQLite reports into words and passing on other errors.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

/// Finds the replications that were there when the database was opened, in ascending order.
///
/// Somebody may be going on with the experiment: what came since is left out, so that all tables tell of
/// the same replications.
private struct KnownReplications {
  private let numbers: [Int]
  private var next = 0

  init(_ numbers: [Int]) { self.numbers = numbers }

  /// The place of a number, not below the one asked for before; nil where it was not there.
  mutating func place(of number: Int) -> Int? {
    while next < numbers.count, numbers[next] < number { next += 1 }
    return next < numbers.count && numbers[next] == number ? next : nil
  }
}
