import Columns
import Charts
import ResultStore

/// What is live, month by month.
struct CapacitySection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  private static let fanPercents = [0.1, 0.25, 0.5, 0.75, 0.9]

  /// How many single replications can be hovered over, so that the page stays small.
  private var singlesShown: Int { min(figures.keptCount, 50, 150 / max(1, figures.projects.count)) }

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
        + " light band eight of ten (p10 to p90). The thin lines are the first"
        + " \(singlesShown) replications, the same for every strategy; point at one to see it alone."
        + " Levels are those at the end of each month. " + figures.precision(of: .stockEnds))
    section.show(try fans(of: .livePower, "live-it-mw", "IT power live", "MW"))
    section.show(try fans(of: .liveCompute, "live-h100e", "Computing capacity live", "H100e"))
    return section
  }

  private func fans(of name: StandardName, _ id: String, _ what: String, _ unit: String) throws
    -> [ReportChart]
  {
    guard let column = figures.place(.stockEnds, name) else { return [] }
    let days = figures.layout.monthTexts
    var found: [(StrategyFigures, SeriesBand<Float>, [FanChart.Step])] = []
    for strategy in figures.projects {
      let numbers = try figures.monthly(.stockEnds, strategy, column: column)
      found.append(
        (
          strategy,
          try figures.band(.stockEnds, strategy, column: column, probabilities: Self.fanPercents),
          steps(of: numbers, days)
        ))
    }
    let top = found.flatMap { $0.1.quantiles.flatMap { $0.compactMap { $0 } } }.max() ?? 0
    let highest = max(top, found.flatMap { $0.2.map(\.value) }.max() ?? 0)
    let scale = ChartUnit(upTo: highest, of: unit)
    return found.map { strategy, band, steps in
      let months = zip(days, band.quantiles).map { day, quantiles in
        FanChart.Month(day: day, quantiles: quantiles.map { $0.map(scale.scaled) })
      }
      let singles = steps.map {
        FanChart.Step(replication: $0.replication, day: $0.day, value: scale.scaled($0.value))
      }
      let ends = figures.tableMonths.map { month in
        "end of \(month.name) median "
          + (band.quantiles[month.index][2].map { ReadableNumber.text($0, unit: unit) } ?? "missing")
      }
      let chart = FanChart(
        title: "\(what) (\(scale.name))", months: months, steps: singles,
        top: max(scale.scaled(highest), 1e-9), tint: figures.tint(of: strategy),
        description: "\(what) of \(strategy.name) by month: \(ends.joined(separator: ", ")).")
      return ReportChart(
        id: "\(id)-\(strategy.index)",
        title: "\(what): \(strategy.name)", subjects: [strategy.key], view: chart.view,
        table: yearTable("\(what), \(strategy.name)", unit, band))
    }
  }

  /// The steps of the first replications: only months in which the level changes, and the last.
  private func steps(of numbers: [Float], _ days: [String]) -> [FanChart.Step] {
    var steps: [FanChart.Step] = []
    for place in 0..<singlesShown {
      for month in days.indices {
        let number = numbers[place * days.count + month]
        let isKnown = month > 0 && number == numbers[place * days.count + month - 1]
        guard !number.isNaN, !isKnown || month == days.count - 1 else { continue }
        steps.append(
          FanChart.Step(
            replication: place, day: days[month], value: Double(number)
          ))
      }
    }
    return steps
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
