import Foundation
import GRDB
import OutputFiles

extension ShardSet {
  /// Makes a results database of what follows one another from the first replication.
  ///
  /// Every replication and every sum is checked on its way. Nothing is left where one is damaged.
  ///
  /// - Parameters:
  ///   - path: where to.
  ///   - replacing: whether it may take the place of a database of the same experiment that holds no more.
  ///   - progress: told how many replications are merged.
  /// - Throws: `StoreError`; of kind `exists` where there is a file and none is to be replaced.
  /// - Precondition: `mergeableCount` is not 0.
  public func merge(
    into path: String, replacing: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws(StoreError) {
    precondition(mergeableCount > 0, "no replication to merge")
    let file = try ResultWriter.file(at: path)
    if FileManager.default.fileExists(atPath: file) { try checkBefore(path, replacing: replacing) }
    let record = record
    try record.checkSize(path: path)
    try StoreError.translating(at: path) {
      let draft = try Draft(of: file, named: path)
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { db in
        try db.execute(
          sql: """
            PRAGMA page_size = 32768; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;
            PRAGMA journal_mode = MEMORY
            """)
      }
      let queue = try DatabaseQueue(
        path: DatabaseFile.sqliteName(draft.path), configuration: configuration)
      try queue.write { try record.create(in: $0) }
      for member in beginning where !member.replications.isEmpty {
        try queue.write { db in try add(member, to: db, record, path) }
        progress(member.replications.upperBound)
      }
      try queue.close()
      try draft.publish(replacing: replacing)
    }
  }

  /// Refuses to replace what is not a beginning of the same experiment.
  private func checkBefore(_ path: String, replacing: Bool) throws(StoreError) {
    guard replacing else {
      throw StoreError(
        .exists, path: path,
        "the file exists; choose another name, or let --resume replace what was merged before")
    }
    let before = try ResultReader(path: path)
    if let difference = before.record.difference(to: record) {
      throw StoreError(.differentExperiment, path: path, difference)
    }
    guard before.replications.count <= mergeableCount else {
      throw StoreError(
        .exists, path: path,
        "it holds \(before.replications.count) replications, and the shards only \(mergeableCount) from the first on;"
          + " none is taken away")
    }
  }

  /// Adds a shard to those before it.
  private func add(
    _ member: Member, to db: Database, _ record: ExperimentRecord, _ path: String
  ) throws {
    let reader = try ResultReader(anyAt: member.path)
    guard reader.record == member.record, reader.replications == member.replications else {
      throw StoreError(
        .locked, path: member.path, "a run goes on with this shard; merge when it has ended")
    }
    try reader.verify()
    try reader.read { source in
      for (table, fields) in [
        ("replication", "place, future, inner, draws, checksum"),
        ("outcome", "place, metrics, milestones, reasons, constraints"),
        ("monthly", "place, numbers, ends, same_as"), ("cash", "place, numbers, same_as"),
      ] {
        try RowCopy(fields, of: table).run(from: source, to: db)
      }
      let shape = SeriesShape(record.layout, strategies: record.strategies.count)
      let (theirs, ours) = (SumRows(shape, path: member.path), SumRows(shape, path: path))
      let tree = record.sumTree
      var blocks = member.replications.lowerBound / tree.block
      for (node, count) in member.record.sumTree.nodes(of: member.replications.count) {
        let sums = try theirs.read(node, replications: count, in: source)
        guard node > 0 else {
          try ours.replace(0, by: sums, in: db)
          continue
        }
        let length = count / tree.block
        try ours.add(sums, level: length.trailingZeroBitCount, after: blocks, of: tree, in: db)
        blocks += length
      }
    }
  }
}

/// Copies the rows of a table from one database into another, in the order of their places.
private struct RowCopy {
  /// How many rows are written at once.
  private static let batch = 64

  private enum Field {
    case integer(Int)
    case bytes(Range<Int>)
    case null
  }

  private let table: String
  private let fields: String
  private let count: Int

  init(_ fields: String, of table: String) {
    (self.table, self.fields) = (table, fields)
    count = fields.count { $0 == "," } + 1
  }

  func run(from source: Database, to target: Database) throws {
    let inserter = try RowInserter(target, table: "\(table) (\(fields))", fields: count)
    var rows = try RowCursor(source, "SELECT \(fields) FROM \(table) ORDER BY place")
    // What a cursor shows is gone with its next row, and what is inserted stays until all are.
    // Never without any byte, as the address of none would be no blob.
    var bytes: [UInt8] = [0]
    var batch: [Field] = []
    var hasMore = true
    while hasMore {
      hasMore = try rows.next()
      if hasMore {
        for field in 0..<count { batch.append(Self.take(field, of: rows, into: &bytes)) }
      }
      guard !batch.isEmpty, !hasMore || batch.count == Self.batch * count else { continue }
      try bytes.withUnsafeBytes { bytes in
        try inserter.insert(batch.count / count) { row, binding in
          for field in batch[row * count..<(row + 1) * count] {
            switch field {
            case .integer(let number): binding.bind(number)
            case .bytes(let range): binding.bind(UnsafeRawBufferPointer(rebasing: bytes[range]))
            case .null: binding.bind(optional: nil)
            }
          }
        }
      }
      batch.removeAll(keepingCapacity: true)
      bytes.removeSubrange(1...)
    }
  }

  private static func take(
    _ field: Int, of rows: borrowing RowCursor, into bytes: inout [UInt8]
  ) -> Field {
    if let number = rows.int(field) { return .integer(number) }
    guard let blob = rows.blob(field) else { return .null }
    let start = bytes.count
    bytes.append(contentsOf: blob)
    return .bytes(start..<bytes.count)
  }
}
