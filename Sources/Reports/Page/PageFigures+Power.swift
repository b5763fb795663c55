import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// When power comes, and how the stages of each phase follow each other.
  func powerSection() throws -> ReportSection {
    var section = ReportSection("power", "When power comes")
    guard !layout.phases.allSatisfy(\.isEmpty), !projects.isEmpty else {
      section.say("No strategy of this run has a phase, so nothing waits for power.")
      return section
    }
    let tally = try MilestoneTally(reader)
    section.say(
      "The share of the sites of each phase, over all replications, that have power by a date. A"
        + " curve that stays below 100 % shows sites that never get it within the simulated time.")
    section.show(projects.flatMap { energisation($0, tally) })
    section.show(energisationTable(tally))
    section.say(
      "Stages of each phase, over all its sites and replications. A bar runs from the median start to"
        + " the median end; the thin line above it holds p10 to p90 of the start, the thick one below"
        + " p10 to p90 of the end. What is never reached so often runs to the last day.")
    section.show(projects.compactMap { gantt($0, tally) })
    return section
  }

  private func milestone(_ name: String) -> Int? {
    layout.milestones.firstIndex { $0.name == name }
  }

  private func phases(of strategy: Strategy) -> [(index: Int, name: String)] {
    layout.phases.isEmpty
      ? [] : layout.phases[strategy.index].enumerated().map { ($0.offset, $0.element) }
  }

  private func energisation(_ strategy: Strategy, _ tally: MilestoneTally) -> [ReportChart] {
    guard let energised = milestone("energised") else { return [] }
    let calendar = layout.calendar
    let ends = calendar.monthStarts.dropFirst().map { Int($0.hours / 24) }
    let days = (1...calendar.monthCount).map {
      calendar.firstDay(ofMonth: $0).adding(days: -1).isoText
    }
    let found = phases(of: strategy).compactMap { phase in
      tally.days(strategy.index, phase: phase.index, milestone: energised).map { found in
        (name: phase.name, shares: found.shares(before: ends), never: found.never)
      }
    }
    return ColorGroup.all(of: found).map { group in
      var table = PageTable(
        "Sites of \(strategy.name) with power, share of all",
        columns: ["phase"] + tableMonths.map { "end of \($0.name)" } + ["never"])
      for phase in group.shown {
        table.add(
          [PageTable.Cell(phase.name)]
            + tableMonths.map { PageTable.Cell(phase.shares[$0.index], ReadableNumber.share) }
            + [PageTable.Cell(phase.never, ReadableNumber.share)])
      }
      let words = group.shown.map { "\($0.name) never in \(ReadableNumber.share($0.never))" }
      return ReportChart(
        id: group.id("energised-\(strategy.index)"),
        title: "Sites with power: \(strategy.name)\(group.words)", subjects: [strategy.name],
        view: ArrivalChart(
          title: "sites with power (share)", days: days,
          series: group.shown.map { .init(name: $0.name, shares: $0.shares) },
          others: group.others.map { .init(name: $0.name, shares: $0.shares) },
          description: "Share of the sites of \(strategy.name) that have power by the end of each"
            + " month; \(words.joined(separator: ", "))."
        ).view,
        table: table)
    }
  }

  private func energisationTable(_ tally: MilestoneTally) -> PageTable {
    var table = PageTable(
      "When sites have power and when they are live",
      columns: ["phase", "strategy", "what", "p10", "median", "p90", "never"])
    for strategy in projects {
      for phase in phases(of: strategy) {
        for name in ["energised", "live"] {
          guard let index = milestone(name),
            let days = tally.days(strategy.index, phase: phase.index, milestone: index)
          else { continue }
          table.add(
            [
              PageTable.Cell(phase.name), PageTable.Cell(strategy.name),
              PageTable.Cell(name == "live" ? "live" : "has power"),
            ]
              + [0.1, 0.5, 0.9].map { dateCell(days.day(quantile: $0)) }
              + [PageTable.Cell(days.never, ReadableNumber.share)])
        }
      }
    }
    return table
  }

  private func dateCell(_ day: Int?) -> PageTable.Cell {
    day.map { PageTable.Cell(date($0), sortedBy: Double($0)) }
      ?? PageTable.Cell("never", sortedBy: .infinity)
  }

  private static let rangePercents = [0.1, 0.5, 0.9]

  private func ganttRange(_ days: [Int?]) -> GanttChart.Range {
    GanttChart.Range(low: days[0].map(date), median: days[1].map(date), high: days[2].map(date))
  }

  private func date(_ day: Int) -> String { layout.calendar.start.adding(days: day).isoText }

  /// A stage of a Gantt chart: the milestones that begin and end it; going live takes no time.
  private struct Span {
    let name: String
    let start: Int?
    let end: Int
  }

  private var spans: [Span] {
    let supplied = [
      ("grid offer", "applied", "granted"), ("grid connection", "granted", "energised"),
      ("accelerators", "ordered", "delivered"),
    ]
    var spans = supplied.compactMap { name, start, end in
      milestone(end).map { Span(name: name, start: milestone(start), end: $0) }
    }
    for (index, variable) in layout.milestones.enumerated() {
      guard let start = milestone(variable.name + "_began") else { continue }
      spans.append(Span(name: variable.name, start: start, end: index))
    }
    return spans + (milestone("live").map { [Span(name: "live", start: nil, end: $0)] } ?? [])
  }

  /// The spans that a phase has, those that begin first on top, what only ends last.
  private func spans(
    _ strategy: Strategy, phase: Int, _ tally: MilestoneTally
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

  private func gantt(_ strategy: Strategy, _ tally: MilestoneTally) -> ReportChart? {
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
      subjects: [strategy.name],
      view: GanttChart(
        stages: stages, horizon: lastDay, index: color(of: strategy),
        description: "Stages of \(strategy.name), \(stages.count) rows from median start to median"
          + " end, with p10 to p90 of both; the table below holds the dates."
      ).view,
      table: table)
  }
}
