import Columns
import Charts
import Experiments
import Quantities
import ResultStore

/// Cash by year and kind, and how much money is out at any time.
struct CashSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  /// What is said for the totals of which cash lines are parts.
  private static let totals: [(name: StandardName, words: String)] = [
    (.revenue, "revenue"), (.opex, "running costs"), (.capex, "investment"),
    (.corporateTax, "corporate tax"),
  ]
  /// What is said for lines that are part of no such total.
  private static let others = "other"

  /// What sort of flow a cash line is.
  private func kind(of line: Variable) -> String {
    Self.totals.first { $0.name.rawValue == line.part?.whole }?.words ?? Self.others
  }

  /// The sorts of flows that there are.
  private var kinds: [String] {
    let hasOthers = figures.layout.cashLines.contains { kind(of: $0.variable) == Self.others }
    return Self.totals.map(\.words) + (hasOthers ? [Self.others] : [])
  }

  func section() throws -> ReportSection {
    var section = ReportSection("cash", "Cash flow and funding")
    guard !figures.layout.cashLines.isEmpty, !figures.projects.isEmpty else {
      section.say("This run has no cash flow.")
      return section
    }
    section.say(
      "Nominal money, mean over replications, by calendar year; what is paid before the start counts"
        + " to the first year. Investment is less what accelerators are sold for. The dots are all flows"
        + " together. Below, the sum of all flows"
        + " since the start. Its quantiles are taken month by month, and each future has its low in"
        + " another month: the funding that is needed is not the lowest point of a curve but stands in"
        + " the table of peak funding. " + figures.precision(of: .cash))
    var flows: [(StrategyFigures, [YearBarsChart.Part])] = []
    var statements: [PageTable] = []
    var sums: [PageFigures.Band] = []
    for strategy in figures.projects {
      let means = try yearlyMeans(of: strategy)
      flows.append((strategy, byKind(means)))
      statements.append(statement(of: strategy, means))
      sums.append(
        PageFigures.Band(
          name: strategy.name, tint: figures.tint(of: strategy),
          quantiles: try cumulative(of: strategy)))
    }
    section.show(charts(of: flows))
    for statement in statements { section.fold(statement) }
    section.show(
      figures.bandCharts(
        id: "cumulative-cash", "Money paid and earned since the start", axis: "sum of all flows",
        unit: "EUR", isMean: false, sums))
    section.show(fundingTable)
    return section
  }

  /// The mean of each cash line by calendar year.
  private func yearlyMeans(of strategy: StrategyFigures) throws -> [[Int: Double]] {
    let calendar = figures.layout.calendar
    return try figures.layout.cashLines.indices.map { index in
      var years: [Int: Double] = [:]
      let means = try figures.source.means(.cash, strategy: strategy.index, column: index)
      for (period, mean) in means.enumerated() {
        let year = calendar.firstDay(ofMonth: max(0, period - 1)).year
        years[year, default: 0] += mean ?? 0
      }
      return years
    }
  }

  /// The mean flows by kind and year.
  private func byKind(_ means: [[Int: Double]]) -> [YearBarsChart.Part] {
    var sums: [String: [Int: Double]] = [:]
    for (column, years) in zip(figures.layout.cashLines, means) {
      sums[kind(of: column.variable), default: [:]].merge(years, uniquingKeysWith: +)
    }
    return kinds.flatMap { kind in
      (sums[kind] ?? [:]).sorted { $0.key < $1.key }.map {
        YearBarsChart.Part(year: $0.key, name: kind, amount: $0.value)
      }
    }
  }

  /// The quantiles of the sum of all flows since the start, by month end.
  private func cumulative(of strategy: StrategyFigures) throws -> [[Double?]] {
    let periods = figures.layout.periods
    let kept = figures.source.keptCount(of: .cash)
    var sums = Array(repeating: 0.0, count: kept * periods)
    for index in figures.layout.cashLines.indices {
      let amounts = try figures.source.cash(strategy: strategy.index, columns: index..<index + 1)[0]
      for place in sums.indices { sums[place] += amounts[place] }
    }
    for place in 0..<kept {
      for period in 1..<periods {
        sums[place * periods + period] += sums[place * periods + period - 1]
      }
    }
    let band = SeriesBand(sums, periods: periods, probabilities: [0.1, 0.5, 0.9])
    return Array(band.quantiles.dropFirst())
  }

  private func charts(of flows: [(StrategyFigures, [YearBarsChart.Part])]) -> [ReportChart] {
    // The highest and the lowest bar of any strategy decide the axis of all.
    var highest = 0.0
    var lowest = 0.0
    for (_, flows) in flows {
      for year in Set(flows.map(\.year)) {
        let amounts = flows.filter { $0.year == year }.map(\.amount)
        highest = max(highest, amounts.filter { $0 > 0 }.reduce(0, +))
        lowest = min(lowest, amounts.filter { $0 < 0 }.reduce(0, +))
      }
    }
    let scale = ChartUnit(upTo: max(highest, -lowest), of: "EUR")
    let domain = scale.scaled(lowest)...max(scale.scaled(highest), scale.scaled(lowest) + 1e-9)
    return flows.map { strategy, flows in
      let years = Set(flows.map(\.year)).sorted()
      var table = PageTable(
        "Cash flow of \(strategy.name) by year, mean", columns: ["year"] + kinds + ["all"])
      for year in years {
        let amounts = kinds.map { kind in
          flows.first { $0.year == year && $0.name == kind }?.amount ?? 0
        }
        table.add(
          [PageTable.Cell(String(year), sortedBy: Double(year))]
            + (amounts + [amounts.reduce(0, +)]).map { PageTable.Cell($0, ReadableNumber.money) })
      }
      return ReportChart(
        id: "cash-\(strategy.index)", title: "Cash flow by year: \(strategy.name)",
        subjects: [strategy.key],
        view: YearBarsChart(
          title: "cash flow (\(scale.name) a year)", names: kinds,
          parts: flows.map {
            .init(year: $0.year, name: $0.name, amount: scale.scaled($0.amount))
          },
          dots: .init(
            name: "all together",
            amounts: years.map { year in
              (year, scale.scaled(flows.filter { $0.year == year }.map(\.amount).reduce(0, +)))
            }), domain: domain,
          description: "Mean cash flow of \(strategy.name) by year and kind; the table below holds"
            + " the figures."
        ).view,
        table: table)
    }
  }

  private var fundingTable: PageTable {
    var table = PageTable(
      "Peak funding: the most money that is ever out",
      columns: ["strategy", "mean", "p10", "median", "p90"])
    for strategy in figures.projects {
      guard let summary = strategy[.peakFunding] else { continue }
      table.add(
        [
          PageTable.Cell(strategy.name),
          PageTable.Cell(summary.mean?.mean, ReadableNumber.money),
        ] + [0.1, 0.5, 0.9].map { PageTable.Cell(summary.quantile($0), ReadableNumber.money) })
    }
    return table
  }
}
