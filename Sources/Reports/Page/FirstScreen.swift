import Columns
import Experiments
import Quantities
import ResultStore

/// What stands before the first section: the answer, and the numbers that matter most.
struct FirstScreen {
  let figures: PageFigures

  /// The answer in two sentences.
  var answer: Answer {
    let ranked = figures.ranked
    let candidates = ranked.map {
      Answer.Candidate(name: "“\($0.name)”", npv: $0[figures.worth.name], served: $0[.servedTime])
    }
    func pair(_ name: StandardName) -> PairedComparison? {
      ranked.count > 1 ? figures.comparison(name, ranked[0], ranked[1]) : nil
    }
    let others = ranked.dropFirst(2).compactMap { strategy in
      figures.comparison(figures.worth.name, ranked[0], strategy).map {
        Answer.Rival(name: "“\(strategy.name)”", value: $0)
      }
    }
    return Answer(
      candidates, worth: figures.worth.words, rate: figures.facts.discount.map(PlanWords.rate),
      value: pair(figures.worth.name), others: others, served: pair(.servedTime),
      futures: figures.futures,
      inner: figures.inner)
  }

  /// What a reader must know beside the answer, one sentence each.
  var notes: [String] {
    let wanted = figures.record.run.design.count
    let missing =
      figures.count < wanted
      ? ["The run is not finished: \(figures.count) of \(wanted) replications are there so far."]
      : []
    return missing
      + ReaderNotes(
        strategies: figures.projects.map {
          .init(name: "“\($0.name)”", summaries: $0.summaries, hasProject: true)
        }, inner: figures.inner, worths: Worth.all(in: figures.layout.metrics)
      ).sentences
  }

  /// How many strategies fit beside each other on the first screen.
  private static let strategiesBeside = 4

  /// A small table of what matters most: a column for each strategy, or where there are many, a row.
  var table: PageTable {
    let caption =
      "Mean over \(figures.futures == 1 ? "1 future" : "\(figures.futures) futures")"
      + (figures.count > 1 ? ", p10 to p90 below" : "")
    let columns = headlineColumns
    func cell(_ strategy: StrategyFigures, _ column: HeadlineColumn) -> PageTable.Cell {
      column.summary(strategy).map(column.cell) ?? PageTable.Cell(nil) { _ in "" }
    }
    guard figures.projects.count > Self.strategiesBeside else {
      var table = PageTable(
        caption, columns: [""] + figures.projects.map(\.name), isSortable: false)
      for column in columns {
        table.add([PageTable.Cell(column.title)] + figures.projects.map { cell($0, column) })
      }
      return table
    }
    var table = PageTable(caption, columns: ["strategy"] + columns.map(\.title))
    for strategy in figures.projects {
      table.add([PageTable.Cell(strategy.name)] + columns.map { cell(strategy, $0) })
    }
    return table
  }

  private struct HeadlineColumn {
    let title: String
    let summary: (StrategyFigures) -> SampleSummary?
    let cell: (SampleSummary) -> PageTable.Cell
  }

  /// Those that the results have.
  private var headlineColumns: [HeadlineColumn] {
    var columns: [HeadlineColumn] = []
    func add(
      _ title: String, _ summary: @escaping (StrategyFigures) -> SampleSummary?,
      _ cell: @escaping (SampleSummary) -> PageTable.Cell
    ) {
      guard figures.projects.contains(where: { summary($0) != nil }) else { return }
      columns.append(HeadlineColumn(title: title, summary: summary, cell: cell))
    }
    for year in figures.years.suffix(3) {
      add("IT power live, end of \(year)", { $0.summaries[.end(of: year, .livePower)] }) {
        Self.meanAndRange($0, ReadableNumber.power)
      }
    }
    add("first live (median)", { $0[.firstLive] }) {
      PageTable.Cell(
        $0.dateWords(figures.layout.calendar).lines, sortedBy: $0.quantile(0.5) ?? .infinity)
    }
    add("utilisation", { $0[.utilisation] }) { Self.meanAndRange($0, ReadableNumber.share) }
    add("levelised cost, EUR/H100e-h", { $0[.levelisedCost] }) {
      Self.medianAndRange($0, ReadableNumber.digits)
    }
    add("levelised price, EUR/H100e-h", { $0[.levelisedPrice] }) {
      Self.medianAndRange($0, ReadableNumber.digits)
    }
    for worth in Worth.all(in: figures.layout.metrics) {
      add(worth.words, { $0[worth.name] }) { Self.meanAndRange($0, ReadableNumber.money) }
      add("\(worth.words), below zero", { $0[worth.name] }) {
        PageTable.Cell($0.negativeFraction, ReadableNumber.share)
      }
    }
    let worth = figures.worth
    add("internal rate of return of the first of these", { $0[worth.rateOfReturn] }) {
      Self.medianAndRange($0, ReadableNumber.share)
    }
    add("payback by the end (median)", { $0[.payback] }) {
      PageTable.Cell(
        $0.dateWords(figures.layout.calendar).lines, sortedBy: $0.quantile(0.5) ?? .infinity)
    }
    add("peak funding", { $0[.peakFunding] }) { Self.meanAndRange($0, ReadableNumber.money) }
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
