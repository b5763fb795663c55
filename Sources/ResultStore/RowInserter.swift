import GRDB
import GRDBSQLite

/// Inserts rows of one table, many with one statement.
///
/// It binds through SQLite's own functions: a replication has thousands of rows, and boxing each value
/// as an argument doubles the cost of writing. To begin and end a statement costs as much as to insert
/// a row, so that 64 rows in one go take half the time of 64 statements.
///
/// A row that is refused undoes the whole transaction. To undo a statement of many rows alone, SQLite
/// would first write each page that it changes to a temporary file, four times the bytes that are
/// kept, and so it does where a table's `CHECK` calls a function: hence `<> x''` for a blob's length.
struct RowInserter {
  private static let widths = [64, 8, 1]

  private let statements: [Statement]

  init(_ db: Database, table: String, fields: Int) throws {
    let row = "(" + Array(repeating: "?", count: fields).joined(separator: ", ") + ")"
    statements = try Self.widths.map { width in
      let rows = Array(repeating: row, count: width).joined(separator: ", ")
      return try db.cachedStatement(sql: "INSERT OR ROLLBACK INTO \(table) VALUES \(rows)")
    }
  }

  /// Inserts rows.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - bind: binds the fields of one row, whose index it is given. What it binds by address must stay
  ///     where it is until this returns.
  /// - Throws: `DatabaseError`.
  func insert(_ count: Int, bind: (Int, inout RowBinding) -> Void) throws {
    var done = 0
    for (statement, width) in zip(statements, Self.widths) {
      let handle = statement.sqliteStatement
      while count - done >= width {
        // No statement may keep the address of something that will be gone.
        defer { sqlite3_clear_bindings(handle) }
        var binding = RowBinding(statement: handle)
        for row in done..<done + width { bind(row, &binding) }
        precondition(
          binding.position == sqlite3_bind_parameter_count(handle),
          "\(binding.position) fields for \(width) rows")
        done += width
        let code = binding.failure ?? sqlite3_step(handle)
        guard code == SQLITE_DONE else {
          let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
          sqlite3_reset(handle)
          throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
        sqlite3_reset(handle)
      }
    }
  }
}

/// The fields of the rows of one statement, bound one after the other.
struct RowBinding {
  private let statement: OpaquePointer?
  /// How many are bound.
  fileprivate private(set) var position: Int32 = 0
  /// What the first said that could not be bound.
  fileprivate private(set) var failure: Int32?

  init(statement: OpaquePointer?) { self.statement = statement }

  private mutating func next() -> Int32 {
    position += 1
    return position
  }

  private mutating func note(_ code: Int32) {
    if code != SQLITE_OK, failure == nil { failure = code }
  }

  mutating func bind(_ value: Int) {
    note(sqlite3_bind_int64(statement, next(), Int64(value)))
  }

  /// Nil is NULL.
  mutating func bind(optional value: Int?) {
    if let value { bind(value) } else { note(sqlite3_bind_null(statement, next())) }
  }

  /// Binds bytes by their address, or NULL.
  mutating func bind(_ bytes: UnsafeRawBufferPointer?) {
    let position = next()
    if let bytes {
      note(
        sqlite3_bind_blob(statement, position, bytes.baseAddress, Int32(bytes.count), nil))
    } else {
      note(sqlite3_bind_null(statement, position))
    }
  }
}
