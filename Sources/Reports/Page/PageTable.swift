/// A table of the page, which sorts by the column that is clicked.
struct PageTable: Sendable {
  /// One cell: what is read, and what it is sorted by.
  struct Cell: ExpressibleByStringLiteral, Sendable {
    let text: String
    let number: Double?
    let isMarked: Bool

    init(stringLiteral text: String) { self.init(text) }

    /// Text, marked where it deserves attention.
    init(_ text: String, isMarked: Bool = false) {
      self.text = text
      number = nil
      self.isMarked = isMarked
    }

    /// A number, sorted by its size; a missing one comes last.
    init(_ number: Double?, _ format: (Double) -> String) {
      text = number.map(format) ?? "–"
      self.number = number ?? .infinity
      isMarked = false
    }

    /// How many there are.
    init(of count: Int) { self.init(String(count), sortedBy: Double(count)) }

    /// A number with a text of its own.
    init(_ text: String, sortedBy number: Double) {
      self.text = text
      self.number = number
      isMarked = false
    }
  }

  let caption: String
  let columns: [String]
  /// Whether the rows are of one kind, so that their order is free.
  let isSortable: Bool
  var rows: [[Cell]] = []

  init(_ caption: String, columns: [String], isSortable: Bool = true) {
    self.caption = caption
    self.columns = columns
    self.isSortable = isSortable
  }

  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }

  /// Says of short units what they are, where they stand in the table.
  private var units: String {
    let words = [("GEUR", "a billion"), ("MEUR", "a million"), ("kEUR", "a thousand")]
    let found = words.filter { unit, _ in
      rows.contains { $0.contains { $0.text.contains(unit) } }
    }
    return found.isEmpty
      ? "" : "; 1 " + found.map { "\($0.0) is \($0.1) EUR" }.joined(separator: ", 1 ")
  }

  /// The table; the first cell of each row names it.
  var html: HTML {
    let caption = caption + units
    let head = columns.map { name -> HTML in
      if name.isEmpty { return "<td></td>" }
      let title: HTML = isSortable ? "<button type=\"button\">\(name)</button>" : "\(name)"
      return "<th scope=\"col\">\(title)</th>"
    }
    let body = rows.map { row -> HTML in
      let cells = row.enumerated().map { Self.html($1, isName: $0 == 0) }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <div class="table" role="region" tabindex="0" aria-label="\(caption)"><table>
      <caption>\(caption)</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody></table></div>

      """
  }

  private static func html(_ cell: Cell, isName: Bool) -> HTML {
    if isName { return "<th scope=\"row\">\(cell.text)</th>" }
    let text: HTML = cell.isMarked ? "<mark>\(cell.text)</mark>" : "\(cell.text)"
    guard let number = cell.number else { return "<td>\(text)</td>" }
    return "<td class=\"number\" data-value=\"\(NumberText.shortest(number))\">\(text)</td>"
  }
}
