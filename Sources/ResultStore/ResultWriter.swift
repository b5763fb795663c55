import Experiments
import Foundation
import GRDB
import OutputFiles

/// Writes the replications of one experiment into a results database.
///
/// The file is in write-ahead mode while it is open, and on a file system of several machines has a rollback
/// journal: whatever happens, it holds whole replications and can be read meanwhile. `close()` leaves one file
/// that needs no companion.
public final class ResultWriter {
  /// How many replications share a transaction at most.
  private static let batchLength = 64

  /// How many bytes of results wait for a transaction at most: with what SQLite adds they fit into its
  /// cache, so that no page is written twice.
  private static let batchBytes = 20_000_000

  /// How long after the last commit the next replication that comes is committed.
  private static let patience = Duration.seconds(2)

  /// What is written about the experiment.
  public private(set) var record: ExperimentRecord

  /// The database, links to it followed.
  public let file: String

  /// The file system of several machines on which the database lies, if it does.
  public let network: NetworkFileSystem?

  private let path: String
  private let queue: DatabaseQueue
  /// So many replications are stored, from the first of the record.
  private var stored: Int
  private var waiting: [EncodedReplication] = []
  /// Of each replication that waits, in their order, its variants.
  private var waitingVariants: [EncodedReplication] = []
  private var waitingBytes = 0
  /// The sums of the block that is not full.
  private var sums: SeriesSums
  private let tree: SumTree
  private let sumRows: SumRows
  /// Whether a transaction failed: what waited then is lost, and nothing is written after it.
  private var hasFailed = false
  private var lastCommit = ContinuousClock.now

  /// Begins a new database.
  ///
  /// - Throws: `StoreError` of kind `exists` where there is a file already.
  public static func create(
    at path: String, for record: ExperimentRecord
  ) throws(StoreError) -> ResultWriter {
    try create(at: path, for: record, on: NetworkFileSystem.init(holding:))
  }

