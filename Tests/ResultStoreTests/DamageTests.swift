import Foundation
import GRDB
import Testing

@testable import ResultStore

/// Whatever becomes of a database after it was written, nobody reads it as if nothing had.
struct DamageTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try Experiment(futures: 70, kept: KeptFutures(series: 5, grid: 2)).run(into: directory["db"])
  }

  /// Changes a copy, and tells what reading it comes to.
  private func verdict(after change: String) throws -> StoreError? {
    let copy = directory[UUID().uuidString]
    try FileManager.default.copyItem(atPath: directory["db"], toPath: copy)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: copy, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON")
      try db.execute(sql: change)
    }
    try queue.close()
    do {
      try ResultReader(path: copy).verify()
      return nil
    } catch let error as StoreError {
      return error
    }
  }

  private static let tables = Schema.tables.map(\.name)

  @Test(arguments: tables) func `a row that is gone is told`(table: String) throws {
    let key = try DatabaseQueue(path: directory["db"]).read {
      try $0.primaryKey(table).columns[0]
    }
    for order in ["ASC", "DESC"] {
      let error = try verdict(
        after: """
          DELETE FROM \(table)
          WHERE \(key) = (SELECT \(key) FROM \(table) ORDER BY \(key) \(order) LIMIT 1)
          """)
      #expect(error?.kind == .corrupt, "\(order)")
    }
  }

  @Test(arguments: tables) func `a value that is altered is told, in every column`(table: String)
    throws
  {
    let columns = try DatabaseQueue(path: directory["db"]).read { db in
      try db.columns(in: table).map(\.name)
    }
    for column in columns {
      for value in [
        "CASE typeof(\(column)) WHEN 'text' THEN \(column) || '1' WHEN 'integer' THEN \(column) + 1"
          + " WHEN 'real' THEN \(column) * 2 WHEN 'blob' THEN CAST(\(column) || x'00' AS BLOB)"
          + " WHEN 'null' THEN 0 END",
        "NULL", "x'00'", "-1", "'x'",
      ] {
        let error: StoreError?
        do {
          error = try verdict(
            after:
              "UPDATE OR FAIL \(table) SET \(column) = \(value) WHERE \(column) IS NOT \(value)")
        } catch is DatabaseError {
          // Not even SQLite lets it happen.
          continue
        }
        let isSame = try DatabaseQueue(path: directory["db"]).read {
          try Int.fetchOne(
            $0, sql: "SELECT count(*) FROM \(table) WHERE \(column) IS NOT \(value)") == 0
        }
        #expect(isSame || error?.kind == .corrupt, "\(column) = \(value)")
      }
    }
  }

  @Test(arguments: tables) func `a value that its column cannot hold is told`(table: String) throws
  {
    let (columns, sql) = try DatabaseQueue(path: directory["db"]).read { db in
      (
        try db.columns(in: table).map(\.name),
        try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = '\(table)'") ?? ""
      )
    }
    // A table that holds anything, filled, and then said to be what it was.
    let loose = sql.replacing(" NOT NULL", with: "").replacing(") STRICT, ", with: ") ")
      .replacing(") STRICT", with: ")")
    func stating(_ sql: String) -> String {
      "UPDATE sqlite_schema SET sql = '\(sql.replacing("'", with: "''"))' WHERE name = '\(table)'"
    }
    for column in columns {
      for value in ["NULL", "x'00'", "''", "'2026-01-15'", "\(Int.min)", "\(Int.max)"] {
        let error: StoreError?
        do {
          error = try verdict(
            after: """
              \(stating(loose)); PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON;
              UPDATE OR FAIL \(table) SET \(column) = \(value) WHERE \(column) IS NOT \(value);
              \(stating(sql))
              """)
        } catch is DatabaseError {
          // Not even SQLite lets it happen.
          continue
        }
        let isSame = try DatabaseQueue(path: directory["db"]).read {
          try Int.fetchOne(
            $0, sql: "SELECT count(*) FROM \(table) WHERE \(column) IS NOT \(value)") == 0
        }
        #expect(isSame || error?.kind == .corrupt, "\(column) = \(value)")
      }
    }
  }

  @Test(arguments: ["replication", "outcome", "monthly", "cash", "series_sum"])
  func `a row that is added is told`(table: String) throws {
    let columns = try DatabaseQueue(path: directory["db"]).read { db in
      // Those that are worked out of the place are left out there.
      try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
        .filter { $0 != "place" }.joined(separator: ", ")
    }
    for place in ["max(place) + 1", "max(place) + (1 << \(RowPlace.replicationShift))"] {
      let error = try verdict(
        after: """
          INSERT INTO \(table) (place, \(columns))
          SELECT (SELECT \(place) FROM \(table)), \(columns) FROM \(table) ORDER BY place LIMIT 1
          """)
      #expect(error?.kind == .corrupt, "\(place)")
    }
  }

  @Test(
    arguments: [
      "CREATE TRIGGER t AFTER INSERT ON replication BEGIN DELETE FROM outcome; END",
      "ALTER TABLE outcome RENAME TO other; CREATE VIEW outcome AS SELECT * FROM other",
      """
      ALTER TABLE monthly RENAME TO other;
      CREATE VIEW monthly AS WITH RECURSIVE r(place, numbers, ends, same_as) AS
        (SELECT 0, x'00', NULL, NULL UNION ALL SELECT place, numbers, ends, same_as FROM r)
        SELECT * FROM r
      """,
      "CREATE INDEX i ON cash (place)", "DROP VIEW metrics", "DROP TABLE binary_exponent",
      "ALTER TABLE run ADD COLUMN more TEXT",
    ])
  func `tables that are not as they were made are told`(change: String) throws {
    let error = try verdict(after: change)
    #expect(
      error?.message
        == "the database was changed or is damaged: its tables are not as they were made")
  }

  @Test func `what users keep beside our tables is their own`() throws {
    #expect(
      try verdict(
        after: "CREATE TABLE notes (n TEXT); CREATE VIEW mine AS SELECT * FROM metrics") == nil)
  }

  @Test func `results that say they are finished and are not are told`() throws {
    try Experiment(futures: 200).run(into: directory["part"], stoppingAfter: 70)
    let part = try ResultReader(path: directory["part"])
    #expect(part.record.run.finishedAt == nil)
    try part.verify()
    #expect(try verdict(after: "UPDATE run SET replications = 90")?.kind == .corrupt)
  }
}
