import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension DemandSection {
  /// What became of the requests, as shares of them.
  var fate: ReportChart? {
    let parts: [(name: StandardName, words: String)] = [
      (.served, "served"), (.lostReneged, "gave up waiting"), (.lostTooLarge, "too large"),
      (.stillWaiting, "still waiting at the end"),
    ]
    var rows: [StackedBarChart.Part] = []
    var table = PageTable(
      "Requests, mean over replications", columns: ["strategy"] + parts.map(\.words) + ["all"])
    for strategy in figures.projects {
      guard let all = strategy[.requests]?.mean?.mean else { continue }
      var cells = [PageTable.Cell(strategy.name)]
      for (metric, label) in parts {
        let mean = strategy[metric]?.mean?.mean
        if let mean { rows.append(.init(bar: strategy.name, name: label, value: mean)) }
        cells.append(PageTable.Cell(mean) { ReadableNumber.count($0) })
      }
      table.add(cells + [PageTable.Cell(all) { ReadableNumber.count($0) }])
    }
    guard !rows.isEmpty else { return nil }
    let words = figures.projects.map { strategy in
      "\(strategy.name) serves "
        + (strategy[.served]?.mean.map { ReadableNumber.count($0.mean) } ?? "an unknown number")
    }
    return ReportChart(
      id: "requests", title: "What became of the requests",
      view: StackedBarChart(
        title: "requests (mean over replications)", bars: figures.projects.map(\.name),
        names: parts.map(\.words), parts: rows,
        description: "What became of the requests: \(words.joined(separator: ", "))."
      ).view,
      table: table)
  }

  /// The demand in hours at full power, and what became of it.
  var hours: PageTable {
    var table = PageTable(
      "H100e-hours over the simulated time",
      columns: ["strategy", "what", "mean", "p10", "median", "p90"])
    // What may happen to signed contracts, and in most scenarios does not.
    let interruptions: [(name: StandardName, words: String)] = [
      (.displacedTime, "waited displaced"), (.preemptedTime, "waited preempted"),
      (.terminatedTime, "terminated"),
    ]
    let always: [(name: StandardName, words: String)] = [
      (.demandedTime, "demanded"), (.servedTime, "served"), (.lostTime, "lost"),
    ]
    for strategy in figures.projects {
      let happened = interruptions.filter { (strategy[$0.name]?.mean?.mean ?? 0) > 0 }
      for (name, words) in always + happened {
        guard let summary = strategy[name] else { continue }
        let numbers = [summary.mean?.mean] + [0.1, 0.5, 0.9].map { summary.quantile($0) }
        table.add(
          [PageTable.Cell(strategy.name), PageTable.Cell(words)]
            + numbers.map { PageTable.Cell($0) { ReadableNumber.count($0) } })
      }
    }
    return table
  }

  var energy: PageTable {
    var table = PageTable(
      "Energy and emissions over the simulated time, median (p10 to p90)",
      columns: ["strategy", "energy drawn", "mean price paid", "emissions, CO2"])
    for strategy in figures.projects {
      func cell(_ metric: StandardName, _ format: (Double) -> String) -> PageTable.Cell {
        guard let summary = strategy[metric], summary.reached > 0 else {
          return PageTable.Cell(nil, format)
        }
        let ends = [0.5, 0.1, 0.9].map { summary.quantile($0).map(format) ?? "never" }
        return PageTable.Cell(
          "\(ends[0])\n\(ends[1]) to \(ends[2])", sortedBy: summary.quantile(0.5) ?? .infinity)
      }
      table.add([
        PageTable.Cell(strategy.name),
        cell(.energy) { ReadableNumber.digits($0 / 1000) + " GWh" },
        cell(.energyPricePaid) { ReadableNumber.digits($0) + " EUR/MWh" },
        cell(.emissions) { ReadableNumber.digits($0 / 1000) + " kt" },
      ])
    }
    return table
  }

  var segments: PageTable {
    var table = PageTable(
      "Demand by segment, mean over replications",
      columns: [
        "segment", "strategy", "requests", "served", "gave up", "too large", "still waiting",
        "mean wait of the served (median)",
      ])
    var names: [String] = []
    for column in figures.layout.metrics where !column.scope.segment.isEmpty {
      if !names.contains(column.scope.segment) { names.append(column.scope.segment) }
    }
    for segment in names {
      for strategy in figures.projects {
        func summary(_ metric: StandardName) -> SampleSummary? {
          strategy.summaries[metric, in: Scope(segment: segment)]
        }
        let counts: [StandardName] = [
          .requests, .served, .lostReneged, .lostTooLarge, .stillWaiting,
        ]
        table.add(
          [PageTable.Cell(figures.names.segment(segment)), PageTable.Cell(strategy.name)]
            + counts.map { PageTable.Cell(summary($0)?.mean?.mean) { ReadableNumber.count($0) } }
            + [
              PageTable.Cell(summary(.meanWait)?.quantile(0.5)) {
                ReadableNumber.digits($0 / 24) + " days"
              }
            ])
      }
    }
    return table
  }
}
