import Columns
import Charts
import Experiments
import Quantities
import ResultStore

/// When power comes, and how the stages of each phase follow each other.
struct PowerSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("power", "When power comes")
    guard !figures.layout.phases.allSatisfy(\.isEmpty), !figures.projects.isEmpty else {
      section.say("No strategy of this run has a phase, so nothing waits for power.")
      return section
    }
    let tally = try MilestoneTally(figures.source)
    section.say(
      "The share of the sites of each phase, over all replications, that have power by a date. A"
        + " curve that stays below 100 % shows sites that never get it within the simulated time.")
    section.show(figures.projects.flatMap { energisation($0, tally) })
    section.show(energisationTable(tally))
    section.say(
      "Stages of each phase, over all its sites and replications. A bar runs from the median start to"
        + " the median end; the thin line above it holds p10 to p90 of the start, the thick one below"
        + " p10 to p90 of the end. What is never reached so often runs to the last day.")
    section.show(figures.projects.compactMap { gantt($0, tally) })
    return section
  }

  func milestone(_ name: StandardName) -> Int? {
    figures.layout.milestones.firstIndex { $0.standardName == name }
  }

  func phases(of strategy: StrategyFigures) -> [(index: Int, name: String)] {
    figures.layout.phases.isEmpty
      ? []
      : figures.layout.phases[strategy.index].enumerated().map {
        ($0.offset, figures.names.phase($0.element, of: strategy.key))
      }
  }

  private func energisation(_ strategy: StrategyFigures, _ tally: MilestoneTally) -> [ReportChart] {
    guard let energised = milestone(.energised) else { return [] }
    let calendar = figures.layout.calendar
    let ends = calendar.monthStarts.dropFirst().map { Int($0.hours / 24) }
    let days = (1...calendar.monthCount).map {
      calendar.firstDay(ofMonth: $0).adding(days: -1).isoText
    }
    let found = phases(of: strategy).compactMap { phase in
      tally.days(strategy.index, phase: phase.index, milestone: energised).map { found in
        (
          name: phase.name, tint: Tint.place(phase.index), shares: found.shares(before: ends),
          never: found.never
        )
      }
    }
    return ColorGroup.all(of: found).map { group in
      var table = PageTable(
        "Sites of \(strategy.name) with power, share of all",
        columns: ["phase"] + figures.tableMonths.map { "end of \($0.name)" } + ["never"])
      for phase in group.shown {
        table.add(
          [PageTable.Cell(phase.name)]
            + figures.tableMonths.map {
              PageTable.Cell(phase.shares[$0.index], ReadableNumber.share)
            }
            + [PageTable.Cell(phase.never, ReadableNumber.share)])
      }
      let words = group.shown.map { "\($0.name) never in \(ReadableNumber.share($0.never))" }
      return ReportChart(
        id: group.id("energised-\(strategy.index)"),
        title: "Sites with power: \(strategy.name)\(group.words)", subjects: [strategy.key],
        view: ArrivalChart(
          title: "sites with power (share)", days: days,
          series: group.shown.map { .init(name: $0.name, tint: $0.tint, shares: $0.shares) },
          others: group.others.map { .init(name: $0.name, tint: $0.tint, shares: $0.shares) },
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
    for strategy in figures.projects {
      for phase in phases(of: strategy) {
        for (name, words) in [(StandardName.energised, "has power"), (.live, "live")] {
          guard let index = milestone(name),
            let days = tally.days(strategy.index, phase: phase.index, milestone: index)
          else { continue }
          table.add(
            [
              PageTable.Cell(phase.name), PageTable.Cell(strategy.name),
              PageTable.Cell(words),
            ]
              + [0.1, 0.5, 0.9].map { dateCell(days.day(quantile: $0)) }
              + [PageTable.Cell(days.never, ReadableNumber.share)])
        }
      }
    }
    return table
  }

  func dateCell(_ day: Int?) -> PageTable.Cell {
    day.map { PageTable.Cell(date($0), sortedBy: Double($0)) }
      ?? PageTable.Cell("never", sortedBy: .infinity)
  }

  func date(_ day: Int) -> String { figures.layout.calendar.start.adding(days: day).isoText }
}
