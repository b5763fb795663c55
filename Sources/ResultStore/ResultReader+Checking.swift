import Columns
import Digests
import Experiments
import Foundation
import GRDB

extension ResultReader {
  /// Goes through all results: whether each row is there that the run says, and none beside them, and
  /// whether every replication and the sums are as they were written.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where something is missing, altered, added or out of range.
  public func verify() throws(StoreError) {
    try StoreError.translating(at: path) {
      try read { db in
        try verifyReplications(db)
        try verifySums(db)
      }
    }
  }

  private func verifyReplications(_ db: Database) throws {
    let layout = record.layout
    let inner = record.run.design.inner
    let monthly = SeriesKind.allCases.filter { $0 != .stockEnds && $0 != .cash }
    func columns(_ kinds: [SeriesKind], of replication: Int) -> [Range<Int>] {
      kinds.filter { replication < keptCount(of: $0) }.map {
        let first = layout.firstColumn(of: $0.section)
        return first..<first + layout.columns(of: $0).count
      }
    }
    var rows = try RowCursor(
      db, "SELECT place, future, inner, draws, checksum FROM replication ORDER BY place")
    var outcomes = try RowCursor(
      db, "SELECT place, metrics, milestones, reasons, constraints FROM outcome ORDER BY place")
    var series = try VerifiedSeries(db, "monthly", "numbers, ends")
    var cash = try VerifiedSeries(db, "cash", "numbers")
    var digest = ReplicationDigest()
    let variants = record.all.map(\.strategies.count)
    for replication in replications {
      for (variant, strategies) in variants.enumerated() {
        let (future, run) = (replication / inner, replication % inner)
        guard try rows.next(),
          rows.int(0) == RowPlace(replication: replication, variant: variant).key,
          rows.int(1) == future, rows.int(2) == run, let draws = rows.blob(3)
        else { throw damage("what was drawn", of: replication) }
        digest.begin(
          number: replication, variant: variant, future: future, inner: run, draws: draws)
        for strategy in 0..<strategies {
          guard try outcomes.next(),
            outcomes.int(0)
              == RowPlace(replication: replication, variant: variant, strategy: strategy).key,
            let metrics = outcomes.blob(1), let milestones = outcomes.blob(2),
            let reasons = outcomes.blob(3), let constraints = outcomes.blob(4)
          else { throw damage("a result", of: replication) }
          digest.add(
            metrics: metrics, milestones: milestones, reasons: reasons, constraints: constraints)
          // Of variants no series are kept.
          for (cursor, kinds) in [(0, monthly), (1, [.cash])] where variant == 0 {
            for range in columns(kinds, of: replication) {
              for column in range {
                let place = RowPlace(replication: replication, strategy: strategy, column: column)
                let isThere =
                  cursor == 0
                  ? try series.take(place, into: &digest) : try cash.take(place, into: &digest)
                guard isThere else { throw damage("a series", of: replication) }
              }
            }
          }
        }
        guard let checksum = rows.blob(4), checksum.elementsEqual(digest.finish()) else {
          throw damage("a number", of: replication)
        }
      }
    }
    guard try !rows.next(), try !outcomes.next(), try !series.hasMore(), try !cash.hasMore() else {
      throw StoreError(
        .corrupt, path: path,
        "the database was changed: it holds results of which the run knows nothing")
    }
  }

  private func verifySums(_ db: Database) throws {
    let shape = SeriesShape(record.layout, strategies: record.strategies.count)
    let nodes = record.sumTree.nodes(of: replications.count)
    let rows = SumRows(shape, path: path)
    for (node, count) in nodes { _ = try rows.read(node, replications: count, in: db) }
    let counts = try ["sum_node", "series_sum"].map {
      try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
    }
    guard counts == [nodes.count, nodes.count * shape.strategies * shape.seriesCount] else {
      throw StoreError(
        .corrupt, path: path, "the sums of the series are damaged; run the scenario again")
    }
  }
}

/// Rows of series that are digested one after the other.
private struct VerifiedSeries: ~Copyable {
  private var rows: RowCursor
  private var others: RowCursor
  private let fieldCount: Int

  /// The rows of a table with its one or two fields of numbers.
  init(_ db: Database, _ table: String, _ fields: String) throws {
    let rows = try RowCursor(db, "SELECT place, same_as, \(fields) FROM \(table) ORDER BY place")
    let others = try RowCursor(
      db, "SELECT place, same_as, \(fields) FROM \(table) WHERE place = ?")
    self.rows = rows
    self.others = others
    fieldCount = fields.contains(",") ? 2 : 1
  }

  /// Digests the next row.
  ///
  /// - Returns: false where it is not of this place, or has no numbers.
  mutating func take(_ place: RowPlace, into digest: inout ReplicationDigest) throws -> Bool {
    guard try rows.next(), rows.int(0) == place.key else { return false }
    if rows.isNull(1) { return Self.take(place.column, of: rows, fieldCount, into: &digest) }
    guard let strategy = rows.int(1), (0..<place.strategy).contains(strategy),
      (0..<fieldCount).allSatisfy({ rows.isNull(2 + $0) })
    else { return false }
    others.restart(
      RowPlace(replication: place.replication, strategy: strategy, column: place.column).key)
    guard try others.next(), others.isNull(1) else { return false }
    return Self.take(place.column, of: others, fieldCount, into: &digest)
  }

  private static func take(
    _ column: Int, of rows: borrowing RowCursor, _ fieldCount: Int,
    into digest: inout ReplicationDigest
  ) -> Bool {
    guard let numbers = rows.blob(2) else { return false }
    digest.add(column: column, numbers, fieldCount == 2 ? rows.blob(3) : nil)
    return true
  }

  /// Whether a row is left.
  mutating func hasMore() throws -> Bool { try rows.next() }
}
