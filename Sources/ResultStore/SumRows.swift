import Digests
import GRDB

/// Writes and reads the sums of one node.
struct SumRows {
  private let shape: SeriesShape
  private let path: String

  init(_ shape: SeriesShape, path: String) {
    self.shape = shape
    self.path = path
  }

  /// Replaces the sums of a node.
  func replace(_ node: Int, by sums: SeriesSums, in db: Database) throws {
    try delete(node, in: db)
    let rows = try RowInserter(db, table: "series_sum", fields: 5)
    var bytes: [UInt8] = []
    var digest = SHA256Stream()
    for strategy in 0..<shape.strategies {
      for part in shape.parts {
        bytes.removeAll(keepingCapacity: true)
        var pieces: [Range<Int>] = []
        for column in 0..<part.count {
          let range = shape.range(strategy: strategy, part, column: column)
          for numbers in [sums.counts, sums.means, sums.squares] {
            let start = bytes.count
            let isFinite = numbers[range].withUnsafeBufferPointer {
              SeriesCoding.append($0, to: &bytes)
            }
            guard isFinite else {
              throw StoreError(
                .unusableResult, path: path,
                "the sum of a \(part.kind.section.rawValue) over replications is beyond any number")
            }
            pieces.append(start..<bytes.count)
          }
        }
        let sameAs = (0..<part.count).map { column in
          (0..<strategy).first { sums.isSame(strategy, $0, part, column: column) }
        }
        try bytes.withUnsafeBytes { bytes in
          func piece(_ index: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[pieces[index]])
          }
          for index in pieces.indices { digest.add(piece(index)) }
          try rows.insert(part.count) { column, row in
            row.bind(place(node, strategy, part.first + column))
            for field in 0..<3 { row.bind(sameAs[column] == nil ? piece(3 * column + field) : nil) }
            row.bind(optional: sameAs[column])
          }
        }
      }
    }
    try db.cachedStatement(sql: "INSERT INTO sum_node VALUES (0, ?, ?, ?)")
      .execute(arguments: [node, sums.replications, digest.finish().data])
  }

  /// Adds the sums of a whole node to those of the blocks before it, and keeps what comes of it.
  ///
  /// - Parameters:
  ///   - sums: of 2 to the power of `level` blocks.
  ///   - level: says of how many.
  ///   - blocks: how many full blocks come before them.
  ///   - tree: that of the part which the database holds.
  ///   - db: the database.
  /// - Throws: `StoreError` where the sums of those blocks are damaged, or `DatabaseError`.
  func add(
    _ sums: SeriesSums, level: Int, after blocks: Int, of tree: SumTree, in db: Database
  ) throws {
    let (halves, node) = tree.adding(level, after: blocks)
    var sums = sums
    for half in halves {
      var earlier = try read(half.node, replications: half.replications, in: db)
      try delete(half.node, in: db)
      earlier.add(sums)
      sums = earlier
    }
    try replace(node, by: sums, in: db)
  }

  /// Removes the sums of a node, if there are any.
  func delete(_ node: Int, in db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM series_sum WHERE place BETWEEN ? AND ?")
      .execute(arguments: [place(node, 0, 0), place(node + 1, 0, 0) - 1])
    try db.cachedStatement(sql: "DELETE FROM sum_node WHERE variant = 0 AND node = ?")
      .execute(arguments: [node])
  }

  /// Reads the sums of a node of so many replications.
  ///
  /// - Throws: `StoreError` of kind `corrupt` where they are not as they were written.
  func read(_ node: Int, replications: Int, in db: Database) throws -> SeriesSums {
    let damage = StoreError(
      .corrupt, path: path, "the sums of the series are damaged; run the scenario again")
    let facts = try Row.fetchOne(
      db, sql: "SELECT replications, checksum FROM sum_node WHERE variant = 0 AND node = ?",
      arguments: [node])
    guard let facts, Int.fromDatabaseValue(facts[0]) == replications else { throw damage }
    let count = shape.strategies * shape.numberCount
    var numbers = (0..<3).map { _ in [Double](repeating: 0, count: count) }
    var digest = SHA256Stream()
    var rows = try RowCursor(
      db,
      "SELECT place, counts, means, squares, same_as FROM series_sum"
        + " WHERE place BETWEEN ? AND ? ORDER BY place",
      [place(node, 0, 0), place(node + 1, 0, 0) - 1])
    var others = try RowCursor(
      db, "SELECT place, counts, means, squares, same_as FROM series_sum WHERE place = ?")
    for strategy in 0..<shape.strategies {
      for part in shape.parts {
        for column in 0..<part.count {
          guard try rows.next(), rows.int(0) == place(node, strategy, part.first + column) else {
            throw damage
          }
          let range = shape.range(strategy: strategy, part, column: column)
          let isWhole: Bool
          if let other = rows.int(4) {
            guard (0..<strategy).contains(other) else { throw damage }
            others.restart(place(node, other, part.first + column))
            guard try others.next() else { throw damage }
            isWhole = Self.take(others, range, into: &numbers, &digest)
          } else {
            isWhole = Self.take(rows, range, into: &numbers, &digest)
          }
          guard isWhole else { throw damage }
        }
      }
    }
    guard try !rows.next(), digest.finish().data == (facts[1] as DatabaseValue).blob else {
      throw damage
    }
    return SeriesSums(
      shape, replications: replications, counts: numbers[0], means: numbers[1],
      squares: numbers[2])
  }

  /// Takes the numbers of a row that has some.
  private static func take(
    _ row: borrowing RowCursor, _ range: Range<Int>, into numbers: inout [[Double]],
    _ digest: inout SHA256Stream
  ) -> Bool {
    for field in numbers.indices {
      guard let blob = row.blob(field + 1) else { return false }
      digest.add(blob)
      let isWhole = numbers[field].withUnsafeMutableBufferPointer {
        SeriesCoding.decode(blob, into: UnsafeMutableBufferPointer(rebasing: $0[range]))
      }
      guard isWhole else { return false }
    }
    return true
  }

  private func place(_ node: Int, _ strategy: Int, _ series: Int) -> Int {
    RowPlace(replication: node, strategy: strategy, column: series).key
  }
}
