public import Columns
import Experiments
import GRDB
import Synchronization

/// Reads a results database, part by part, so that memory stays bounded.
///
/// It sees the database as it was when it was opened, whoever goes on with the experiment meanwhile. Tables
/// alone are read: what others may have put beside them, such as a view or a trigger, never runs.
public final class ResultReader: Sendable {
  /// What is known of the experiment beside its results.
  public let record: ExperimentRecord

  /// The numbers of the replications that are there: from 0, or from the first of a shard, without a gap.
  public let replications: Range<Int>

  let path: String
  private let queue: DatabaseQueue
  let knownMeans = Mutex<SeriesMeans?>(nil)

  /// Opens a database for reading, and checks what describes its results.
  ///
  /// - Throws: `StoreError`: `missing`, `foreign`, `corrupt`, `locked` or `inputOutput`; a shard is `foreign`.
  public convenience init(path: String) throws(StoreError) {
    try self.init(anyAt: path)
    guard let shard = record.shard else { return }
    throw StoreError(
      .foreign, path: path,
      "this is shard \(shard.index) of \(shard.count) of a run; 'millwright merge' makes a results database of"
        + " the shards")
  }

  /// What the results database or the shard at a path is.
  ///
  /// - Throws: `StoreError` as on opening it.
  public static func record(at path: String) throws(StoreError) -> ExperimentRecord {
    try ResultReader(anyAt: path).record
  }

  /// How many replications of an experiment, or of a shard of one, are stored at a path.
  ///
  /// - Returns: nil where nothing is there, or what is damaged.
  /// - Throws: `StoreError` of kind `differentExperiment` where another experiment is there, and as on opening what is
  ///   no database of ours.
  public static func stored(
    at path: String, of record: ExperimentRecord
  ) throws(StoreError) -> Int? {
    do throws(StoreError) {
      let there = try ResultReader(anyAt: path)
      if let difference = there.record.difference(to: record) {
        throw StoreError(.differentExperiment, path: path, difference)
      }
      return there.replications.count
    } catch {
      guard error.kind == .missing || error.kind == .corrupt else { throw error }
      return nil
    }
  }

  /// Leaves a single file, if the last writer of a database was killed.
  ///
  /// - Throws: `StoreError`.
  public static func settle(at path: String) throws(StoreError) {
    let file = try DatabaseFile(path)
    try StoreError.translating(at: path) { try file.settle() }
  }

  /// Opens a results database or a shard.
  init(anyAt path: String) throws(StoreError) {
    let file = try DatabaseFile(path)
    self.path = path
    (queue, record, replications) = try StoreError.translating(at: path) {
      let queue = try file.reading()
      return try queue.unsafeRead { db in
        // Never ended: all that is read is of one moment.
        try db.execute(sql: "BEGIN DEFERRED TRANSACTION")
        try Self.checkIdentity(of: db, path: path)
        let record = try ExperimentRecord(from: db, path: path)
        let count =
          try Int.fetchOne(db, sql: "SELECT count(*) FROM replication WHERE variant = 0") ?? 0
        let wanted = record.replications.count
        guard count <= wanted, count == wanted || record.run.finishedAt == nil else {
          throw StoreError(
            .corrupt, path: path,
            "the database was changed or is damaged: it holds \(count) replications of the"
              + " \(wanted) of the run")
        }
        let first = record.replications.lowerBound
        return (queue, record, first..<first + count)
      }
    }
  }

