/// Where a number or series of results stands in its table: by replication, strategy and column.
///
/// It is the row's integer key. Rows come in its order, and SQLite appends to a table with such a key
/// without searching or splitting pages in halves: writing takes half the time that a key of three
/// columns takes. The tables show the parts as columns that are worked out of it.
struct RowPlace {
  static let columnBits = 20
  static let strategyBits = 12
  static let replicationBits = 31
  /// How far a replication's number stands from the lowest bit.
  static let replicationShift = columnBits + strategyBits

  /// The parts of a place as columns of a table, in SQL.
  static let columns = """
    place INTEGER NOT NULL PRIMARY KEY CHECK (place >= 0),
          replication INTEGER GENERATED ALWAYS AS (place >> \(replicationShift)) VIRTUAL
            REFERENCES replication,
          strategy INTEGER GENERATED ALWAYS AS (place >> \(columnBits) & \((1 << strategyBits) - 1))
            VIRTUAL REFERENCES strategy,
          result_column INTEGER GENERATED ALWAYS AS (place & \((1 << columnBits) - 1)) VIRTUAL
            REFERENCES result_column
    """

  /// The key; ascending by replication, then strategy, then column.
  let key: Int

  /// The place of a row.
  ///
  /// - Precondition: each part is below 2 to the power of its bits.
  init(replication: Int, strategy: Int, column: Int) {
    precondition(
      replication >> Self.replicationBits == 0 && strategy >> Self.strategyBits == 0
        && column >> Self.columnBits == 0,
      "no place for column \(column) of strategy \(strategy) in replication \(replication)")
    key = (replication << Self.strategyBits | strategy) << Self.columnBits | column
  }

  /// The place of a key that was stored.
  init(key: Int) { self.key = key }

  var replication: Int { key >> Self.replicationShift }
  var column: Int { key & ((1 << Self.columnBits) - 1) }
}
