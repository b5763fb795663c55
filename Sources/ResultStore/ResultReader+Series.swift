public import Columns
import Foundation
import GRDB

/// Which monthly or cash-flow series is meant.
public enum SeriesKind: Sendable, Hashable, CaseIterable {
  /// Month means of stocks.
  case stockMeans
  /// Month ends of stocks.
  case stockEnds
  /// Monthly totals of flows.
  case flows
  /// Month means of grid stocks.
  case gridStockMeans
  /// Monthly totals of grid flows.
  case gridFlows
  /// Amounts in EUR by period.
  case cash

  var section: ColumnSection {
    switch self {
    case .stockMeans, .stockEnds: .stock
    case .flows: .flow
    case .gridStockMeans: .gridStock
    case .gridFlows: .gridFlow
    case .cash: .cashLine
    }
  }

  var field: String { self == .stockEnds ? "ends" : "numbers" }
}

extension ResultLayout {
  /// The columns that a kind of series has.
  public func columns(of kind: SeriesKind) -> [Columns.Column] { columns(in: kind.section) }
}

extension ResultReader {
  /// Monthly series of one strategy.
  ///
  /// - Parameters:
  ///   - kind: any but `cash`.
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's columns of that kind.
  /// - Returns: by column: `place * months + month`, where place is the replication's in
  ///   `replications`; NaN = missing.
  /// - Throws: `StoreError`.
  public func monthly(_ kind: SeriesKind, strategy: Int, columns: Range<Int>) throws(StoreError)
    -> [[Float]]
  {
    precondition(kind != .cash, "cash flows are read by cash(strategy:columns:)")
    return try series(
      of: "monthly", kind, strategy: strategy, columns: columns, length: record.layout.months)
  }

  /// Cash flows of one strategy.
  ///
  /// - Parameters:
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's cash lines.
  /// - Returns: by line: `place * periods + period`, where place is the replication's in
  ///   `replications`.
  /// - Throws: `StoreError`.
  public func cash(strategy: Int, columns: Range<Int>) throws(StoreError) -> [[Double]] {
    try series(
      of: "cash", .cash, strategy: strategy, columns: columns, length: record.layout.periods)
  }

  private func series<Number: CodedNumber>(
    of table: String, _ kind: SeriesKind, strategy: Int, columns: Range<Int>, length: Int
  ) throws(StoreError) -> [[Number]] {
    try StoreError.translating(at: path) {
      var values = columns.map { _ in
        Array(repeating: Number.nan, count: replications.count * length)
      }
      try forEachRow(
        of: table, kind.field, section: kind.section, strategy: strategy, columns: columns
      ) { place, column, row in
        try decode(row, into: &values[column], from: place * length, length: length)
      }
      return values
    }
  }

  /// The series of one replication of one strategy, of all columns of a kind.
  ///
  /// - Returns: `column * months + month`, as in `ReplicationResult`.
  /// - Throws: `StoreError`.
  public func monthly(_ kind: SeriesKind, strategy: Int, replication: Int) throws(StoreError)
    -> [Float]
  {
    precondition(kind != .cash, "cash flows are read by cash(strategy:replication:)")
    return try series(
      of: "monthly", kind, strategy: strategy, replication: replication,
      length: record.layout.months)
  }

  /// The cash flows of one replication of one strategy: `line * periods + period`.
  ///
  /// - Throws: `StoreError`.
  public func cash(strategy: Int, replication: Int) throws(StoreError) -> [Double] {
    try series(
      of: "cash", .cash, strategy: strategy, replication: replication,
      length: record.layout.periods)
  }

  private func series<Number: CodedNumber>(
    of table: String, _ kind: SeriesKind, strategy: Int, replication: Int, length: Int
  ) throws(StoreError) -> [Number] {
    let count = record.layout.columns(in: kind.section).count
    let first = record.layout.firstColumn(of: kind.section)
    return try StoreError.translating(at: path) {
      var values = Array(repeating: Number.nan, count: count * length)
      try queue.read { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT place, \(kind.field) FROM \(table)
            WHERE place BETWEEN ? AND ?
            """)
        let ends = [first, first + count - 1].map {
          RowPlace(replication: replication, strategy: strategy, column: $0).key
        }
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(ends))
        while let row = try rows.next() {
          let column = RowPlace(key: row[0]).column - first
          try decode(row, into: &values, from: column * length, length: length)
        }
      }
      return values
    }
  }

  private func decode<Number: CodedNumber>(
    _ row: Row, into values: inout [Number], from start: Int, length: Int
  ) throws {
    let isWhole = try row.withUnsafeData(atIndex: 1) { data in
      values.withUnsafeMutableBufferPointer { numbers in
        data?.withUnsafeBytes {
          SeriesCoding.decode(
            $0, into: UnsafeMutableBufferPointer(rebasing: numbers[start..<start + length]))
        } ?? false
      }
    }
    guard isWhole else {
      let column = RowPlace(key: row[0]).column
      throw StoreError(.corrupt, path: path, "a series of column \(column) is damaged")
    }
  }
}
