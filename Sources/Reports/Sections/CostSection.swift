import Charts
import Columns
import Experiments
import ResultStore

/// The levelised cost by cash-flow line: whatever parts of it the results have.
struct CostSection: ReportSectionBuilder {
  /// How many lines have a colour of their own; the others are one part.
  private static let linesShown = 6
  private static let others = "other lines"

  /// A line with the cost of each project, EUR/H100e-h; nil where nothing is sold.
  private struct Line {
    let name: String
    let costs: [Double?]

    /// How much it weighs where it weighs most.
    var size: Double { costs.map { abs($0 ?? 0) }.max() ?? 0 }
  }

  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() -> ReportSection {
    var section = ReportSection("cost", "Cost and price")
    let lines = figures.layout.metrics.parts(of: .levelisedCost).map { column in
      line(column.variable.part?.name ?? column.variable.name) { $0.summaries[column] }
    }
    let whole = line("levelised cost") { $0[.levelisedCost] }
    let largest = lines.indices.sorted { lines[$0].size > lines[$1].size }
      .prefix(Self.linesShown).sorted()
    let parts = parts(lines, largest)
    guard !parts.isEmpty else {
      section.say("Nothing is sold in this run, so an H100e-hour has no cost.")
      return section
    }
    section.say(
      "All costs before profit tax and less what still stands at the end, discounted, for each"
        + " H100e-hour sold, discounted. Parts below zero lower the cost. Medians over the replications"
        + " in which anything is sold; medians of parts need not add up to that of the whole.")
    let words = zip(figures.projects, whole.costs).map { strategy, cost in
      "\(strategy.name) \(cost.map { TableNumber.fixed($0, places: 3) } ?? "never")"
    }
    section.show([
      ReportChart(
        id: "levelised-cost", title: "Levelised cost by cash-flow line",
        view: StackedBarChart(
          title: "levelised cost (EUR/H100e-h)", bars: figures.projects.map(\.name),
          names: largest.map { lines[$0].name }
            + (lines.count > largest.count ? [Self.others] : []), parts: parts,
          description: "Levelised cost in EUR per H100e-hour: \(words.joined(separator: ", "))."
        ).view,
        table: table(of: lines + [whole]))
    ])
    section.show(priceTable)
    return section
  }

  /// A line by its medians: a few replications that sell next to nothing would decide a mean.
  private func line(_ name: String, _ summary: (StrategyFigures) -> SampleSummary?) -> Line {
    Line(name: name, costs: figures.projects.map { summary($0)?.quantile(0.5) })
  }

  /// The parts of each project's bar: the largest lines, and all others as one.
  private func parts(_ lines: [Line], _ largest: [Int]) -> [StackedBarChart.Part] {
    var parts: [StackedBarChart.Part] = []
    for (place, strategy) in figures.projects.enumerated() {
      var rest = 0.0
      var isCosting = false
      for (index, line) in lines.enumerated() {
        guard let cost = line.costs[place] else { continue }
        if largest.contains(index) {
          parts.append(.init(bar: strategy.name, name: line.name, value: cost))
          isCosting = true
        } else {
          rest += cost
        }
      }
      if lines.count > largest.count, isCosting {
        parts.append(.init(bar: strategy.name, name: Self.others, value: rest))
      }
    }
    return parts
  }

  private func table(of lines: [Line]) -> PageTable {
    var table = PageTable(
      "Levelised cost by cash-flow line, EUR/H100e-h",
      columns: ["line"] + figures.projects.map(\.name))
    for line in lines {
      table.add(
        [PageTable.Cell(line.name)]
          + line.costs.map { PageTable.Cell($0) { TableNumber.fixed($0, places: 4) } })
    }
    return table
  }

  /// What an hour costs beside what it is sold for, both levelised in the same way.
  private var priceTable: PageTable {
    var table = PageTable(
      "An H100e-hour, EUR: what it costs and what is paid for it, both levelised; median (p10 to p90)",
      columns: ["strategy", "cost", "price", "costs by revenue"])
    for strategy in figures.projects {
      func cell(_ name: StandardName, _ format: @escaping (Double) -> String) -> PageTable.Cell {
        let summary = strategy[name]
        return summary?.words(around: summary?.quantile(0.5), format).map {
          PageTable.Cell($0.lines, sortedBy: summary?.quantile(0.5) ?? .infinity)
        } ?? PageTable.Cell(nil) { _ in "" }
      }
      guard strategy[.levelisedPrice] != nil else { continue }
      table.add([
        PageTable.Cell(strategy.name),
        cell(.levelisedCost, ReadableNumber.digits), cell(.levelisedPrice, ReadableNumber.digits),
        cell(.costToRevenue, ReadableNumber.share),
      ])
    }
    return table
  }
}
