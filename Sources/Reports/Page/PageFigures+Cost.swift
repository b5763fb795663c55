import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  private static let prefix = "levelised_cost_"
  private static let suffix = "_eur_per_h100e_h"
  /// How many lines have a colour of their own; the others are one part.
  private static let linesShown = 6

  /// The levelised cost by cash-flow line.
  func costSection() -> ReportSection {
    var section = ReportSection("cost", "Levelised cost")
    let lines = layout.metrics.map(\.variable.name).filter {
      $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix)
        && $0 != Self.prefix + "eur_per_h100e_h"
    }
    // A few replications that sell next to nothing would decide a mean.
    func typical(_ strategy: Strategy, _ metric: String) -> Double? {
      strategy[metric]?.quantile(0.5)
    }
    func name(_ line: String) -> String {
      String(line.dropFirst(Self.prefix.count).dropLast(Self.suffix.count))
        .replacing("_", with: " ")
    }
    let sizes = lines.map { line in
      (line, projects.map { abs(typical($0, line) ?? 0) }.max() ?? 0)
    }
    let largest = sizes.sorted { $0.1 > $1.1 }.prefix(Self.linesShown).map(\.0)
    let own = lines.filter(largest.contains)
    var parts: [StackedBarChart.Part] = []
    for strategy in projects {
      var rest = 0.0
      for line in lines {
        guard let value = typical(strategy, line) else { continue }
        if own.contains(line) {
          parts.append(.init(bar: strategy.name, name: name(line), value: value))
        } else {
          rest += value
        }
      }
      if lines.count > own.count, parts.contains(where: { $0.bar == strategy.name }) {
        parts.append(.init(bar: strategy.name, name: "other lines", value: rest))
      }
    }
    guard !parts.isEmpty else {
      section.say("Nothing is sold in this run, so an H100e-hour has no cost.")
      return section
    }
    section.say(
      "All costs before profit tax and less what still stands at the end, discounted, for each"
        + " H100e-hour sold, discounted. Parts below zero lower the cost. Medians over the replications"
        + " in which anything is sold; medians of parts need not add up to that of the whole.")
    var table = PageTable(
      "Levelised cost by cash-flow line, EUR/H100e-h", columns: ["line"] + projects.map(\.name))
    for line in lines + [Self.prefix + "eur_per_h100e_h"] {
      let title = lines.contains(line) ? name(line) : "levelised cost"
      table.add(
        [PageTable.Cell(title)]
          + projects.map { strategy in
            PageTable.Cell(typical(strategy, line)) { TableNumber.fixed($0, places: 4) }
          })
    }
    let words = projects.map { strategy in
      "\(strategy.name) "
        + (typical(strategy, Self.prefix + "eur_per_h100e_h")
          .map { TableNumber.fixed($0, places: 3) } ?? "never")
    }
    section.show([
      ReportChart(
        id: "levelised-cost", title: "Levelised cost by cash-flow line",
        view: StackedBarChart(
          title: "levelised cost (EUR/H100e-h)", bars: projects.map(\.name),
          names: own.map(name) + (lines.count > own.count ? ["other lines"] : []), parts: parts,
          description: "Levelised cost in EUR per H100e-hour: \(words.joined(separator: ", "))."
        ).view,
        table: table)
    ])
    return section
  }
}
