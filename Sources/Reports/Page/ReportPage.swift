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
  private let head: HTML
  private let body: HTML

  /// Gathers the figures of an experiment.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - facts: what the scenario says beside them.
  /// - Throws: `StoreError` where the results cannot be read.
  public init(_ reader: ResultReader, facts: ScenarioFacts) throws {
    let figures = try PageFigures(reader, facts: facts)
    let run = reader.record.run
    title = run.title.isEmpty ? run.scenario : run.title
    let sections = try reportSections.map { try $0.init(figures).section() }
    charts = sections.flatMap(\.charts)
    head = Self.head(figures, title: title)
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
      <body>
      <a class="skip" href="#constraints">To the charts</a>
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

  private static func head(_ figures: PageFigures, title: String) -> HTML {
    let run = figures.record.run
    let question = figures.facts.question
    let first = FirstScreen(figures: figures)
    let missing =
      figures.count == run.design.count
      ? "" : " The run is not finished: \(figures.count) of \(run.design.count) replications."
    let asked: HTML = question.isEmpty ? .nothing : "<p class=\"question\">\(question)</p>"
    let sentences = first.answer.sentences.joined(separator: " ")
    return """
      <header>
      <h1>\(title)</h1>
      \(asked)
      <p class="answer">\(sentences + missing)</p>
      \(first.notes.map { note -> HTML in "<p>\(note)</p>\n" })
      \(figures.projects.isEmpty ? .nothing : first.table.html)
      \(paths)
      </header>
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
