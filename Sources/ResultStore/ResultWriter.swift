import Experiments
import Foundation
import GRDB
import OutputFiles

/// Writes the replications of one experiment into a results database.
///
/// The file is in write-ahead mode while it is open: whatever happens, it holds whole replications
/// and can be read meanwhile. `close()` leaves one file that needs no companion.
public final class ResultWriter {
  /// How many replications share a transaction at most.
  private static let batchLength = 32

  /// How long after the last commit the next replication that comes is committed.
  private static let patience = Duration.seconds(2)

  /// What is written about the experiment.
  public private(set) var record: ExperimentRecord

  /// The database, links to it followed.
  public let file: String

  private let path: String
  private let queue: DatabaseQueue
  private var stored: Set<Int>
  private var waiting: [EncodedReplication] = []
  private var lastCommit = ContinuousClock.now

  /// Begins a new database.
  ///
  /// - Throws: `StoreError` of kind `exists` where there is a file already.
  public static func create(at path: String, for record: ExperimentRecord) throws(StoreError)
    -> ResultWriter
  {
    let file = try file(at: path)
    if FileManager.default.fileExists(atPath: file) {
      throw StoreError(
        .exists, path: path, "the file exists; choose another name, or go on with --resume")
    }
    // Made under another name, so that a killed process leaves no half-made database at `path`.
    try StoreError.translating(at: path) {
      let draft = try Draft(of: file, named: path)
      do {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
          // A row with a whole series fits on a page of this size.
          try db.execute(sql: "PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL")
        }
        let queue = try DatabaseQueue(
          path: DatabaseFile.sqliteName(draft.path), configuration: configuration)
        try queue.write { try record.create(in: $0) }
        try queue.close()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        // Nobody else knows the draft: the rows themselves are wrong.
        throw StoreError(
          .wrongLayout, path: path,
          "this is a mistake in Millwright: the results cannot be stored")
      }
      try draft.publish(replacing: false)
    }
    return try ResultWriter(path: path)
  }

  /// Goes on with a database, or begins it where there is none.
  ///
  /// More futures than before extend the experiment.
  ///
  /// - Throws: `StoreError` of kind `differentExperiment`, with the difference in words, where the
  ///   database holds another scenario, seed, number of inner runs or engine version.
  public static func resume(at path: String, for record: ExperimentRecord) throws(StoreError)
    -> ResultWriter
  {
    guard FileManager.default.fileExists(atPath: try file(at: path)) else {
      return try create(at: path, for: record)
    }
    let before = try ResultReader(path: path).record
    if let difference = before.difference(to: record) {
      throw StoreError(.differentExperiment, path: path, difference)
    }
    let writer = try ResultWriter(path: path)
    try writer.beginAgain(as: record.run)
    return writer
  }

  /// The file that a path leads to, without what killed programs left beside it.
  private static func file(at path: String) throws(StoreError) -> String {
    do throws(OutputError) {
      guard case .file(let file) = try OutputPlace(path) else {
        throw OutputError(path: path, DatabaseFile.noFile)
      }
      Draft.sweep(file)
      return file
    } catch {
      throw StoreError(error)
    }
  }

  private init(path: String) throws(StoreError) {
    self.path = path
    file = try Self.file(at: path)
    (queue, record, stored) = try StoreError.translating(at: path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      // Rows come from loops over the tables they refer to; looking each reference up again would
      // cost a third of the writing time.
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { db in
        // A transaction fits in the cache (24 MB), so that no page is written twice.
        try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -24000")
      }
      let queue = try DatabaseQueue(
        path: DatabaseFile.sqliteName(path), configuration: configuration)
      try queue.writeWithoutTransaction { db in
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      }
      let (record, numbers) = try queue.read { db in
        (
          try ExperimentRecord(from: db, path: path),
          try Set(Int.fetchAll(db, sql: "SELECT replication FROM replication"))
        )
      }
      return (queue, record, numbers)
    }
  }

  /// Whether a replication of this number is in the database already.
  public func isStored(_ number: Int) -> Bool { stored.contains(number) }

  /// How many replications are in the database or on their way into it.
  public var storedCount: Int { stored.count + waiting.count }

  /// Adds a replication; committed together with others, in the order of adding.
  public func append(_ replication: EncodedReplication) throws(StoreError) {
    waiting.append(replication)
    if waiting.count >= Self.batchLength || ContinuousClock.now - lastCommit > Self.patience {
      try commit()
    }
  }

  /// Commits what waits, notes the end if nothing is missing, and leaves a single file.
  ///
  /// - Parameter now: ISO 8601 in UTC, stored as the time of finishing.
  /// - Throws: `StoreError`.
  public func close(at now: String) throws(StoreError) {
    try commit()
    let isComplete = stored.count >= record.run.design.count
    try StoreError.translating(at: path) {
      if isComplete {
        try queue.write { db in
          try db.execute(
            sql: "UPDATE run SET finished_at = ? WHERE finished_at IS NULL", arguments: [now])
        }
      }
      try queue.writeWithoutTransaction { db in
        _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        do {
          _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
          // Somebody reads it; then it stays in write-ahead mode, which is as whole.
        }
      }
      try queue.close()
    }
  }

  /// Notes the design, command and host of the run that goes on.
  private func beginAgain(as run: RunDescription) throws(StoreError) {
    guard !(isFinished && run.design == record.run.design) else { return }
    record.run.design = run.design
    record.run.command = run.command
    record.run.host = run.host
    record.run.finishedAt = nil
    try StoreError.translating(at: path) {
      try queue.write { db in
        try db.execute(
          sql: "UPDATE run SET replications = ?, command = ?, host = ?, finished_at = NULL",
          arguments: [run.design.futures, run.command, run.host])
      }
    }
  }

  private var isFinished: Bool { record.run.finishedAt != nil }

  private func commit() throws(StoreError) {
    guard !waiting.isEmpty else { return }
    try StoreError.translating(at: path) {
      try queue.write { db in
        let rows = try ReplicationRows(db, layout: record.layout)
        for replication in waiting { try rows.insert(replication) }
      }
    }
    stored.formUnion(waiting.map(\.number))
    waiting.removeAll(keepingCapacity: true)
    lastCommit = .now
  }
}
