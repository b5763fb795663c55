/// A table of plain text: the first column aligned left, the others right.
struct TextTable {
  private var rows: [[String]] = []

  /// Adds a row.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table, two blanks between columns, one line per row.
  var text: String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[index] - cell.count)
        line += index == 0 ? cell + padding : "  " + padding + cell
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
