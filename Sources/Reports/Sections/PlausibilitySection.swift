import Columns
import Experiments
import ResultStore

/// Figures of the run beside the ranges that the scenario names for them.
struct PlausibilitySection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("plausibility", "Is it plausible?")
    let projects = Set(figures.projects.map(\.key))
    let rows = try FigureSummary.all(figures.source).filter { projects.contains($0.strategy) }
    guard !rows.isEmpty else {
      section.say("No strategy of this run has a figure that could be held against the world.")
      return section
    }
    let isNamed = rows.contains { $0.figure.range != nil }
    section.say(
      isNamed
        ? "Figures that follow from all inputs together, beside what is known of the world. A median outside its"
          + " range is marked: then an input is wrong, the model is, or this future differs from the past."
        : "Figures that follow from all inputs together. The scenario names no ranges for them; its section"
          + " 'plausibility' would.")
    let outside = rows.filter { $0.isInside == false }
    if !outside.isEmpty {
      let list = outside.map { "\($0.words) of “\(figures.names.strategy($0.strategy))”" }
      section.say("Outside its range: \(list.joined(separator: "; ")).")
    } else if isNamed {
      section.say("No median lies outside its range.")
    }
    section.show(table(rows))
    return section
  }

  private func table(_ rows: [FigureSummary]) -> PageTable {
    var table = PageTable(
      "Figures beside what is known of the world",
      columns: [
        "figure", "strategy", "p10", "median", "p90", "plausible from", "to", "", "source",
      ])
    for row in rows {
      func cell(_ number: Double?) -> PageTable.Cell {
        PageTable.Cell(number) { ReadableNumber.text($0, unit: row.variable.unit) }
      }
      table.add(
        [PageTable.Cell(row.words), PageTable.Cell(figures.names.strategy(row.strategy))]
          + [0.1, 0.5, 0.9].map { cell(row.summary.quantile($0)) }
          + [cell(row.figure.range?.lowerBound), cell(row.figure.range?.upperBound)]
          + [
            PageTable.Cell(
              row.isInside.map { $0 ? "inside" : "outside" } ?? "–",
              isMarked: row.isInside == false),
            PageTable.Cell(row.figure.source),
          ])
    }
    return table
  }
}

extension FigureSummary {
  /// What it is called in a sentence: what is counted, without what it is said for.
  fileprivate var words: String {
    let sentence = variable.description.prefix { $0 != "," && $0 != "." }
    return String(sentence)
  }
}
