import Charts
import Columns
import Experiments
import Quantities
import ResultStore

// Three small pictures: how much power, when, and what it is worth.
extension FirstScreen {
  /// Those that the results have the numbers for.
  func charts() throws -> [ReportChart] {
    guard !figures.projects.isEmpty, figures.projects.count <= Palette.count else { return [] }
    return try [power(), arrival(), worth].compactMap(\.self)
  }

  /// The power live of all plans in one picture.
  private func power() throws -> ReportChart? {
    guard figures.keptCount > 0 else { return nil }
    var chart = try figures.bandCharts(
      id: "first-power", .stockEnds, .livePower, "Power live", unit: "MW"
    ).first
    if let month = figures.tableMonths.dropLast().last ?? figures.tableMonths.last,
      let column = figures.place(.stockEnds, .livePower)
    {
      let medians = try figures.projects.map { strategy in
        let band = try figures.band(
          .stockEnds, strategy, column: column, probabilities: [0.5])
        let power = band.quantiles[month.index][0].map(ReadableNumber.power) ?? "none"
        return "\(power) with \(strategy.name)"
      }
      chart?.finding =
        "At the end of \(month.name.suffix(4)) half of the futures have at least \(Earnings.listed(medians))"
    }
    chart?.subtitle =
      "IT power, median" + (figures.projects.count <= BandChart.mostBands ? " and p10 to p90" : "")
      + " of \(counted(figures.source.keptFutures(of: .stockEnds)))"
    return chart
  }

  /// How likely it is that at least a third of the largest plan is live, by date.
  private func arrival() throws -> ReportChart? {
    guard figures.keptCount > 0, let column = figures.place(.stockEnds, .livePower) else {
      return nil
    }
    let months = figures.layout.months
    let numbers = try figures.projects.map {
      try figures.monthly(.stockEnds, $0, column: column)
    }
    let largest = numbers.joined().filter { !$0.isNaN }.max() ?? 0
    guard largest > 0 else { return nil }
    let level = Self.rounded(Double(largest) / 3)
    let shares = numbers.map { numbers in
      (0..<months).map { month in
        let here = stride(from: month, to: numbers.count, by: months).map { numbers[$0] }
        return Double(here.count { Double($0) >= level * (1 - 1e-6) }) / Double(max(here.count, 1))
      }
    }
    let power = ReadableNumber.words(level, "MW")
    let even = zip(figures.projects, shares).map { strategy, shares in
      shares.firstIndex { $0 >= 0.5 }.map {
        "\(strategy.name) in \(figures.monthName($0).suffix(4))"
      }
        ?? "\(strategy.name) never"
    }
    var table = PageTable(
      "Share of futures with at least \(power) live",
      columns: ["strategy"] + figures.tableMonths.map { "end of \($0.name)" })
    for (strategy, shares) in zip(figures.projects, shares) {
      table.add(
        [PageTable.Cell(strategy.name)]
          + figures.tableMonths.map { PageTable.Cell(shares[$0.index], ReadableNumber.share) })
    }
    return ReportChart(
      id: "first-arrival", title: "How likely \(power) are live, by date",
      finding: "At least \(power) in half of the futures: \(even.joined(separator: ", "))",
      subtitle:
        "Share of \(counted(figures.source.keptFutures(of: .stockEnds))) with at least \(power) live at the end of a month",
      view: ArrivalChart(
        title: "share of futures",
        days: (1...figures.layout.calendar.monthCount).map {
          figures.layout.calendar.firstDay(ofMonth: $0).adding(days: -1).isoText
        },
        series: zip(figures.projects, shares).map {
          .init(name: $0.name, tint: figures.tint(of: $0), shares: $1)
        }, thing: "plan", measure: "share of futures",
        description: "Share of futures with at least \(power) live by month. An even chance: "
          + even.joined(separator: ", ") + "."
      ).view,
      table: table)
  }

  /// A number of one digit near another.
  private static func rounded(_ number: Double) -> Double {
    var power = 1.0
    while power > number { power /= 10 }
    while power * 10 <= number { power *= 10 }
    return (number / power).rounded() * power
  }

  /// What each plan is worth, as dots.
  private var worth: ReportChart? {
    let worth = figures.worth
    let found = figures.projects.compactMap { strategy -> (StrategyFigures, [Double])? in
      let values = (strategy.values(of: worth.name) ?? []).filter(\.isFinite).sorted()
      return values.isEmpty ? nil : (strategy, values)
    }
    guard !found.isEmpty else { return nil }
    func quantiles(_ values: [Double]) -> [Double] {
      let dots = QuantileDotChart.dots
      return (0..<dots).compactMap {
        quantile((Double($0) + 0.5) / Double(dots), ofSorted: values)
      }
    }
    let dots = found.map { quantiles($0.1) }
    let unit = ChartUnit(upTo: dots.joined().map(abs).max() ?? 0, of: "EUR")
    var table = PageTable(
      worth.words.uppercasedFirst, columns: ["strategy", "p10", "median", "p90", "above zero"])
    var shares: [String] = []
    for (strategy, _) in found {
      guard let summary = strategy[worth.name] else { continue }
      let share = ReadableNumber.share(summary.positiveFraction)
      shares.append("\(strategy.name) in \(share)")
      table.add(
        [PageTable.Cell(strategy.name)]
          + [0.1, 0.5, 0.9].map { PageTable.Cell(summary.quantile($0), ReadableNumber.money) }
          + [PageTable.Cell(share, sortedBy: summary.positiveFraction)])
    }
    return ReportChart(
      id: "first-worth", title: worth.words.uppercasedFirst,
      finding: "Worth more than nothing: \(shares.joined(separator: ", ")) of futures",
      subtitle:
        "\(worth.words.uppercasedFirst); each dot is 5 % of \(counted(figures.futures)), right of the dashed line it earns its cost of capital",
      view: QuantileDotChart(
        title: "\(worth.label) (\(unit.name))",
        things: zip(found, dots).map { found, dots in
          .init(
            name: found.0.name,
            says:
              "above zero in \(ReadableNumber.share(found.0[worth.name]?.positiveFraction ?? 0))",
            tint: figures.tint(of: found.0), quantiles: dots.map(unit.scaled))
        },
        description:
          "\(worth.words.uppercasedFirst), above zero: \(shares.joined(separator: ", "))."
      ).view,
      table: table)
  }

  func counted(_ futures: Int) -> String {
    futures == 1 ? "1 future" : "\(ReadableNumber.grouped(futures)) futures"
  }
}
