/// A part of the report under one heading.
struct ReportSection {
  /// A block of a section.
  enum Block {
    case paragraph(String)
    case table(PageTable)
    /// A long table that the reader opens, and narrows down by what is typed.
    case folded(PageTable)
    /// Charts side by side where there is room.
    case charts([ReportChart])
    /// The same for each of several strategies, of which the reader chooses one.
    case choice([Option], first: Int)
  }

  /// What a choice shows for one strategy.
  struct Option {
    let strategy: String
    let blocks: [Block]
  }

  /// The anchor, which no other section and no chart has.
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

  /// The same of a table for those who look something up in it.
  mutating func fold(_ table: PageTable) {
    if !table.rows.isEmpty { blocks.append(.folded(table)) }
  }

  mutating func show(_ charts: [ReportChart]) {
    if !charts.isEmpty { blocks.append(.charts(charts)) }
  }

  /// The charts in the order of the page.
  var charts: [ReportChart] {
    blocks.flatMap(\.charts)
  }

  func html() throws -> HTML {
    """
    <section id="\(id)"><h2>\(title)</h2>
    \(try blocks.map { try $0.html(in: id) })</section>

    """
  }
}

extension ReportSection.Block {
  var charts: [ReportChart] {
    switch self {
    case .paragraph, .table, .folded: []
    case .charts(let charts): charts
    case .choice(let options, _): options.flatMap { $0.blocks.flatMap(\.charts) }
    }
  }

  /// The block in the section of some id.
  func html(in section: String) throws -> HTML {
    switch self {
    case .paragraph(let text): "<p>\(text)</p>\n"
    case .table(let table): table.html
    case .folded(let table):
      """
      <details class="folded lookup"><summary>\(table.caption): \(table.rows.count) rows</summary>
      <label class="filter" hidden>Show rows with <input type="search"></label>
      \(table.html)</details>

      """
    case .charts(let charts):
      "<div class=\"charts\">\n\(try charts.map { try $0.html() })</div>\n"
    case .choice(let options, let first): try Self.html(of: options, first: first, in: section)
    }
  }

  /// All options one below the other; the page's script shows the one that is chosen.
  private static func html(
    of options: [ReportSection.Option], first: Int, in section: String
  ) throws -> HTML {
    let buttons = options.enumerated().map { index, option -> HTML in
      let checked: HTML = index == first ? " checked" : .nothing
      return """
        <label><input type="radio" name="choice-\(section)" value="\(index)"\(checked)> \(option.strategy)</label>

        """
    }
    let parts = try options.map { option -> HTML in
      """
      <div class="option"><h3>With “\(option.strategy)”</h3>
      \(try option.blocks.map { try $0.html(in: section) })</div>

      """
    }
    let chooser: HTML =
      options.count < 2
      ? .nothing : "<fieldset hidden><legend>Strategy</legend>\n\(buttons)</fieldset>\n"
    return "<div class=\"choice\">\n\(chooser)\(parts)</div>\n"
  }
}
