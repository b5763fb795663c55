import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PowerSection {
  private static let rangePercents = [0.1, 0.5, 0.9]

  private func ganttRange(_ days: [Int?]) -> GanttChart.Range {
    GanttChart.Range(low: days[0].map(date), median: days[1].map(date), high: days[2].map(date))
  }

  /// A stage of a Gantt chart: the milestones that begin and end it; going live takes no time.
  private struct Span {
    let name: String
    let start: Int?
    let end: Int
  }

  private var spans: [Span] {
    let supplied: [(String, StandardName, StandardName)] = [
      ("grid offer", .applied, .granted), ("grid connection", .granted, .energised),
      ("accelerators", .ordered, .delivered),
    ]
    var spans = supplied.compactMap { name, start, end in
      milestone(end).map { Span(name: name, start: milestone(start), end: $0) }
    }
    let milestones = figures.layout.milestones
    for (index, variable) in milestones.enumerated() {
      let beginning = Part.beginning(of: variable.name)
      guard let start = milestones.firstIndex(where: { $0.part == beginning }) else { continue }
      spans.append(Span(name: variable.name, start: start, end: index))
    }
    return spans + (milestone(.live).map { [Span(name: "live", start: nil, end: $0)] } ?? [])
  }

  /// The spans that a phase has, those that begin first on top, what only ends last.
  private func spans(
    _ strategy: StrategyFigures, phase: Int, _ tally: MilestoneTally
  ) -> [(name: String, start: MilestoneTally.Days?, end: MilestoneTally.Days)] {
    spans.compactMap { span in
      func days(_ milestone: Int) -> MilestoneTally.Days? {
        tally.days(strategy.index, phase: phase, milestone: milestone)
      }
      guard let end = days(span.end), end.total > 0 else { return nil }
      return (span.name, span.start.flatMap(days), end)
    }.sorted { a, b in
      func key(_ start: MilestoneTally.Days?, _ end: MilestoneTally.Days) -> (Int, Int, Int) {
        (start == nil ? 1 : 0, start?.day(quantile: 0.5) ?? .max, end.day(quantile: 0.5) ?? .max)
      }
      return key(a.start, a.end) < key(b.start, b.end)
    }
  }

  func gantt(_ strategy: StrategyFigures, _ tally: MilestoneTally) -> ReportChart? {
    var stages: [GanttChart.Stage] = []
    var table = PageTable(
      "Stages of \(strategy.name)",
      columns: [
        "stage", "start p10", "start median", "start p90", "end p10", "end median", "end p90",
        "never ends",
      ])
    for phase in phases(of: strategy) {
      for (name, start, end) in spans(strategy, phase: phase.index, tally) {
        let starts = start.map { start in Self.rangePercents.map { start.day(quantile: $0) } }
        let ends = Self.rangePercents.map { end.day(quantile: $0) }
        stages.append(
          .init(
            name: "\(phase.name): \(name)", start: starts.map { ganttRange($0) },
            end: ganttRange(ends), never: end.never))
        table.add(
          [PageTable.Cell("\(phase.name): \(name)")]
            + (starts?.map(dateCell) ?? ["–", "–", "–"]) + ends.map(dateCell)
            + [PageTable.Cell(end.never, ReadableNumber.share)])
      }
    }
    guard !stages.isEmpty else { return nil }
    return ReportChart(
      id: "stages-\(strategy.index)", title: "Stages: \(strategy.name)",
      subjects: [strategy.key],
      view: GanttChart(
        stages: stages, horizon: figures.lastDay, tint: figures.tint(of: strategy),
        description: "Stages of \(strategy.name), \(stages.count) rows from median start to median"
          + " end, with p10 to p90 of both; the table below holds the dates."
      ).view,
      table: table)
  }
}
