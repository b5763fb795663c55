import Charts
import Columns
import Experiments
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
              .filter { !$0.charts.isEmpty } + waits(of: strategy))
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

  /// How long each class of applicants waits, in all and at each node; nothing where no metric tells it.
  private func waits(of strategy: StrategyFigures) -> [ReportSection.Block] {
    let scopes = figures.layout.metrics.filter {
      $0.variable.standardName == .gridOthersWait && !$0.scope.applicantClass.isEmpty
    }.map(\.scope)
    func table(_ caption: String, _ scopes: [Scope], hasNodes: Bool) -> PageTable {
      var table = PageTable(
        "\(caption) with “\(strategy.name)”, of applications granted; medians over replications",
        columns: ["class"] + (hasNodes ? ["region", "tier"] : []) + ["others wait", "we wait"])
      for scope in scopes {
        let medians = [StandardName.gridOthersWait, .gridOwnWait].map {
          strategy.summaries[$0, in: scope].flatMap { $0.reached > 0 ? $0.quantile(0.5) : nil }
        }
        guard medians.contains(where: { $0 != nil }) else { continue }
        table.add(
          [PageTable.Cell(scope.applicantClass)]
            + (hasNodes
              ? [
                PageTable.Cell(figures.names.region(scope.region)), PageTable.Cell(scope.tier),
              ] : [])
            + medians.map { PageTable.Cell($0, ReadableNumber.duration) })
      }
      return table
    }
    let all = table("Waits by class", scopes.filter(\.region.isEmpty), hasNodes: false)
    let nodes = table(
      "Waits by class, region and tier", scopes.filter { !$0.region.isEmpty }, hasNodes: true)
    return (all.rows.isEmpty ? [] : [.table(all)]) + (nodes.rows.isEmpty ? [] : [.folded(nodes)])
  }
}
