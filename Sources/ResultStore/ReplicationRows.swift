import Columns
import GRDB

/// Inserts the rows of replications.
struct ReplicationRows {
  private let replication: RowInserter
  private let outcome: RowInserter
  private let monthly: RowInserter
  private let cash: RowInserter

  init(_ db: Database) throws {
    replication = try RowInserter(db, table: "replication", fields: 5)
    outcome = try RowInserter(db, table: "outcome", fields: 5)
    monthly = try RowInserter(db, table: "monthly", fields: 4)
    cash = try RowInserter(db, table: "cash", fields: 3)
  }

  /// Inserts one replication.
  ///
  /// - Throws: `DatabaseError`.
  func insert(_ encoded: EncodedReplication) throws {
    try encoded.bytes.withUnsafeBytes { bytes in
      func piece(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
      }
      try encoded.checksum.withUnsafeBytes { checksum in
        try replication.insert(1) { _, row in
          row.bind(RowPlace(replication: encoded.number, variant: encoded.variant).key)
          row.bind(encoded.future)
          row.bind(encoded.inner)
          row.bind(piece(encoded.draws))
          row.bind(checksum)
        }
      }
      for (index, strategy) in encoded.strategies.enumerated() {
        func place(_ column: Int = 0) -> Int {
          RowPlace(
            replication: encoded.number, variant: encoded.variant, strategy: index, column: column
          ).key
        }
        try outcome.insert(1) { _, row in
          row.bind(place())
          row.bind(piece(strategy.metrics))
          row.bind(piece(strategy.milestones))
          row.bind(piece(strategy.reasons))
          row.bind(piece(strategy.constraints))
        }
        try monthly.insert(strategy.monthly.count) { index, row in
          let series = strategy.monthly[index]
          row.bind(place(series.column))
          row.bind(series.sameAs == nil ? piece(series.values) : nil)
          row.bind(series.sameAs == nil ? series.ends.map(piece) : nil)
          row.bind(optional: series.sameAs)
        }
        try cash.insert(strategy.cash.count) { index, row in
          let series = strategy.cash[index]
          row.bind(place(series.column))
          row.bind(series.sameAs == nil ? piece(series.values) : nil)
          row.bind(optional: series.sameAs)
        }
      }
    }
  }
}
