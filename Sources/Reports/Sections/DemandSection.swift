import Columns
import Charts
import Experiments
import Quantities
import ResultStore

/// How full the capacity is, and what became of demand.
struct DemandSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("demand", "Utilisation and demand")
    guard !figures.projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    section.say(
      "Utilisation is what is sold of what could be sold. Customers who wait too long, or ask for"
        + " more than any site could ever hold, are lost. Lines are medians"
        + (figures.projects.count > BandChart.mostBands ? "" : ", bands p10 to p90")
        + " of the means over a month. Before anything is live there is no utilisation: a month is told"
        + " over the replications that have one then, and the figures say how many these are. "
        + figures.precision(of: .stockMeans))
    section.show(
      try [
        figures.bandCharts(
          id: "utilisation", .stockMeans, .utilisation, "Utilisation", unit: "fraction",
          domain: 0...1),
        figures.bandCharts(id: "sold", .stockMeans, .soldCompute, "Demand served", unit: "H100e"),
        figures.bandCharts(
          id: "waiting", .stockMeans, .waitingCompute, "Demand that waits", unit: "H100e"),
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
}