  static func create(
    at path: String, for record: ExperimentRecord, on network: (String) -> NetworkFileSystem?
  ) throws(StoreError) -> ResultWriter {
    let file = try file(at: path)
    if FileManager.default.fileExists(atPath: file) {
      throw StoreError(
        .exists, path: path, "the file exists; choose another name, or go on with --resume")
    }
    try record.checkSize(path: path)
    // Made under another name, so that a killed process leaves no half-made database at `path`.
    try StoreError.translating(at: path) {
      let draft = try Draft(of: file, named: path)
      do {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
          // A row with a whole series fits on a page of this size.
          try db.execute(sql: "PRAGMA page_size = 32768; PRAGMA synchronous = NORMAL")
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
    return try ResultWriter(path: path, on: network)
  }

  /// Goes on with a database, or begins it where there is none.
  ///
  /// More futures than before extend the experiment.
  ///
  /// - Throws: `StoreError` of kind `differentExperiment`, with the difference in words, where the
  ///   database holds another scenario, seed, number of inner runs or engine version.
  public static func resume(
    at path: String, for record: ExperimentRecord
  ) throws(StoreError) -> ResultWriter {
    guard FileManager.default.fileExists(atPath: try file(at: path)) else {
      return try create(at: path, for: record)
    }
    do {
      let before = try ResultReader(anyAt: path)
      if let difference = before.record.difference(to: record) {
        throw StoreError(.differentExperiment, path: path, difference)
      }
      try before.verify()
      try before.checkPages()
    }
    let writer = try ResultWriter(path: path, on: NetworkFileSystem.init(holding:))
    try writer.beginAgain(as: record.run)
    return writer
  }

  /// The file that a path leads to, without what killed programs left beside it.
  static func file(at path: String) throws(StoreError) -> String {
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

  private init(
    path: String, on network: (String) -> NetworkFileSystem?
  ) throws(StoreError) {
    self.path = path
    let file = try Self.file(at: path)
    let network = network(file)
    (self.file, self.network) = (file, network)
    (queue, record, stored, sums, tree, sumRows) = try StoreError.translating(at: path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      // Rows come from loops over the tables they refer to; looking each reference up again would
      // cost a third of the writing time.
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { db in
        // A transaction fits in the cache (32 MB), so that no page is written twice. A rollback journal that is
        // not synchronised each time may be lost with the machine, and the database with it.
        try db.execute(
          sql:
            "PRAGMA synchronous = \(network == nil ? "NORMAL" : "FULL"); PRAGMA cache_size = -32000;"
            + " PRAGMA trusted_schema = OFF")
      }
      let queue = try DatabaseQueue(
        path: DatabaseFile.sqliteName(path), configuration: configuration)
      try queue.writeWithoutTransaction { db in
        _ = try String.fetchOne(
          db, sql: "PRAGMA journal_mode = \(network == nil ? "WAL" : "DELETE")")
      }
      return try queue.read { db in
        let record = try ExperimentRecord(from: db, path: path)
        let stored =
          try Int.fetchOne(db, sql: "SELECT count(*) FROM replication WHERE variant = 0") ?? 0
        let shape = SeriesShape(record.layout, strategies: record.strategies.count)
        let tree = record.sumTree
        let rows = SumRows(shape, path: path)
        let rest = stored % tree.block
        let sums =
          rest == 0 ? SeriesSums(shape) : try rows.read(0, replications: rest, in: db)
        return (queue, record, stored, sums, tree, rows)
      }
    }
  }

  /// Whether a replication of this number, of those of the record, is in the database already.
  public func isStored(_ number: Int) -> Bool { number < record.replications.lowerBound + stored }

  /// How many replications are in the database or on their way into it.
  public var storedCount: Int { stored + waiting.count }

  /// Adds the replication that comes next; committed together with others.
  ///
  /// - Parameters:
  ///   - replication: of the scenario as it is.
  ///   - variants: the same replication of each variant, in their order.
  /// - Throws: `StoreError` where what waits cannot be committed.
  /// - Precondition: its number is the first of the record that is not there yet.
  public func append(
    _ replication: EncodedReplication, variants: [EncodedReplication] = []
  ) throws(StoreError) {
    precondition(
      replication.number == record.replications.lowerBound + storedCount,
      "replication \(replication.number) is not next")
    precondition(
      variants.map(\.variant) == Array(1..<record.variants.count + 1)
        && variants.allSatisfy { $0.number == replication.number },
      "the variants of replication \(replication.number) are not those of the experiment")
    waiting.append(replication)
    waitingVariants += variants
    for size in [replication.keptBytes] + variants.map(\.keptBytes) {
      waitingBytes += size.lists + size.own + size.grid
    }
    if waiting.count >= Self.batchLength || waitingBytes >= Self.batchBytes
      || ContinuousClock.now - lastCommit > Self.patience
    {
      try commit()
    }
  }

  /// Commits what waits, notes the end if nothing is missing, and leaves a single file.
  ///
  /// - Parameter now: ISO 8601 in UTC, stored as the time of finishing.
  /// - Throws: `StoreError`.
  public func close(at now: String) throws(StoreError) {
    try commit()
    let isComplete = stored >= record.replications.count
    try StoreError.translating(at: path) {
      if isComplete, !isFinished {
        record.run.finishedAt = now
        try queue.write { try record.updateRun(in: $0) }
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
      try queue.write { try record.updateRun(in: $0) }
    }
  }

  private var isFinished: Bool { record.run.finishedAt != nil }

  private func commit() throws(StoreError) {
    guard !waiting.isEmpty, !hasFailed else { return }
    hasFailed = true
    try StoreError.translating(at: path) {
      try queue.write { db in
        let rows = try ReplicationRows(db)
        let count = record.variants.count
        for (place, replication) in waiting.enumerated() {
          try rows.insert(replication)
          for variant in waitingVariants[place * count..<(place + 1) * count] {
            try rows.insert(variant)
          }
        }
        try addSums(in: db)
      }
    }
    hasFailed = false
    stored += waiting.count
    waiting.removeAll(keepingCapacity: true)
    waitingVariants.removeAll(keepingCapacity: true)
    waitingBytes = 0
    lastCommit = .now
  }

  /// Adds what waits to the sums, block by block.
  private func addSums(in db: Database) throws {
    var rest = waiting[...]
    var blocks = stored / tree.block
    while !rest.isEmpty {
      let room = tree.block - sums.replications
      sums.add(rest.prefix(room))
      rest = rest.dropFirst(room)
      guard sums.replications == tree.block else { continue }
      try sumRows.add(sums, level: 0, after: blocks, of: tree, in: db)
      sums = SeriesSums(sums.shape)
      blocks += 1
    }
    if sums.replications > 0 {
      try sumRows.replace(0, by: sums, in: db)
    } else {
      try sumRows.delete(0, in: db)
    }
  }
}
