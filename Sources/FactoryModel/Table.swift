/// A row for each entity of a kind, by the ID of the entity.
struct Table<Entity, Row>: RandomAccessCollection, MutableCollection {
  private var rows: [Row]

  /// A table of rows, the first of which belongs to the first entity.
  init(_ rows: [Row] = []) { self.rows = rows }

  /// The same row for each of `count` entities.
  init(repeating row: Row, count: Int) { rows = Array(repeating: row, count: count) }

  var startIndex: ID<Entity> { ID(0) }
  var endIndex: ID<Entity> { ID(rows.count) }

  subscript(id: ID<Entity>) -> Row {
    get { rows[id.index] }
    // In place: a row may hold arrays.
    _modify { yield &rows[id.index] }
  }

  /// Adds the row of the next entity.
  mutating func append(_ row: Row) { rows.append(row) }

  /// Forgets all rows and keeps the memory.
  mutating func removeAll() { rows.removeAll(keepingCapacity: true) }
}

extension Table: Sendable where Row: Sendable {}
