import Foundation
import GRDB

extension DatabaseDamage {
  /// Changes rows of a table.
  ///
  /// - Throws: `DatabaseError` where SQLite does not let it happen.
  mutating func row(_ files: inout DamagedFiles) throws -> String {
    var words = ""
    try files.change { db in
      let tables = try Self.tables(of: db)
      guard !tables.isEmpty else { throw DatabaseError(resultCode: .SQLITE_EMPTY) }
      let table = dice.pick(tables)
      try Self.loosen(db)
      words = try change(db, table)
      try Self.tighten(db)
    }
    return words
  }

  /// Lets columns hold values of any type.
  private static func loosen(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE sqls AS SELECT rowid AS number, sql FROM sqlite_schema WHERE type = 'table';
        UPDATE sqlite_schema SET sql =
          replace(replace(replace(sql, ' NOT NULL', ''), ') STRICT, ', ') '), ') STRICT', ')')
        WHERE type = 'table';
        PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON
        """)
  }

  /// Says again of columns what they hold.
  private static func tighten(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE sqlite_schema SET sql = (SELECT sql FROM sqls WHERE number = sqlite_schema.rowid)
        WHERE rowid IN (SELECT number FROM sqls)
        """)
  }

  private mutating func change(_ db: Database, _ table: String) throws -> String {
    let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('\(table)')")
    let key = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_info('\(table)') WHERE pk > 0 ORDER BY pk"
    ).joined(separator: ", ")
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
    guard count > 0, !key.isEmpty else { throw DatabaseError(resultCode: .SQLITE_EMPTY) }
    let number = dice.pick([0, count - 1, dice.whole(0...count - 1)])
    func place(_ number: Int) -> String {
      "(\(key)) = (SELECT \(key) FROM \(table) ORDER BY \(key) LIMIT 1 OFFSET \(number))"
    }
    let row = "row \(number) of \(table)"
    switch dice.whole(0...9) {
    case 0:
      try db.execute(sql: "DELETE FROM \(table) WHERE \(place(number))")
      return "\(row) deleted"
    case 1:
      let several = dice.pick([2, 10, count])
      try db.execute(
        sql: """
          DELETE FROM \(table) WHERE (\(key)) IN
            (SELECT \(key) FROM \(table) ORDER BY \(key) DESC LIMIT \(several))
          """)
      return "\(several) rows of \(table) deleted"
    case 2, 3:
      let changed = dice.pick(key.split(separator: ", ").map(String.init))
      let step = dice.pick(["1", "-1", "1 << 18", "1 << 39", "-4611686018427387904"])
      let fields = columns.map { column in
        if column == changed {
          return "iif(typeof(\(column)) = 'integer', \(column) + (\(step)), \(column) || '2')"
        }
        // Names are known once.
        return column == "name" ? "name || '2'" : column
      }
      try db.execute(
        sql: """
          INSERT INTO \(table) (\(columns.joined(separator: ", ")))
          SELECT \(fields.joined(separator: ", ")) FROM \(table) WHERE \(place(number))
          """)
      return "\(row) doubled"
    default:
      let column = dice.pick(columns)
      let values = try [number, dice.whole(0...count - 1)].map {
        try DatabaseValue.fetchOne(db, sql: "SELECT \(column) FROM \(table) WHERE \(place($0))")
          ?? .null
      }
      let value = dice.chance(0.15) ? values[1] : altered(values[0])
      let isEverywhere = dice.chance(0.05)
      try db.execute(
        sql: "UPDATE \(table) SET \(column) = ?" + (isEverywhere ? "" : " WHERE \(place(number))"),
        arguments: [value])
      return isEverywhere ? "\(column) of all rows of \(table)" : "\(column) of \(row)"
    }
  }

  /// Another value instead of one, mostly of the same type.
  private mutating func altered(_ value: DatabaseValue) -> DatabaseValue {
    if dice.chance(0.12) {
      return dice.pick([
        .null, (-1).databaseValue, "x".databaseValue, Data([0]).databaseValue, 1.5.databaseValue,
        Double.infinity.databaseValue,
      ])
    }
    switch value.storage {
    case .null: return dice.pick([0.databaseValue, 1.databaseValue, "x".databaseValue])
    case .int64(let number):
      return dice.pick([
        number &+ 1, number &- 1, 0, 1 << 31, .max, .min, number ^ 1 << Int64(dice.whole(0...62)),
      ]).databaseValue
    case .double(let number):
      return dice.pick([number * 2, -number, 0, number.nextUp, .infinity]).databaseValue
    case .string(let text):
      return dice.pick([
        text + "1", String(text.dropLast()), "", text.uppercased(),
        text + "\u{1B}[2J\n\u{202E}\u{0}", String(repeating: "x", count: 100_000),
        "2026-13-01", "2026-01-15", "0001-01-01", "9999-12-01", "99999999999999999999",
      ]).databaseValue
    case .blob(let data): return altered(data).databaseValue
    }
  }

  private mutating func altered(_ data: Data) -> Data {
    var bytes = Array(data)
    guard !bytes.isEmpty else { return Data([0]) }
    let at = dice.whole(0...bytes.count - 1)
    switch dice.whole(0...7) {
    case 0: bytes.removeLast(bytes.count - at)
    case 1: bytes += noise(dice.pick([1, 8, 40_000]))
    case 2: bytes = bytes.map { _ in 0 }
    // The bits of a number that is none or infinite.
    case 3: bytes.replaceSubrange(at..<at + 1, with: [dice.pick([0x7F, 0xFF])])
    default: bytes[at] ^= 1 << UInt8(dice.whole(0...7))
    }
    return Data(bytes)
  }
}
