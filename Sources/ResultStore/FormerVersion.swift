import GRDB
import Quantities

/// What is said of a results database of other tables than this program's.
struct FormerVersion {
  let sentence: String

  /// A database of some version of the tables.
  init(_ version: Int32, _ db: Database) {
    let reads = "this program reads version \(Schema.version)"
    guard version < Schema.version, version > 0,
      let row = try? Row.fetchOne(db, sql: "SELECT engine_version, command FROM run"),
      let engine = String.fromDatabaseValue(row[0]), let command = String.fromDatabaseValue(row[1])
    else {
      sentence = "this is a results database of version \(version); \(reads)"
      return
    }
    sentence =
      "Millwright \(engine.printable) wrote this database (version \(version)), and \(reads). To have the results"
      + " of today's program, move the file away and run again: \(command.printable)"
  }
}
