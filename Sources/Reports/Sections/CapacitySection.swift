import Columns
import Charts
import ResultStore

/// What is live, month by month.
struct CapacitySection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  private static let fanPercents = [0.1, 0.25, 0.5, 0.75, 0.9]

  func section() throws -> ReportSection {
    var section = ReportSection("capacity", "Capacity")
    guard !figures.projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    guard figures.keptCount > 0 else {
      section.say(figures.precision(of: .stockEnds))
      return section
    }
    section.say(
      "The line is the median; the dark band holds the middle half of the replications (p25 to p75), the"
        + " light band eight of ten (p10 to p90), at each date by itself."
        + " Levels are those at the end of each month. " + figures.precision(of: .stockEnds))
    section.show(try fans(of: .livePower, "live-it-mw", "IT power live", "MW"))
    section.say(
      "What that power computes, in H100e: so many NVIDIA H100 would compute as much. As accelerators get denser, the"
        + " same power computes ever more, so that each step up the axis multiplies; what lies below its foot is drawn"
        + " on it.")
    section.show(try fans(of: .liveCompute, "live-h100e", "Computing capacity live", "H100e"))
    return section
  }

  private func fans(of name: StandardName, _ id: String, _ what: String, _ unit: String) throws
    -> [ReportChart]
  {
    guard let column = figures.place(.stockEnds, name) else { return [] }
    let days = figures.layout.monthTexts
    var found: [(StrategyFigures, SeriesBand<Float>)] = []
    for strategy in figures.projects {
      found.append(
        (
          strategy,
          try figures.band(.stockEnds, strategy, column: column, probabilities: Self.fanPercents)
        ))
    }
    let highest = found.flatMap { $0.1.quantiles.flatMap { $0.compactMap { $0 } } }.max() ?? 0
    // A logarithmic axis has round numbers of every size, with their own short words.
    let isLogarithmic = name == .liveCompute
    let scale = ChartUnit(upTo: isLogarithmic ? 1 : highest, of: unit)
    return found.map { strategy, band in
      let months = zip(days, band.quantiles).map { day, quantiles in
        FanChart.Month(day: day, quantiles: quantiles.map { $0.map(scale.scaled) })
      }
      let ends = figures.tableMonths.map { month in
        "end of \(month.name) median "
          + (band.quantiles[month.index][2].map { ReadableNumber.text($0, unit: unit) } ?? "missing")
      }
      let chart = FanChart(
        title: "\(what) (\(scale.name))", months: months,
        top: max(scale.scaled(highest), 1e-9), tint: figures.tint(of: strategy),
        isLogarithmic: isLogarithmic,
        description: "\(what) of \(strategy.name) by month: \(ends.joined(separator: ", ")).")
      return ReportChart(
        id: "\(id)-\(strategy.index)",
        title: "\(what): \(strategy.name)", subjects: [strategy.key], view: chart.view,
        table: yearTable("\(what), \(strategy.name)", unit, band))
    }
  }

  /// The quantiles of a band at the ends of some years.
  private func yearTable(_ caption: String, _ unit: String, _ band: SeriesBand<Float>) -> PageTable
  {
    var table = PageTable(
      caption, columns: ["end of", "p10", "p25", "median", "p75", "p90", "mean"])
    for month in figures.tableMonths {
      let numbers = band.quantiles[month.index] + [band.means[month.index]]
      table.add(
        [PageTable.Cell(month.name, sortedBy: Double(month.index))]
          + numbers.map { PageTable.Cell($0) { ReadableNumber.text($0, unit: unit) } })
    }
    return table
  }
}
