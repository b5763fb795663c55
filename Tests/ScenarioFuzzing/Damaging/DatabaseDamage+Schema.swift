import GRDB

extension DatabaseDamage {
  /// Changes tables and what SQLite knows of them.
  ///
  /// - Throws: `DatabaseError` where SQLite does not let it happen.
  mutating func schema(_ files: inout DamagedFiles) throws -> String {
    var sql = ""
    try files.change { db in
      let tables = try Self.tables(of: db)
      guard tables.count > 1 else { throw DatabaseError(resultCode: .SQLITE_EMPTY) }
      let table = dice.pick(tables)
      switch dice.whole(0...9) {
      case 0...2: sql = try view(db, insteadOf: table)
      case 3: sql = entry(table, dice.pick(tables))
      case 4: sql = beside(table)
      default:
        sql = dice.pick(Self.statements).replacing("TABLE1", with: table)
          .replacing("TABLE2", with: dice.pick(tables)).replacing(
            "NUMBER", with: "\(dice.whole(0...9))")
      }
      try db.execute(sql: sql)
    }
    return sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A view that answers for a table: without end, without a row and an end, or with other numbers.
  private mutating func view(_ db: Database, insteadOf table: String) throws -> String {
    let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
    guard !columns.isEmpty else { throw DatabaseError(resultCode: .SQLITE_EMPTY) }
    let changed = dice.pick(columns)
    let fields = columns.map { column in
      guard column == changed else { return column }
      return dice.pick([
        "\(column) + 1", "x'00'", "NULL", "zeroblob(1000000000)", "max(\(column), 1)",
      ])
        + " AS \(column)"
    }.joined(separator: ", ")
    let numbers = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
    let query = dice.pick([
      "\(numbers) SELECT o.* FROM r CROSS JOIN other_\(table) o",
      "\(numbers) SELECT o.* FROM r CROSS JOIN other_\(table) o WHERE n < 0",
      "SELECT \(fields) FROM other_\(table)", "SELECT * FROM other_\(table)",
      "SELECT * FROM \(table)",
    ])
    return """
      ALTER TABLE \(table) RENAME TO other_\(table); CREATE VIEW \(table) AS \(query)
      """
  }

  /// A change of what SQLite remembers of a table.
  private mutating func entry(_ table: String, _ other: String) -> String {
    let root = "(SELECT rootpage FROM sqlite_schema WHERE name = '\(other)')"
    let changes = [
      "rootpage = CASE name WHEN '\(table)' THEN \(root) ELSE "
        + "(SELECT rootpage FROM sqlite_schema WHERE name = '\(table)') END "
        + "WHERE name IN ('\(table)', '\(other)')",
      "rootpage = \(root) WHERE name = '\(table)'",
      "rootpage = \(dice.pick([0, 1, 2, -1, 9_999_999])) WHERE name = '\(table)'",
      "type = NULL WHERE name = '\(table)'", "type = 'view' WHERE name = '\(table)'",
      "type = x'00' WHERE name = '\(table)'", "tbl_name = NULL WHERE name = '\(table)'",
      "tbl_name = '\(other)' WHERE name = '\(table)'", "name = NULL WHERE name = '\(table)'",
      "sql = NULL WHERE name = '\(table)'", "sql = x'63726561746500' WHERE name = '\(table)'",
      "sql = replace(sql, 'counts BLOB', 'squares BLOB') WHERE name = 'series_sum'",
      "sql = replace(sql, ' NOT NULL', '') WHERE name = '\(table)'",
      "sql = replace(sql, '>= 0', '>= 1') WHERE name = '\(table)'",
      "sql = replace(sql, 'STRICT, WITHOUT ROWID', 'STRICT') WHERE name = '\(table)'",
      "sql = replace(sql, 'run_id', 'scenario') WHERE type = 'view'",
    ]
    return "UPDATE sqlite_schema SET " + dice.pick(changes)
  }

  /// What users may keep beside the tables.
  private mutating func beside(_ table: String) -> String {
    dice.pick([
      "CREATE TABLE notes (note TEXT); INSERT INTO notes VALUES ('x')",
      "CREATE VIEW mine AS SELECT * FROM \(table)",
      "CREATE VIEW endless AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r",
      "ANALYZE",
      "ANALYZE; UPDATE sqlite_stat1 SET stat = '1 1 1 1'",
      "ANALYZE; UPDATE sqlite_stat1 SET stat = 'unordered noskipscan x', tbl = '\(table)'",
      "PRAGMA page_size = \(dice.pick([512, 4096, 65_536])); VACUUM",
      "PRAGMA auto_vacuum = \(dice.pick(["FULL", "INCREMENTAL"])); VACUUM",
      "PRAGMA journal_mode = WAL",
    ])
  }

  private static let statements = [
    "CREATE TRIGGER t AFTER INSERT ON TABLE1 BEGIN DELETE FROM outcome; END",
    "CREATE TRIGGER t BEFORE INSERT ON replication BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER t AFTER INSERT ON replication BEGIN UPDATE cash SET same_as = 0; END",
    "CREATE TRIGGER t INSTEAD OF INSERT ON metrics BEGIN SELECT 1; END",
    "CREATE INDEX i ON TABLE1 (1)", "CREATE UNIQUE INDEX i ON TABLE1 (abs(variant))",
    "DROP TABLE TABLE1", "DROP VIEW metrics", "DROP VIEW constraints",
    "DROP VIEW series; CREATE VIEW series AS SELECT 1",
    "ALTER TABLE TABLE1 RENAME TO TABLE2x", "ALTER TABLE TABLE1 ADD COLUMN more TEXT DEFAULT 'x'",
    "DROP TABLE TABLE1; CREATE TABLE TABLE1 (a, b, c)",
    "CREATE VIRTUAL TABLE words USING fts5(word)",
    "DROP TABLE TABLE1; CREATE VIRTUAL TABLE TABLE1 USING fts5(word)",
    "PRAGMA user_version = NUMBER", "PRAGMA user_version = -NUMBER",
    "PRAGMA application_id = NUMBER",
    "PRAGMA user_version = 4; UPDATE run SET command = 'a' || char(10, 27, 8238) || 'b'",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'TABLE1'",
    "DELETE FROM sqlite_schema WHERE name = 'TABLE1'",
    "DELETE FROM sqlite_schema WHERE type = 'index'",
    "DELETE FROM sqlite_schema",
  ]
}
