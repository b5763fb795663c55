import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// How full the capacity is, and what became of demand.
  func demandSection() throws -> ReportSection {
    var section = ReportSection("demand", "Utilisation and demand")
    guard !projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    section.say(
      "Utilisation is what is sold of what could be sold. Customers who wait too long, or ask for"
        + " more than any site could ever hold, are lost. Lines are medians"
        + (projects.count > BandChart.mostBands ? "" : ", bands p10 to p90")
        + " of the means over a month. Before anything is live there is no utilisation: a month is told"
        + " over the replications that have one then, and the figures say how many these are.")
    section.show(
      try [
        bandCharts(
          id: "utilisation", .stockMeans, "utilisation_fraction", "Utilisation", unit: "fraction",
          domain: 0...1),
        bandCharts(id: "sold", .stockMeans, "sold_h100e", "Demand served", unit: "H100e"),
        bandCharts(
          id: "waiting", .stockMeans, "waiting_h100e", "Demand that waits", unit: "H100e"),
      ].flatMap(\.self))
    section.say(
      "Requests by calendar year, mean over replications: a bar counts those that were served for the"
        + " first time, gave up or turned out too large in the year, whenever they came; the dot those"
        + " in the line at its end, with contracts that wait to go on.")
    section.show(try requestsByYear)
    section.show([fate].compactMap { $0 })
    section.show(hours)
    section.show(segments)
    section.show(energy)
    return section
  }

  /// What became of the requests, as shares of them.
  private var fate: ReportChart? {
    let parts = [
      ("served", "served"), ("lost_reneged", "gave up waiting"), ("lost_too_large", "too large"),
      ("still_waiting", "still waiting at the end"),
    ]
    var rows: [StackedBarChart.Part] = []
    var table = PageTable(
      "Requests, mean over replications", columns: ["strategy"] + parts.map(\.1) + ["all"])
    for strategy in projects {
      guard let all = strategy["requests"]?.mean?.mean else { continue }
      var cells = [PageTable.Cell(strategy.name)]
      for (metric, label) in parts {
        let mean = strategy[metric]?.mean?.mean
        if let mean { rows.append(.init(bar: strategy.name, name: label, value: mean)) }
        cells.append(PageTable.Cell(mean) { ReadableNumber.count($0) })
      }
      table.add(cells + [PageTable.Cell(all) { ReadableNumber.count($0) }])
    }
    guard !rows.isEmpty else { return nil }
    let words = projects.map { strategy in
      "\(strategy.name) serves "
        + (strategy["served"]?.mean.map { ReadableNumber.count($0.mean) } ?? "an unknown number")
    }
    return ReportChart(
      id: "requests", title: "What became of the requests",
      view: StackedBarChart(
        title: "requests (mean over replications)", bars: projects.map(\.name),
        names: parts.map(\.1), parts: rows,
        description: "What became of the requests: \(words.joined(separator: ", "))."
      ).view,
      table: table)
  }

  /// The demand in hours at full power, and what became of it.
  private var hours: PageTable {
    var table = PageTable(
      "H100e-hours over the simulated time",
      columns: ["strategy", "what", "mean", "p10", "median", "p90"])
    // What may happen to signed contracts, and in most scenarios does not.
    let interruptions = [
      ("displaced", "waited displaced"), ("preempted", "waited preempted"),
      ("terminated", "terminated"),
    ]
    for strategy in projects {
      let happened = interruptions.filter { (strategy["\($0.0)_h100e_h"]?.mean?.mean ?? 0) > 0 }
      for (what, words) in ["demanded", "served", "lost"].map({ ($0, $0) }) + happened {
        guard let summary = strategy["\(what)_h100e_h"] else { continue }
        let numbers = [summary.mean?.mean] + [0.1, 0.5, 0.9].map { summary.quantile($0) }
        table.add(
          [PageTable.Cell(strategy.name), PageTable.Cell(words)]
            + numbers.map { PageTable.Cell($0) { ReadableNumber.count($0) } })
      }
    }
    return table
  }

  private var energy: PageTable {
    var table = PageTable(
      "Energy and emissions over the simulated time, median (p10 to p90)",
      columns: ["strategy", "energy drawn", "mean price paid", "emissions, CO2"])
    for strategy in projects {
      func cell(_ metric: String, _ format: (Double) -> String) -> PageTable.Cell {
        guard let summary = strategy[metric], summary.reached > 0 else {
          return PageTable.Cell(nil, format)
        }
        let ends = [0.5, 0.1, 0.9].map { summary.quantile($0).map(format) ?? "never" }
        return PageTable.Cell(
          "\(ends[0])\n\(ends[1]) to \(ends[2])", sortedBy: summary.quantile(0.5) ?? .infinity)
      }
      table.add([
        PageTable.Cell(strategy.name),
        cell("energy_mwh") { ReadableNumber.digits($0 / 1000) + " GWh" },
        cell("energy_price_paid_eur_per_mwh") { ReadableNumber.digits($0) + " EUR/MWh" },
        cell("emissions_t") { ReadableNumber.digits($0 / 1000) + " kt" },
      ])
    }
    return table
  }

  private var segments: PageTable {
    var table = PageTable(
      "Demand by segment, mean over replications",
      columns: [
        "segment", "strategy", "requests", "served", "gave up", "too large", "still waiting",
        "mean wait of the served (median)",
      ])
    var names: [String] = []
    for column in layout.metrics where !column.scope.segment.isEmpty {
      if !names.contains(column.scope.segment) { names.append(column.scope.segment) }
    }
    for segment in names {
      for strategy in projects {
        func summary(_ metric: String) -> SampleSummary? {
          strategy.summaries.first {
            $0.key.variable.name == metric && $0.key.scope == Scope(segment: segment)
          }?.value
        }
        func mean(_ metric: String) -> Double? {
          summary(metric)?.mean?.mean
        }
        let counts = ["requests", "served", "lost_reneged", "lost_too_large", "still_waiting"]
        table.add(
          [PageTable.Cell(segment), PageTable.Cell(strategy.name)]
            + counts.map { PageTable.Cell(mean($0)) { ReadableNumber.count($0) } }
            + [
              PageTable.Cell(summary("wait_mean_h")?.quantile(0.5)) {
                ReadableNumber.digits($0 / 24) + " days"
              }
            ])
      }
    }
    return table
  }
}