  private static func checkIdentity(of db: Database, path: String) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let isShard = application == Schema.shardApplicationID
    guard application == Schema.applicationID || isShard else {
      guard try Int.fetchOne(db, sql: "PRAGMA page_count") != 0 else {
        throw StoreError(.corrupt, path: path, "the file is empty")
      }
      throw StoreError(.foreign, path: path, "this database was made by another program")
    }
    guard version == Schema.version else {
      throw StoreError(.foreign, path: path, FormerVersion(version, db).sentence)
    }
    let found = try Set(SchemaObject.fetch(from: db))
    let expected = isShard ? SchemaObject.ofShard : SchemaObject.all
    let names = Set(expected.map(\.name))
    let additions = found.subtracting(expected).filter {
      // What users keep beside our tables, such as views of their own, is none of our business.
      names.contains($0.name) || names.contains($0.table) || $0.type == "trigger"
    }
    guard found.isSuperset(of: expected), additions.isEmpty else {
      throw StoreError(
        .corrupt, path: path,
        "the database was changed or is damaged: its tables are not as they were made")
    }
  }

  /// Reads, putting what SQLite reports into words and passing on other errors.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.unsafeRead(body)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// Whether SQLite finds every page of the file in its place.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where it does not.
  public func checkPages() throws(StoreError) {
    let verdict = try StoreError.translating(at: path) {
      try read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    }
    guard verdict == "ok" else {
      throw StoreError(.corrupt, path: path, "the database is damaged")
    }
  }
}

extension ResultReader {
  /// The metrics of one strategy.
  ///
  /// - Parameters:
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's metrics.
  /// - Returns: by column, then by replication in the order of `replications`; NaN = never.
  /// - Throws: `StoreError`.
  public func metrics(strategy: Int, columns: Range<Int>) throws(StoreError) -> [[Double]] {
    try metrics(of: 0, record.layout, strategy: strategy, columns: columns)
  }

  /// The metrics of one strategy of a variant.
  func metrics(
    of variant: Int, _ layout: ResultLayout, strategy: Int, columns: Range<Int>
  ) throws(StoreError) -> [[Double]] {
    try StoreError.translating(at: path) {
      var values = columns.map { _ in [Double](repeating: .nan, count: replications.count) }
      var metrics = [Double](repeating: .nan, count: layout.metrics.count)
      try read { db in
        var rows = try RowCursor(
          db,
          "SELECT place, metrics FROM outcome WHERE strategy = ? AND variant = ? ORDER BY place",
          [strategy, variant])
        for replication in replications {
          guard try rows.next(),
            rows.int(0)
              == RowPlace(replication: replication, variant: variant, strategy: strategy).key,
            let blob = rows.blob(1), decode(blob, into: &metrics)
          else { throw damage("a metric", of: replication) }
          for (index, column) in columns.enumerated() {
            values[index][replication] = metrics[column]
          }
        }
      }
      return values
    }
  }

