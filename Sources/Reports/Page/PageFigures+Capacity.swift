import Columns
import Charts
import ResultStore

extension PageFigures {
  private static let fanPercents = [0.1, 0.25, 0.5, 0.75, 0.9]

  /// How many single replications can be hovered over, so that the page stays small.
  var singlesShown: Int { min(count, 50, 150 / max(1, projects.count)) }

  /// Capacity and how full it is.
  func capacitySection() throws -> ReportSection {
    var section = ReportSection("capacity", "Capacity")
    guard !projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    section.say(
      "The line is the median over \(count == 1 ? "1 replication" : "\(count) replications"); the dark band holds the middle half of"
        + " them (p25 to p75), the light band eight of ten (p10 to p90). The thin lines are the first"
        + " \(singlesShown) replications, the same for every strategy; point at one to see it alone."
        + " Levels are those at the end of each month.")
    for (name, what, unit) in [
      ("live_it_mw", "IT power live", "MW"), ("live_h100e", "Computing capacity live", "H100e"),
    ] {
      section.show(try fans(of: name, what, unit))
    }
    return section
  }

  private func fans(of name: String, _ what: String, _ unit: String) throws -> [ReportChart] {
    guard let column = place(.stockEnds, name) else { return [] }
    let days = layout.monthTexts
    var found: [(Strategy, SeriesBand<Float>, [FanChart.Step])] = []
    for strategy in projects {
      let numbers = try monthly(.stockEnds, strategy, column: column)
      found.append(
        (
          strategy,
          SeriesBand(numbers, periods: days.count, probabilities: Self.fanPercents),
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
      let ends = tableMonths.map { month in
        "end of \(month.name) median "
          + (band.quantiles[month.index][2].map { ReadableNumber.text($0, unit: unit) } ?? "missing")
      }
      let chart = FanChart(
        title: "\(what) (\(scale.name))", months: months, steps: singles,
        top: max(scale.scaled(highest), 1e-9), index: color(of: strategy),
        description: "\(what) of \(strategy.name) by month: \(ends.joined(separator: ", ")).")
      return ReportChart(
        id: "\(name.replacing("_", with: "-"))-\(strategy.index)",
        title: "\(what): \(strategy.name)", subjects: [strategy.name], view: chart.view,
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
            replication: reader.replications[place], day: days[month], value: Double(number)))
      }
    }
    return steps
  }

  /// The quantiles of a band at the ends of some years.
  private func yearTable(_ caption: String, _ unit: String, _ band: SeriesBand<Float>) -> PageTable
  {
    var table = PageTable(
      caption, columns: ["end of", "p10", "p25", "median", "p75", "p90", "mean"])
    for month in tableMonths {
      let numbers = band.quantiles[month.index] + [band.means[month.index]]
      table.add(
        [PageTable.Cell(month.name, sortedBy: Double(month.index))]
          + numbers.map { PageTable.Cell($0) { ReadableNumber.text($0, unit: unit) } })
    }
    return table
  }
}
