import Columns
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// The strategies with a project, the best mean net present value first.
  var ranked: [Strategy] {
    projects.sorted { a, b in
      let first = a["npv_eur"]?.mean?.mean ?? -.infinity
      let second = b["npv_eur"]?.mean?.mean ?? -.infinity
      return (-first, a.index) < (-second, b.index)
    }
  }

  /// The answer in two sentences.
  var answer: Answer {
    let ranked = ranked
    let candidates = ranked.map { strategy in
      Answer.Candidate(
        name: "“\(strategy.name)”",
        metrics: Dictionary(
          uniqueKeysWithValues: ["npv_eur", "served_h100e_h"].compactMap { metric in
            strategy[metric].map { (metric, $0) }
          }))
    }
    func pair(_ metric: String) -> PairedComparison? {
      ranked.count > 1 ? comparison(metric, ranked[0], ranked[1]) : nil
    }
    return Answer(
      candidates, value: pair("npv_eur"), served: pair("served_h100e_h"), futures: futures,
      inner: inner)
  }

  /// How many strategies fit beside each other on the first screen.
  private static let strategiesBeside = 4

  /// A small table of what matters most: a column for each strategy, or where there are many, a row.
  var headlineTable: PageTable {
    let caption =
      "Mean over \(futures == 1 ? "1 future" : "\(futures) futures")"
      + (count > 1 ? ", p10 to p90 below" : "") + "; 1 GEUR is a billion EUR"
    let columns = headlineColumns
    func cell(_ strategy: Strategy, _ column: HeadlineColumn) -> PageTable.Cell {
      strategy[column.metric].map(column.cell) ?? PageTable.Cell(nil) { _ in "" }
    }
    guard projects.count > Self.strategiesBeside else {
      var table = PageTable(
        caption, columns: [""] + projects.map(\.name), isSortable: false)
      for column in columns {
        table.add([PageTable.Cell(column.title)] + projects.map { cell($0, column) })
      }
      return table
    }
    var table = PageTable(caption, columns: ["strategy"] + columns.map(\.title))
    for strategy in projects {
      table.add([PageTable.Cell(strategy.name)] + columns.map { cell(strategy, $0) })
    }
    return table
  }

  private struct HeadlineColumn {
    let title: String
    let metric: String
    let cell: (SampleSummary) -> PageTable.Cell
  }

  private var headlineColumns: [HeadlineColumn] {
    let names = Set(layout.metrics.map(\.variable.name))
    var columns: [HeadlineColumn] = []
    func add(_ title: String, _ metric: String, _ cell: @escaping (SampleSummary) -> PageTable.Cell)
    {
      guard names.contains(metric) else { return }
      columns.append(HeadlineColumn(title: title, metric: metric, cell: cell))
    }
    for year in years.suffix(3) {
      add("IT power live, end of \(year)", "live_it_mw_\(year)") {
        Self.meanAndRange($0, ReadableNumber.power)
      }
    }
    add("first live (median)", "first_live_h") {
      PageTable.Cell(
        $0.dateWords(layout.calendar).lines, sortedBy: $0.quantile(0.5) ?? .infinity)
    }
    add("utilisation", "utilisation_fraction") { Self.meanAndRange($0, ReadableNumber.share) }
    add("levelised cost, EUR/H100e-h", "levelised_cost_eur_per_h100e_h") {
      Self.medianAndRange($0, ReadableNumber.digits)
    }
    add("net present value", "npv_eur") { Self.meanAndRange($0, ReadableNumber.money) }
    add("net present value below zero", "npv_eur") {
      PageTable.Cell($0.negativeFraction, ReadableNumber.share)
    }
    add("peak funding", "peak_funding_eur") { Self.meanAndRange($0, ReadableNumber.money) }
    return columns
  }

  /// The mean, and under it p10 to p90 and the share of replications without a value.
  private static func meanAndRange(
    _ summary: SampleSummary, _ format: (Double) -> String
  ) -> PageTable.Cell {
    cell(summary, around: summary.mean?.mean, "", format)
  }

  /// The same with the median, for ratios whose mean a few replications with next to nothing below
  /// the line would decide.
  private static func medianAndRange(
    _ summary: SampleSummary, _ format: (Double) -> String
  ) -> PageTable.Cell {
    cell(summary, around: summary.quantile(0.5), "median ", format)
  }

  private static func cell(
    _ summary: SampleSummary, around center: Double?, _ word: String, _ format: (Double) -> String
  ) -> PageTable.Cell {
    guard let center, let words = summary.words(around: center, format) else {
      return PageTable.Cell("none", sortedBy: .infinity)
    }
    return PageTable.Cell(word + words.lines, sortedBy: center)
  }
}