  /// Every metric, in the order of replication, strategy and column.
  ///
  /// - Parameter body: takes the replication's number, the strategy's index, the column's index
  ///   into the layout's metrics, and the value; NaN = never.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachMetric(_ body: (Int, Int, Int, Double) throws -> Void) throws {
    try forEachMetric(of: 0, body)
  }

  func forEachMetric(
    of variant: Int, _ body: (Int, Int, Int, Double) throws -> Void
  ) throws {
    var metrics = [Double](
      repeating: .nan, count: record.all[variant].layout.metrics.count)
    try forEachOutcome("metrics", of: variant) { replication, strategy, blob in
      guard decode(blob, into: &metrics) else { throw damage("a metric", of: replication) }
      for column in metrics.indices {
        try body(replication, strategy, column, metrics[column])
      }
    }
  }

  /// Every milestone, in the order of replication, strategy, phase, site and milestone.
  ///
  /// - Parameter body: takes the replication's number, the strategy's index and the milestone.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachMilestone(_ body: (Int, Int, MilestoneRow) throws -> Void) throws {
    try forEachMilestone(of: 0, body)
  }

  func forEachMilestone(
    of variant: Int, _ body: (Int, Int, MilestoneRow) throws -> Void
  ) throws {
    let layout = record.all[variant].layout
    guard !layout.milestonePlaces.isEmpty else { return }
    let texts = layout.reasons
    try forEachOutcome(["milestones", "reasons"], of: variant) { replication, strategy, blobs in
      let places = layout.milestonePlaces[strategy]
      guard let hours = ListCoding.decode(blobs[0], count: places.count),
        let reasons = ListCoding.decode(blobs[1], count: texts.isEmpty ? 0 : places.count)
      else { throw damage("a milestone", of: replication) }
      for (index, place) in places.enumerated() {
        var row = MilestoneRow(place, hours: hours[index])
        if !texts.isEmpty, !reasons[index].isNaN {
          guard let reason = Int(exactly: reasons[index]), texts.indices.contains(reason) else {
            throw damage("the reason of a milestone", of: replication)
          }
          row.reason = texts[reason]
        }
        try body(replication, strategy, row)
      }
    }
  }

  /// What held up the sites of each strategy, in the order of replication and strategy.
  ///
  /// - Parameter body: takes the replication's number, the strategy's index, and for each of the strategy's
  ///   `ResultLayout.constraintPlaces` one number per `ConstraintMeasure`; NaN where there is nothing to tell.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachConstraintList(_ body: (Int, Int, [Double]) throws -> Void) throws {
    try forEachConstraintList(of: 0, body)
  }

  func forEachConstraintList(
    of variant: Int, _ body: (Int, Int, [Double]) throws -> Void
  ) throws {
    let described = record.all[variant]
    guard !described.layout.constraintPlaces.isEmpty else { return }
    let counts = described.strategies.indices.map {
      described.layout.constraintPlaces(of: $0).count * ConstraintMeasure.allCases.count
    }
    try forEachOutcome("constraints", of: variant) { replication, strategy, blob in
      guard let numbers = ListCoding.decode(blob, count: counts[strategy]) else {
        throw damage("what held up a site", of: replication)
      }
      try body(replication, strategy, numbers)
    }
  }

  /// The draws of every parameter: by replication in the order of `replications`, then parameter.
  ///
  /// - Parameter body: takes the replication's number and its draws.
  /// - Throws: `StoreError`, or what `body` throws.
  public func forEachDraw(_ body: (Int, [Double]) throws -> Void) throws {
    try forEachDraw(of: 0, body)
  }

  func forEachDraw(of variant: Int, _ body: (Int, [Double]) throws -> Void) throws {
    let count = record.all[variant].parameters.count
    try read { db in
      var rows = try RowCursor(
        db, "SELECT place, draws FROM replication WHERE variant = ? ORDER BY place", [variant])
      for replication in replications {
        guard try rows.next(),
          rows.int(0) == RowPlace(replication: replication, variant: variant).key,
          let blob = rows.blob(1), let draws = ListCoding.decode(blob, count: count)
        else { throw damage("a draw", of: replication) }
        try body(replication, draws)
      }
    }
  }

  /// Goes through a list of every replication and strategy.
  private func forEachOutcome(
    _ field: String, of variant: Int,
    _ body: (Int, Int, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try forEachOutcome([field], of: variant) { try body($0, $1, $2[0]) }
  }

  /// Goes through several lists of every replication and strategy.
  private func forEachOutcome(
    _ fields: [String], of variant: Int,
    _ body: (Int, Int, [UnsafeRawBufferPointer]) throws -> Void
  ) throws {
    let strategies = record.all[variant].strategies.indices
    try read { db in
      var rows = try RowCursor(
        db,
        "SELECT place, \(fields.joined(separator: ", ")) FROM outcome WHERE variant = ? ORDER BY place",
        [variant])
      for replication in replications {
        for strategy in strategies {
          guard try rows.next(),
            rows.int(0)
              == RowPlace(replication: replication, variant: variant, strategy: strategy).key
          else { throw damage("a result", of: replication) }
          let blobs = try fields.indices.map { index in
            guard let blob = rows.blob(index + 1) else { throw damage("a result", of: replication) }
            return blob
          }
          try body(replication, strategy, blobs)
        }
      }
    }
  }

  private func decode(_ blob: UnsafeRawBufferPointer, into numbers: inout [Double]) -> Bool {
    numbers.withUnsafeMutableBufferPointer { ListCoding.decode(blob, into: $0) }
  }

  func damage(_ what: String, of replication: Int) -> StoreError {
    StoreError(
      .corrupt, path: path,
      "the database was changed or is damaged: \(what) of replication \(replication) is not as it was"
        + " written")
  }
}
