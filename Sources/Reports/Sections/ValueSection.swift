import Columns
import Charts
import Experiments
import Quantities
import ResultStore

/// Net present values, and how they differ in the same futures.
struct ValueSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  /// The worth by which strategies are ranked.
  var worth: Worth { figures.worth }

  /// How many pairs have a chart; the table has all.
  private static let pairsDrawn = 3

  func section() -> ReportSection {
    var section = ReportSection("value", "What it is worth")
    guard !figures.projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    section.say(
      "Net present value over replications, by what counts behind the end"
        + (Worth.all(in: figures.layout.metrics).contains(.goingConcern)
          ? ": what is live then runs on until its accelerators end, while nothing new begins; or what is left"
            + " is sold or stands on the books; or nothing counts."
          : ": what is left is sold or stands on the books; or nothing counts.")
        + " What lies left of the dashed line loses money."
        + (figures.projects.count > DistributionChart.mostSeries
          ? " A line runs from p5 to p95, a bar from p25 to p75; the tick is the median." : ""))
    section.show(
      Worth.all(in: figures.layout.metrics).compactMap { worth in
        distribution(worth.name, worth.id, worth.words.uppercasedFirst)
      })
    section.show(valueTable)
    section.show(returnTable)
    guard !figures.pairs.isEmpty else { return section }
    section.say(
      "Both strategies of a pair meet the same futures, so their difference is far surer than either"
        + " value. The thick line is the 95 % interval of the mean difference: where it includes zero,"
        + " the run cannot tell the two apart."
        + (figures.pairs.count > Self.pairsDrawn
          ? " Drawn are the first \(Self.pairsDrawn) pairs; the table has all." : ""))
    section.show(
      figures.pairs.prefix(Self.pairsDrawn).enumerated().compactMap {
        difference($1.a, $1.b, number: $0)
      })
    section.show(differenceTable)
    return section
  }

  private var valueTable: PageTable {
    var table = PageTable(
      worth.words.uppercasedFirst, columns: ["strategy", "mean", "95 % from", "to", "below zero"])
    for strategy in figures.projects {
      guard let summary = strategy[worth.name] else { continue }
      table.add(
        [PageTable.Cell(strategy.name)]
          + [summary.mean?.mean, summary.mean?.low, summary.mean?.high].map {
            PageTable.Cell($0, ReadableNumber.money)
          } + [PageTable.Cell(summary.negativeFraction, ReadableNumber.share)])
    }
    return table
  }

  /// What an investor asks next: the rate of return beside the cost of capital, and when the money is back.
  private var returnTable: PageTable {
    let rate = figures.facts.discount.map { " of \(PlanWords.rate($0))" } ?? ""
    var table = PageTable(
      "Internal rate of return of the same flows, over the replications that have one, and payback by the end;"
        + " the cost of capital\(rate) is earned where the worth is above zero",
      columns: [
        "strategy", "return p10", "median", "p90", "earns the cost of capital in",
        "payback (median)",
        "paid back by the end in",
      ])
    for strategy in figures.projects {
      guard let rate = strategy[worth.rateOfReturn], let value = strategy[worth.name] else {
        continue
      }
      let payback = strategy[.payback]
      table.add(
        [PageTable.Cell(strategy.name)]
          + [0.1, 0.5, 0.9].map { PageTable.Cell(rate.quantile($0), ReadableNumber.share) }
          + [
            PageTable.Cell(value.positiveFraction, ReadableNumber.share),
            PageTable.Cell(
              payback?.quantile(0.5).map {
                figures.layout.calendar.date(of: SimTime($0)).isoText
              } ?? "mostly never", sortedBy: payback?.quantile(0.5) ?? .infinity),
            PageTable.Cell(payback?.reachedFraction, ReadableNumber.share),
          ])
    }
    return table
  }
}
