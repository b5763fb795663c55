import Foundation
import GRDB
import OutputFiles

/// A results database as a file, and how SQLite is led to it.
struct DatabaseFile {
  /// What SQLite keeps beside a database whose last writer did not close it.
  private static let companions = ["-wal", "-journal"]

  /// The path as it was given.
  let path: String

  /// A database that is there; what killed programs left beside it is taken away.
  ///
  /// - Throws: `StoreError` of kind `missing` or `foreign`: SQLite would wait for a pipe for ever.
  init(_ path: String) throws(StoreError) {
    self.path = path
    Draft.sweep(path)
    switch Self.kind(of: path) {
    case nil: throw StoreError(.missing, path: path, "there is no such file")
    case S_IFREG: break
    case S_IFDIR:
      throw StoreError(.foreign, path: path, "this is a directory, not a results database")
    default: throw StoreError(.foreign, path: path, Self.noFile)
    }
    for ending in Self.companions + ["-shm"] {
      guard let kind = Self.kind(of: path + ending), kind != S_IFREG else { continue }
      throw StoreError(
        .foreign, path: path + ending,
        "this is no file, and stands where one of the results database belongs; move it away")
    }
  }

  static let noFile = "this is no file; a results database cannot be a device or a pipe"

  /// The path as SQLite takes it for nothing but a path.
  ///
  /// To SQLite `:memory:` is a database in memory, and what begins with `file:` an address.
  static func sqliteName(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  /// Opens the database for reading, wherever it lies.
  ///
  /// What a killed writer left unfinished is seen to. SQLite needs a folder that it may write to for
  /// that, and for a database in write-ahead mode at all; where it may not, a copy is read.
  ///
  /// - Throws: `DatabaseError`, or `StoreError` where no copy can be made.
  func reading() throws -> DatabaseQueue {
    do {
      if Self.kind(of: path + "-journal") != nil { try Self.settle(path) }
      return try Self.open(path)
    } catch let error as DatabaseError where Self.needsCopy(error) {
      return try copied()
    }
  }

  /// Completes or undoes what a killed writer left beside it, if anything.
  func settle() throws {
    guard Self.companions.contains(where: { Self.kind(of: path + $0) != nil }) else { return }
    try Self.settle(path)
  }

  /// Whether this says that the folder cannot be written.
  private static func needsCopy(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
  }

  /// A copy in the folder for temporary files, which has no name any more and goes with the program.
  private func copied() throws -> DatabaseQueue {
    guard let folder = OutputFolder.makeTemporary() else {
      throw StoreError(.cannotWrite, path: path, Self.noCopy)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/copy.db"
    for ending in [""] + Self.companions where Self.kind(of: path + ending) != nil {
      do {
        try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
      } catch {
        guard access(path + ending, R_OK) == 0 else {
          throw StoreError(.inputOutput, path: path + ending, "this may not be read")
        }
        throw StoreError(.cannotWrite, path: path, Self.noCopy)
      }
      chmod(copy + ending, 0o600)
    }
    try Self.settle(copy)
    return try Self.open(copy)
  }

  private static let noCopy =
    "its folder cannot be written, and there is no room for a copy in the folder for temporary files;"
    + " TMPDIR names another"

  /// Completes or undoes what a killed writer left, and leaves one file.
  private static func settle(_ path: String) throws {
    let queue = try DatabaseQueue(path: sqliteName(path))
    _ = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
    try queue.writeWithoutTransaction { db in
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
    }
    try queue.close()
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    // The reader's transaction lasts as long as it does.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: sqliteName(path), configuration: configuration)
    // SQLite looks at the file only now.
    _ = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") }
    return queue
  }

  /// What stands at a path, links followed; nil for nothing.
  private static func kind(of path: String) -> mode_t? {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & S_IFMT : nil
  }
}
