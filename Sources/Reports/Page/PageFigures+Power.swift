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
    section.show(
      projects.compactMap { energisation($0, tally) })
    section.show(energisationTable(tally))
    section.say(
      "Stages of each phase. A bar runs from the median start to the median end, the line across its"
        + " end from p10 to p90; where p90 is never reached it runs to the last day. Of stages that"
        + " a scenario names, results hold the end and not the beginning, so these have no bar.")
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

  private func energisation(_ strategy: Strategy, _ tally: MilestoneTally) -> ReportChart? {
    guard let energised = milestone("energised") else { return nil }
    let calendar = layout.calendar
    let ends = calendar.monthStarts.dropFirst().map { Int($0.hours / 24) }
    let days = (1...calendar.monthCount).map {
      calendar.firstDay(ofMonth: $0).adding(days: -1).isoText
    }
    var series: [ArrivalChart.Series] = []
    var table = PageTable(
      "Sites of \(strategy.name) with power, share of all",
      columns: ["phase"] + tableMonths.map { "end of \($0.name)" } + ["never"])
    var words: [String] = []
    for phase in phases(of: strategy) {
      guard let found = tally.days(strategy.index, phase: phase.index, milestone: energised)
      else { continue }
      let shares = found.shares(before: ends)
      series.append(.init(name: phase.name, shares: shares))
      table.add(
        [PageTable.Cell(phase.name)]
          + tableMonths.map { PageTable.Cell(shares[$0.index], ReadableNumber.share) }
          + [PageTable.Cell(found.never, ReadableNumber.share)])
      words.append("\(phase.name) never in \(ReadableNumber.share(found.never))")
    }
    guard !series.isEmpty else { return nil }
    return ReportChart(
      id: "energised-\(strategy.index)", title: "Sites with power: \(strategy.name)",
      subjects: [strategy.name],
      view: ArrivalChart(
        title: "sites with power (share)", days: days, series: series,
        description: "Share of the sites of \(strategy.name) that have power by the end of each"
          + " month; \(words.joined(separator: ", "))."
      ).view,
      table: table)
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

  private func date(_ day: Int) -> String { layout.calendar.start.adding(days: day).isoText }

  /// A stage of a Gantt chart: the milestone that begins it, where one is stored, and that ends it.
  private struct Span {
    let name: String
    let start: Int?
    let end: Int
  }

  private var spans: [Span] {
    let known = [
      ("wait for a grid offer", "applied", "granted"), ("grid connection", "granted", "energised"),
      ("accelerators", "ordered", "delivered"),
    ]
    let model = ["started", "applied", "granted", "energised", "ordered", "delivered", "abandoned"]
    var spans = known.compactMap { name, start, end in
      milestone(end).map { Span(name: name, start: milestone(start), end: $0) }
    }
    for (index, variable) in layout.milestones.enumerated()
    where !model.contains(variable.name) && variable.name != "live" {
      spans.append(Span(name: "\(variable.name) done", start: nil, end: index))
    }
    return spans + (milestone("live").map { [Span(name: "live", start: nil, end: $0)] } ?? [])
  }

  private func gantt(_ strategy: Strategy, _ tally: MilestoneTally) -> ReportChart? {
    var stages: [GanttChart.Stage] = []
    var table = PageTable(
      "Stages of \(strategy.name)",
      columns: ["stage", "median start", "end p10", "end median", "end p90", "never"])
    for phase in phases(of: strategy) {
      for span in spans {
        guard let end = tally.days(strategy.index, phase: phase.index, milestone: span.end),
          end.total > 0
        else { continue }
        let start = span.start.flatMap {
          tally.days(strategy.index, phase: phase.index, milestone: $0)?.day(quantile: 0.5)
        }
        let ends = [0.1, 0.5, 0.9].map { end.day(quantile: $0) }
        stages.append(
          .init(
            name: "\(phase.name): \(span.name)", start: start.map(date), low: ends[0].map(date),
            end: ends[1].map(date), high: ends[2].map(date), never: end.never))
        table.add(
          [PageTable.Cell("\(phase.name): \(span.name)")]
            + [start.map { PageTable.Cell(date($0), sortedBy: Double($0)) } ?? "–"]
            + ends.map(dateCell) + [PageTable.Cell(end.never, ReadableNumber.share)])
      }
    }
    guard !stages.isEmpty else { return nil }
    return ReportChart(
      id: "stages-\(strategy.index)", title: "Stages: \(strategy.name)",
      subjects: [strategy.name],
      view: GanttChart(
        stages: stages, horizon: lastDay, index: color(of: strategy),
        description: "Stages of \(strategy.name), \(stages.count) rows from median start to median"
          + " end with p10 to p90; the table below holds the dates."
      ).view,
      table: table)
  }
}
