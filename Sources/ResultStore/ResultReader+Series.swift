import Columns
import Experiments
import GRDB

extension ResultReader {
  /// How many replications, from the first of all, have their series of a kind kept.
  public func keptCount(of kind: SeriesKind) -> Int {
    let run = record.run
    let (kept, overflows) = run.kept.futures(of: kind).multipliedReportingOverflow(
      by: run.design.inner)
    return overflows ? replications.upperBound : min(replications.upperBound, kept)
  }

  /// Monthly series of one strategy, of the replications that are kept.
  ///
  /// - Parameters:
  ///   - kind: any but `cash`.
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's columns of that kind.
  /// - Returns: by column: `replication * months + month`, as many as `keptCount`; NaN = missing.
  /// - Throws: `StoreError`.
  public func monthly(_ kind: SeriesKind, strategy: Int, columns: Range<Int>) throws(StoreError)
    -> [[Float]]
  {
    precondition(kind != .cash, "cash flows are read by cash(strategy:columns:)")
    return try series(kind, strategy: strategy, columns: columns, of: 0..<keptCount(of: kind))
  }

  /// Cash flows of one strategy, of the replications that are kept.
  ///
  /// - Parameters:
  ///   - strategy: index into the record's strategies.
  ///   - columns: indices into the layout's cash lines.
  /// - Returns: by line: `replication * periods + period`, as many as `keptCount`.
  /// - Throws: `StoreError`.
  public func cash(strategy: Int, columns: Range<Int>) throws(StoreError) -> [[Double]] {
    try series(.cash, strategy: strategy, columns: columns, of: 0..<keptCount(of: .cash))
  }

  /// The series of one replication of one strategy, of all columns of a kind.
  ///
  /// - Parameters:
  ///   - kind: any but `cash`.
  ///   - strategy: index into the record's strategies.
  ///   - replication: below `keptCount`.
  /// - Returns: `column * months + month`, as in `ReplicationResult`.
  /// - Throws: `StoreError`.
  public func monthly(_ kind: SeriesKind, strategy: Int, replication: Int) throws(StoreError)
    -> [Float]
  {
    precondition(kind != .cash, "cash flows are read by cash(strategy:replication:)")
    return try series(
      kind, strategy: strategy, columns: 0..<record.layout.columns(of: kind).count,
      of: replication..<replication + 1
    ).flatMap { $0 }
  }

  /// The cash flows of one replication of one strategy: `line * periods + period`.
  ///
  /// - Parameters:
  ///   - strategy: index into the record's strategies.
  ///   - replication: below `keptCount`.
  /// - Returns: the amounts in EUR, by line and period.
  /// - Throws: `StoreError`.
  public func cash(strategy: Int, replication: Int) throws(StoreError) -> [Double] {
    try series(
      .cash, strategy: strategy, columns: 0..<record.layout.cashLines.count,
      of: replication..<replication + 1
    ).flatMap { $0 }
  }

  /// Goes through the columns of each replication; SQLite seeks them, and so reads only their pages.
  private func series<Number: CodedNumber>(
    _ kind: SeriesKind, strategy: Int, columns: Range<Int>, of kept: Range<Int>
  ) throws(StoreError) -> [[Number]] {
    let length = record.layout.length(of: kind)
    let first = record.layout.firstColumn(of: kind.section) + columns.lowerBound
    return try StoreError.translating(at: path) {
      var values = columns.map { _ in [Number](repeating: .nan, count: kept.count * length) }
      try read { db in
        var rows = try SeriesCursor(db, kind)
        for (index, replication) in kept.enumerated() {
          try rows.seek(RowPlace(replication: replication, strategy: strategy, column: first))
          for column in columns.indices {
            let place = RowPlace(
              replication: replication, strategy: strategy,
              column: first + column - columns.lowerBound)
            let isWhole = try rows.next(at: place) { blob in
              values[column - columns.lowerBound].withUnsafeMutableBufferPointer {
                SeriesCoding.decode(
                  blob,
                  into: UnsafeMutableBufferPointer(
                    rebasing: $0[index * length..<(index + 1) * length]))
              }
            }
            guard isWhole else { throw damage("a series", of: replication) }
          }
        }
      }
      return values
    }
  }
}

/// Goes through rows of series, and from one that names another strategy to that one's.
private struct SeriesCursor: ~Copyable {
  private var rows: RowCursor
  private var others: RowCursor

  init(_ db: Database, _ kind: SeriesKind) throws {
    let table = kind == .cash ? "cash" : "monthly"
    let field = kind == .stockEnds ? "ends" : "numbers"
    let rows = try RowCursor(
      db, "SELECT place, \(field), same_as FROM \(table) WHERE place >= ? ORDER BY place")
    let others = try RowCursor(db, "SELECT \(field) FROM \(table) WHERE place = ?")
    self.rows = rows
    self.others = others
  }

  /// Goes to a row.
  mutating func seek(_ place: RowPlace) throws { rows.restart(place.key) }

  /// Reads the next row.
  ///
  /// - Returns: false where it is not of this place, or what it holds is not as `body` expects.
  mutating func next(
    at place: RowPlace, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws -> Bool {
    guard try rows.next(), rows.int(0) == place.key else { return false }
    if let blob = rows.blob(1) { return body(blob) }
    guard let strategy = rows.int(2), (0..<place.strategy).contains(strategy) else { return false }
    others.restart(
      RowPlace(replication: place.replication, strategy: strategy, column: place.column).key)
    guard try others.next(), let blob = others.blob(0) else { return false }
    return body(blob)
  }
}
