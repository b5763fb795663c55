import Foundation
import GRDB
import GRDBSQLite

/// Goes through the rows of a query through SQLite's own functions, since there are many.
///
/// What it gives of a row is valid until the next one, and nil where the row holds another type.
struct RowCursor: ~Copyable {
  private let statement: Statement
  private let handle: OpaquePointer?

  /// A query with whole numbers as arguments.
  init(_ db: Database, _ sql: String, _ arguments: [Int] = []) throws {
    statement = try db.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    for (index, argument) in arguments.enumerated() {
      sqlite3_bind_int64(handle, Int32(index + 1), Int64(argument))
    }
  }

  deinit { sqlite3_reset(handle) }

  /// Starts the query anew with another argument.
  mutating func restart(_ argument: Int) {
    sqlite3_reset(handle)
    sqlite3_bind_int64(handle, 1, Int64(argument))
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  /// - Throws: `DatabaseError`.
  mutating func next() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }
  }

  /// A whole number.
  func int(_ column: Int) -> Int? {
    guard sqlite3_column_type(handle, Int32(column)) == SQLITE_INTEGER else { return nil }
    return Int(sqlite3_column_int64(handle, Int32(column)))
  }

  /// Bytes.
  func blob(_ column: Int) -> UnsafeRawBufferPointer? {
    guard sqlite3_column_type(handle, Int32(column)) == SQLITE_BLOB else { return nil }
    return UnsafeRawBufferPointer(
      start: sqlite3_column_blob(handle, Int32(column)),
      count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  /// Whether there is nothing.
  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
}

extension [UInt8] {
  var data: Data { Data(self) }
}

extension DatabaseValue {
  /// The bytes, where it holds bytes.
  var blob: Data? {
    if case .blob(let data) = storage { return data }
    return nil
  }
}
