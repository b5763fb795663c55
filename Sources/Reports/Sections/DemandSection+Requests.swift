import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension DemandSection {
  /// What became of requests, by the flow that counts it.
  private static let fates: [(name: StandardName, words: String)] = [
    (.served, "served"), (.lostReneged, "gave up waiting"), (.lostTooLarge, "too large"),
  ]

  /// The requests of each year and what became of requests in it, for each strategy.
  var requestsByYear: [ReportChart] {
    get throws {
      let years = CalendarYears(figures.layout.calendar)
      let found = try figures.projects.compactMap { strategy in
        try requests(of: strategy, years).map { (strategy, $0) }
      }
      let top =
        found.map { _, years in
          years.numbers.indices.map { years.highest(inYear: $0) }.max() ?? 0
        }.max() ?? 0
      return found.map { chart(of: $1, $0, top: top) }
    }
  }

  /// Numbers of one strategy by year.
  private struct RequestYears {
    let numbers: [Int]
    /// Those that came, and by fate what became of some.
    let came: SeriesBand<Double>
    let fates: [SeriesBand<Double>]
    /// At the end of the year.
    let waiting: SeriesBand<Double>

    /// How high the bar or the dot of a year stands.
    func highest(inYear year: Int) -> Double {
      max(waiting.means[year] ?? 0, fates.reduce(0) { $0 + ($1.means[year] ?? 0) })
    }
  }

  /// Nil where the run has no such series.
  private func requests(of strategy: StrategyFigures, _ years: CalendarYears) throws
    -> RequestYears?
  {
    func band(_ kind: SeriesKind, _ name: StandardName, _ rule: CalendarYears.Rule) throws
      -> SeriesBand<Double>?
    {
      guard let column = figures.place(kind, name) else { return nil }
      let numbers = try figures.monthly(kind, strategy, column: column).map(Double.init)
      let means = try figures.source.means(kind, strategy: strategy.index, column: column)
      return SeriesBand(
        years.values(numbers, rule, periodsBefore: 0), means: years.means(means, rule),
        periods: years.count, probabilities: [0.1, 0.5, 0.9])
    }
    let fates = try Self.fates.compactMap { try band(.flows, $0.name, .total) }
    guard fates.count == Self.fates.count, let came = try band(.flows, .requests, .total),
      let waiting = try band(.stockEnds, .waitingRequests, .end)
    else { return nil }
    return RequestYears(numbers: years.numbers, came: came, fates: fates, waiting: waiting)
  }

  private func chart(of years: RequestYears, _ strategy: StrategyFigures, top: Double)
    -> ReportChart
  {
    let names = Self.fates.map(\.words)
    var table = PageTable(
      "Requests of \(strategy.name) by year, mean (p10 to p90)",
      columns: ["year", "came"] + names + ["in the line at the end"])
    func cell(_ band: SeriesBand<Double>, _ year: Int) -> PageTable.Cell {
      guard let mean = band.means[year] else { return PageTable.Cell(nil) { _ in "" } }
      let ends = [0, 2].map { band.quantiles[year][$0].map { ReadableNumber.count($0) } ?? "–" }
      return PageTable.Cell(
        "\(ReadableNumber.count(mean)) (\(ends[0]) to \(ends[1]))", sortedBy: mean)
    }
    for (place, year) in years.numbers.enumerated() {
      table.add(
        [PageTable.Cell(String(year), sortedBy: Double(year))]
          + ([years.came] + years.fates + [years.waiting]).map { cell($0, place) })
    }
    let parts = zip(names, years.fates).flatMap { name, band in
      zip(years.numbers, band.means).compactMap { year, mean in
        mean.map { YearBarsChart.Part(year: year, name: name, amount: $0) }
      }
    }
    return ReportChart(
      id: "requests-by-year-\(strategy.index)", title: "Requests by year: \(strategy.name)",
      subjects: [strategy.key],
      view: YearBarsChart(
        title: "requests a year", names: names, parts: parts,
        dots: .init(
          name: "in the line at the end of the year",
          amounts: zip(years.numbers, years.waiting.means).compactMap { year, mean in
            mean.map { (year, $0) }
          }), domain: 0...max(top, 1e-9),
        description: "Mean requests of \(strategy.name) by year: those that were served, gave up or"
          + " were too large, and those in the line at the end; the table below holds the figures."
      ).view,
      table: table)
  }
}
