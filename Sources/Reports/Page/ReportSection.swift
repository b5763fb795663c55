/// A part of the report under one heading.
struct ReportSection {
  /// A block of a section.
  enum Block {
    case paragraph(String)
    case table(PageTable)
    /// Charts side by side where there is room.
    case charts([ReportChart])
  }

  /// The anchor.
  let id: String
  let title: String
  var blocks: [Block] = []

  init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }

  mutating func say(_ text: String) { blocks.append(.paragraph(text)) }

  /// A table without rows would say nothing.
  mutating func show(_ table: PageTable) {
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }

  mutating func show(_ charts: [ReportChart]) {
    if !charts.isEmpty { blocks.append(.charts(charts)) }
  }

  /// The charts in the order of the page.
  var charts: [ReportChart] {
    blocks.flatMap { block -> [ReportChart] in
      guard case .charts(let charts) = block else { return [] }
      return charts
    }
  }

  func html() throws -> HTML {
    let content = try blocks.map { block -> HTML in
      switch block {
      case .paragraph(let text): return "<p>\(text)</p>\n"
      case .table(let table): return table.html
      case .charts(let charts):
        return "<div class=\"charts\">\n\(try charts.map { try $0.html() })</div>\n"
      }
    }
    return """
      <section id="\(id)"><h2>\(title)</h2>
      \(content)</section>

      """
  }
}
