import Experiments
import GRDB
import GRDBSQLite

/// The prepared statements that insert one replication.
///
/// They bind through SQLite's own functions: a replication has hundreds of rows, and boxing each
/// value as an argument doubles the cost of writing.
struct ReplicationRows {
  private let replication: Statement
  private let draw: Statement
  private let metric: Statement
  private let monthly: Statement
  private let cash: Statement
  private let milestone: Statement
  private let firstMilestone: Int

  init(_ db: Database, layout: ResultLayout) throws {
    replication = try db.makeStatement(sql: "INSERT INTO replication VALUES (?, ?, ?)")
    draw = try db.makeStatement(sql: "INSERT INTO draw VALUES (?, ?, ?)")
    metric = try db.makeStatement(sql: "INSERT INTO metric VALUES (?, ?)")
    monthly = try db.makeStatement(sql: "INSERT INTO monthly VALUES (?, ?, ?)")
    cash = try db.makeStatement(sql: "INSERT INTO cash VALUES (?, ?)")
    milestone = try db.makeStatement(sql: "INSERT INTO phase_milestone VALUES (?, ?, ?, ?, ?, ?)")
    firstMilestone = layout.firstColumn(of: .milestone)
  }

  func insert(_ encoded: EncodedReplication) throws {
    let number = encoded.number
    try replication.execute(arguments: [number, encoded.future, encoded.inner])
    for (parameter, value) in encoded.draws.enumerated() {
      try draw.execute(arguments: [number, parameter, value])
    }
    for (strategy, values) in encoded.metrics.enumerated() {
      for (column, value) in values.enumerated() {
        bind(metric, RowPlace(replication: number, strategy: strategy, column: column))
        bind(metric, optional: value, at: 2)
        try step(metric)
      }
    }
    try encoded.bytes.withUnsafeBytes { bytes in
      for row in encoded.stocks + encoded.flows {
        bind(monthly, row.place(in: number))
        bind(monthly, UnsafeRawBufferPointer(rebasing: bytes[row.values]), at: 2)
        if let ends = row.ends {
          bind(monthly, UnsafeRawBufferPointer(rebasing: bytes[ends]), at: 3)
        } else {
          sqlite3_bind_null(monthly.sqliteStatement, 3)
        }
        try step(monthly)
      }
      for row in encoded.cash {
        bind(cash, row.place(in: number))
        bind(cash, UnsafeRawBufferPointer(rebasing: bytes[row.values]), at: 2)
        try step(cash)
      }
    }
    // The bytes are gone after this; no statement may keep a pointer to them.
    sqlite3_clear_bindings(monthly.sqliteStatement)
    sqlite3_clear_bindings(cash.sqliteStatement)
    for (strategy, rows) in encoded.milestones.enumerated() {
      for row in rows {
        let key = [
          number, strategy, Int(row.phase), Int(row.site), firstMilestone + Int(row.milestone),
        ]
        for (index, part) in key.enumerated() {
          sqlite3_bind_int64(milestone.sqliteStatement, Int32(index + 1), Int64(part))
        }
        bind(milestone, optional: row.hours, at: 6)
        try step(milestone)
      }
    }
  }

  private func bind(_ statement: Statement, _ place: RowPlace) {
    sqlite3_bind_int64(statement.sqliteStatement, 1, place.key)
  }

  private func bind(_ statement: Statement, optional value: Double, at index: Int32) {
    if value.isNaN {
      sqlite3_bind_null(statement.sqliteStatement, index)
    } else {
      sqlite3_bind_double(statement.sqliteStatement, index, value)
    }
  }

  /// Binds bytes that stay where they are until the statement has been stepped.
  private func bind(_ statement: Statement, _ bytes: UnsafeRawBufferPointer, at index: Int32) {
    sqlite3_bind_blob(
      statement.sqliteStatement, index, bytes.baseAddress, Int32(bytes.count), nil)
  }

  private func step(_ statement: Statement) throws {
    let handle = statement.sqliteStatement
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }
  }
}
