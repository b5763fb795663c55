import Foundation
import GRDB
import TestSupport

/// A results database and what lies beside it, while they are damaged.
struct DamagedFiles {
  /// How many bytes a page of the database has.
  static let pageSize = 32_768

  /// The database.
  var database: [UInt8]
  /// What lies beside it, by the ending of its name: `-wal` or `-journal`.
  var companions: [String: [UInt8]] = [:]

  init(_ database: [UInt8]) { self.database = database }

  /// How many pages there are, a last one that is cut off included.
  var pageCount: Int { (database.count + Self.pageSize - 1) / Self.pageSize }

  /// Where the bytes of a page stand, from number 0.
  func page(_ number: Int) -> Range<Int> {
    number * Self.pageSize..<min((number + 1) * Self.pageSize, database.count)
  }

  /// Changes the database by SQL, as somebody who wants to may: no constraint of a single value holds.
  ///
  /// - Throws: `DatabaseError` where SQLite does not let it happen; then nothing has changed.
  mutating func change(_ body: (Database) throws -> Void) throws {
    try change(in: "MEMORY", body)
  }

  /// Changes the database as ``change(_:)`` does, and leaves what was changed beside it, as a program does
  /// that was killed.
  mutating func changeBeside(_ body: (Database) throws -> Void) throws {
    try change(in: "WAL", body)
  }

  private mutating func change(in mode: String, _ body: (Database) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: Pristine.file)
    try Data(database).write(to: URL(fileURLWithPath: path))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      try db.execute(
        sql: """
          PRAGMA journal_mode = \(mode); PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;
          PRAGMA legacy_alter_table = ON; PRAGMA writable_schema = ON
          """)
      try body(db)
    }
    database = Array(try folder.bytes(of: Pristine.file))
    if folder.has(Pristine.file + "-wal") {
      companions["-wal"] = Array(try folder.bytes(of: Pristine.file + "-wal"))
    }
    try queue.close()
  }
}
