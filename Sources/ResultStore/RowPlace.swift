/// Where a row of results stands in its table: by replication, variant, strategy and column.
///
/// It is the row's integer key. Rows come in its order, and SQLite appends to a table with such a key
/// without searching or splitting pages in halves: writing takes half the time that a key of several
/// columns takes. The tables show the parts as columns that are worked out of it.
struct RowPlace {
  static let columnBits = 18
  static let strategyBits = 9
  static let variantBits = 12
  static let replicationBits = 24

  /// How far each part stands from the lowest bit.
  static let strategyShift = columnBits
  static let variantShift = strategyShift + strategyBits
  static let replicationShift = variantShift + variantBits

  /// The parts of a place that tables name, and their SQL.
  enum Part: String {
    case replication, variant, strategy, result_column

    fileprivate var sql: String {
      let (shift, bits) =
        switch self {
        case .replication: (replicationShift, replicationBits)
        case .variant: (variantShift, variantBits)
        case .strategy: (strategyShift, strategyBits)
        case .result_column: (0, columnBits)
        }
      return
        "\(rawValue) INTEGER GENERATED ALWAYS AS (place >> \(shift) & \((1 << bits) - 1)) VIRTUAL"
    }
  }

  /// The key of a table and some of its parts, in SQL.
  static func columns(_ parts: Part...) -> String {
    (["place INTEGER NOT NULL PRIMARY KEY CHECK (place >= 0)"] + parts.map(\.sql))
      .joined(separator: ",\n      ")
  }

  /// The key; ascending by replication, then variant, then strategy, then column.
  let key: Int

  /// The place of a row.
  ///
  /// - Precondition: each part is below 2 to the power of its bits.
  init(replication: Int, variant: Int = 0, strategy: Int = 0, column: Int = 0) {
    precondition(
      replication >> Self.replicationBits == 0 && variant >> Self.variantBits == 0
        && strategy >> Self.strategyBits == 0 && column >> Self.columnBits == 0,
      "no place for column \(column) of strategy \(strategy) in replication \(replication)")
    key =
      replication << Self.replicationShift | variant << Self.variantShift
      | strategy << Self.strategyShift | column
  }

  /// The place of a key that was stored.
  init(key: Int) { self.key = key }

  var replication: Int { key >> Self.replicationShift }
  var strategy: Int { key >> Self.strategyShift & ((1 << Self.strategyBits) - 1) }
  var column: Int { key & ((1 << Self.columnBits) - 1) }
}
