import Charts
import Columns
import ResultStore

/// The waiting lists by region, and our place in them; the reader chooses with which strategy.
struct GridSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("grid", "Waiting lists for the grid")
    guard !figures.strategies.isEmpty, !figures.nodes.isEmpty else {
      section.say("This run has no grid, so nobody waits for a connection.")
      return section
    }
    section.say(
      "What everybody on the waiting lists asks for, ours included; medians over replications. Below,"
        + " how many others wait before the first of our own applications: it is zero where none of ours"
        + " waits. " + figures.precision(of: .gridStockMeans)
        + (figures.strategies.count > 1
          ? " Choose with which strategy; the lists differ by what it asks for." : ""))
    section.blocks.append(
      .choice(
        try zip(figures.strategies, figures.waitingLists).map { strategy, lists in
          ReportSection.Option(
            strategy: strategy.name,
            blocks: [.charts(power(lists, strategy)), .charts(try places(of: strategy))]
              .filter { !$0.charts.isEmpty })
        }, first: figures.firstShown))
    return section
  }

  /// The power waited for by tier and region.
  private func power(
    _ lists: WaitingListFigures, _ strategy: StrategyFigures
  ) -> [ReportChart] {
    figures.tiers.enumerated().flatMap { index, tier in
      figures.bandCharts(
        id: "grid-waiting-\(strategy.index)-\(index)",
        "Power waited for, \(strategy.name), \(tier)", axis: "power waited for", unit: "MW",
        isMean: true,
        figures.nodes.filter { $0.tier == tier }.enumerated().compactMap { place, node in
          lists[node].map {
            PageFigures.Band(
              name: figures.names.region(node.region), tint: .place(place),
              quantiles: $0.megawatts)
          }
        }, subjects: [strategy.key, tier])
    }
  }

  /// How many others stand before us, by tier and region; where we ever wait.
  private func places(of strategy: StrategyFigures) throws -> [ReportChart] {
    var found: [(node: GridNode, quantiles: [[Double?]])] = []
    try figures.source.forEachNode(of: .gridOthersAhead, strategy.index) { node, numbers in
      if numbers.contains(where: { $0 > 0 }) {
        found.append((node, figures.source.band(numbers)))
      }
    }
    return figures.tiers.enumerated().flatMap { index, tier in
      figures.bandCharts(
        id: "place-\(strategy.index)-\(index)", "Others before us, \(strategy.name), \(tier)",
        axis: "others before us", unit: "requests", isMean: true,
        found.filter { $0.node.tier == tier }.enumerated().map { place, found in
          PageFigures.Band(
            name: figures.names.region(found.node.region), tint: .place(place),
            quantiles: found.quantiles)
        },
        subjects: [strategy.key, tier])
    }
  }
}
