public import Charts

/// A chart of the report, with what is said about it.
public struct ReportChart: Sendable {
  /// Names the chart: its place in the page, and its files.
  public let id: String

  /// What it shows, for those who cannot see it.
  public let title: String

  /// The names of the strategies that it shows alone; in the names of its files they stand for the
  /// numbers of its id.
  var subjects: [String] = []

  /// What is to be seen in it, where that can be said; stands above, and the title below.
  var finding: String?

  /// What it shows, with unit and how many futures it stands on, where the title does not say it.
  var subtitle: String?

  /// The specification.
  public let view: ChartView

  /// The figures behind it.
  let table: PageTable

  /// A name for its files that says what is in them: lower-case letters, digits and hyphens.
  ///
  /// Charts whose strategies have much the same name may share it.
  var fileName: String {
    guard !subjects.isEmpty else { return id }
    let base = id.split(separator: "-").filter { !$0.allSatisfy(\.isNumber) }
    return (base.map(String.init) + subjects.map(Self.sanitised)).joined(separator: "-")
  }

  /// Names for the files of some charts, all different.
  public static func fileNames(of charts: [ReportChart]) -> [String] {
    var taken: Set<String> = []
    return charts.map { chart in
      let name = chart.fileName
      let free = taken.contains(name) ? "\(name)-\(chart.id)" : name
      taken.insert(free)
      return free
    }
  }

  private static func sanitised(_ name: String) -> String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let text = String(letters.split(separator: "-").joined(separator: "-"))
    return text.count > 40 ? text.prefix(20) + "--" + text.suffix(18) : text
  }

  /// What stands below the heading.
  private var below: HTML {
    guard let text = subtitle ?? (finding == nil ? nil : title) else { return .nothing }
    return "<p class=\"subtitle\">\(text)</p>"
  }

  /// The chart in the page: the picture, what to see in it, and its figures as a table.
  func html() throws -> HTML {
    let specification = HTML(markup: HTML.scriptSafe(json: try view.json()))
    return """
      <figure id="\(id)">
      <h4>\(finding ?? title)</h4>
      \(below)
      <div class="chart" role="img" aria-label="\(view.description ?? title)"></div>
      <script type="application/json">\(specification)</script>
      <details><summary>Figures</summary>
      \(table.html)</details>
      </figure>

      """
  }
}
