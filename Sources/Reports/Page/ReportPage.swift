import Experiments
import Foundation
import Quantities
public import ResultStore

/// The report of an experiment: one page that needs nothing but a browser, made from the results
/// alone.
public struct ReportPage: Sendable {
  /// Every chart of the page, in its order.
  public let charts: [ReportChart]

  private let title: String
  private let contents: HTML
  private let head: HTML
  private let body: HTML

  /// Gathers the figures of an experiment.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - variants: results of the same scenario with its variants; nil for the variants of the results themselves.
  ///   - facts: what the scenario says beside them.
  /// - Throws: `StoreError` where the results cannot be read.
  public init(
    _ reader: ResultReader, variants: ResultReader? = nil, facts: ScenarioFacts
  ) throws {
    let figures = try PageFigures(reader, variants: variants, facts: facts)
    let run = reader.record.run
    title = run.title.isEmpty ? run.scenario : run.title
    let sections = try reportSections.map { try $0.init(figures).section() }
    let first = FirstScreen(figures: figures)
    let firstCharts = try first.charts()
    charts = firstCharts + sections.flatMap(\.charts)
    contents = Self.contents(sections)
    head = try Self.head(figures, first, firstCharts, title: title)
    let content = try sections.map { try $0.html() }
    body = "\(content)"
  }

  /// The page as a file.
  ///
  /// - Parameter bundle: Vega, Vega-Lite and vega-embed as one script.
  /// - Returns: HTML in UTF-8.
  public func html(bundle: String) -> String {
    func embedded(_ bytes: [UInt8]) -> HTML { HTML(markup: String(decoding: bytes, as: UTF8.self)) }
    // A script ends at the first `</script`, wherever it stands; in JavaScript the same can be said
    // with a backslash.
    let script = HTML(markup: bundle.replacing("</script", with: "<\\/script"))
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; img-src data: blob:">
      <meta name="generator" content="Millwright">
      <title>\(title)</title>
      <style>
      \(embedded(PackageResources.report_css))</style>
      </head>
      <body id="top">
      <a class="skip" href="#variants">To the sections</a>
      \(contents)
      \(head)
      <main>
      \(body)</main>
      <script>\(script)</script>
      <script>
      \(embedded(PackageResources.report_js))</script>
      </body>
      </html>

      """
    return page.markup
  }

  private static func head(
    _ figures: PageFigures, _ first: FirstScreen, _ charts: [ReportChart], title: String
  ) throws -> HTML {
    let run = figures.record.run
    let question = figures.facts.question
    let missing =
      figures.count == run.design.count
      ? "" : " The run is not finished: \(figures.count) of \(run.design.count) replications."
    let asked: HTML = question.isEmpty ? .nothing : "<p class=\"question\">\(question)</p>"
    let answer = first.answer
    let setting = first.setting
    let variants = first.variants
    let holds = variants?.holds(figures.names) ?? []
    let sentences = answer.sentences.joined(separator: " ")
    let details = (answer.details + first.notes).map { note -> HTML in "<p>\(note)</p>\n" }
    return """
      <header>
      <h1>\(title)</h1>
      \(asked)
      \(setting.isEmpty ? .nothing : "<p class=\"setting\">\(setting)</p>")
      \(first.plans)
      <p class="answer">\(sentences + missing)</p>
      \(holds.isEmpty ? .nothing : "<p class=\"holds\">\(holds.joined(separator: " "))</p>")
      \(charts.isEmpty ? .nothing : "<div class=\"charts three\">\n\(try charts.map { try $0.html() })</div>")
      \(variants.map(first.strip) ?? .nothing)
      <div class="details">
      \(details)</div>
      \(figures.projects.isEmpty ? .nothing : Self.folded("Figures of all strategies", first.table.html))
      \(paths)
      </header>
      """
  }

  /// What is there for those who open it.
  private static func folded(_ title: String, _ content: HTML) -> HTML {
    "<details class=\"folded\"><summary>\(title)</summary>\n\(content)</details>\n"
  }

  /// The sections, which stay in sight where there is room.
  private static func contents(_ sections: [ReportSection]) -> HTML {
    let links = sections.map { section -> HTML in
      "<li><a href=\"#\(section.id)\">\(section.title)</a></li>\n"
    }
    return """
      <nav class="contents" aria-label="Contents"><details open><summary>Contents</summary>
      <ol>
      <li><a href="#top">The answer</a></li>
      \(links)</ol></details></nav>
      """
  }

  /// Three ways through the page.
  private static var paths: HTML {
    let paths: [(id: String, who: String, steps: [(String, String)])] = [
      (
        "investor", "Investor",
        [
          ("value", "worth"), ("cash", "cash and funding"), ("cost", "cost"),
          ("drivers", "what moves it"), ("assumptions", "assumptions"),
        ]
      ),
      (
        "planner", "Planner",
        [
          ("constraints", "what held it up"), ("capacity", "capacity"),
          ("power", "power and stages"), ("grid", "waiting lists"),
          ("demand", "utilisation"), ("regions", "regions"),
        ]
      ),
      (
        "policy", "Policy",
        [
          ("grid", "waiting lists"), ("regions", "regions"), ("demand", "demand served and lost"),
          ("assumptions", "assumptions"), ("provenance", "provenance"),
        ]
      ),
    ]
    let rows = paths.map { path -> HTML in
      let steps = path.steps.map { step -> HTML in "<a href=\"#\(step.0)\">\(step.1)</a> " }
      return "<p id=\"\(path.id)\"><strong>\(path.who)</strong> \(steps)</p>\n"
    }
    return "<nav aria-label=\"Reading paths\">\n\(rows)</nav>"
  }
}
