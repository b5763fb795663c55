import Quantities

/// A table of plain text: the first column aligned left, the others right.
///
/// Cells are shown as a terminal can safely show them, whatever a file has named things.
struct TextTable {
  private var rows: [(cells: [String], mark: TextStyle.Mark?)] = []

  /// Adds a row; a mark holds for all of it.
  mutating func add(_ cells: [String], _ mark: TextStyle.Mark? = nil) {
    rows.append((cells.map(\.printable), mark))
  }

  /// The table, two blanks between columns, one line per row.
  func text(_ style: TextStyle) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.cells.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      var line = ""
      for (index, cell) in row.cells.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - cell.count)
        line += index == 0 ? cell + padding : "  " + padding + cell
      }
      while line.last == " " { line.removeLast() }
      return style.marked(line, row.mark) + "\n"
    }.joined()
  }
}
