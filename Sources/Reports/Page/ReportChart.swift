public import Charts

/// A chart of the report, with what is said about it.
public struct ReportChart: Sendable {
  /// Names the chart: its place in the page, and its files.
  public let id: String

  /// What it shows, for those who cannot see it.
  public let title: String

  /// The specification.
  public let view: ChartView

  /// The figures behind it.
  let table: PageTable

  /// The chart in the page: the picture, what to see in it, and its figures as a table.
  func html() throws -> HTML {
    let specification = HTML(markup: HTML.scriptSafe(json: try view.json()))
    return """
      <figure id="\(id)">
      <h4>\(title)</h4>
      <div class="chart" role="img" aria-label="\(view.description ?? title)"></div>
      <script type="application/json">\(specification)</script>
      <details><summary>Figures</summary>
      \(table.html)</details>
      </figure>

      """
  }
}
