import Columns
import GRDB

/// Inserts the rows of replications.
struct ReplicationRows {
  private let replication: RowInserter
  private let draw: RowInserter
  private let metric: RowInserter
  private let monthly: RowInserter
  private let cash: RowInserter
  private let milestone: RowInserter
  private let firstMilestone: Int

  init(_ db: Database, layout: ResultLayout) throws {
    replication = try RowInserter(db, table: "replication", fields: 3)
    draw = try RowInserter(db, table: "draw", fields: 3)
    metric = try RowInserter(db, table: "metric", fields: 2)
    monthly = try RowInserter(db, table: "monthly", fields: 3)
    cash = try RowInserter(db, table: "cash", fields: 2)
    milestone = try RowInserter(db, table: "phase_milestone", fields: 6)
    firstMilestone = layout.firstColumn(of: .milestone)
  }

  /// Inserts one replication.
  ///
  /// - Throws: `DatabaseError`.
  func insert(_ encoded: EncodedReplication) throws {
    let number = encoded.number
    try replication.insert(1) { _, row in
      row.bind(number)
      row.bind(encoded.future)
      row.bind(encoded.inner)
    }
    try draw.insert(encoded.draws.count) { parameter, row in
      row.bind(number)
      row.bind(parameter)
      row.bind(optional: encoded.draws[parameter])
    }
    for (strategy, values) in encoded.metrics.enumerated() {
      try metric.insert(values.count) { column, row in
        row.bind(RowPlace(replication: number, strategy: strategy, column: column).key)
        row.bind(optional: values[column])
      }
    }
    try encoded.bytes.withUnsafeBytes { bytes in
      for rows in [encoded.stocks, encoded.flows] {
        try monthly.insert(rows.count) { index, row in
          row.bind(rows[index].place(in: number).key)
          row.bind(UnsafeRawBufferPointer(rebasing: bytes[rows[index].values]))
          row.bind(rows[index].ends.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) })
        }
      }
      try cash.insert(encoded.cash.count) { index, row in
        row.bind(encoded.cash[index].place(in: number).key)
        row.bind(UnsafeRawBufferPointer(rebasing: bytes[encoded.cash[index].values]))
      }
    }
    for (strategy, rows) in encoded.milestones.enumerated() {
      try milestone.insert(rows.count) { index, row in
        row.bind(number)
        row.bind(strategy)
        row.bind(Int(rows[index].phase))
        row.bind(Int(rows[index].site))
        row.bind(firstMilestone + Int(rows[index].milestone))
        row.bind(optional: rows[index].hours)
      }
    }
  }
}
