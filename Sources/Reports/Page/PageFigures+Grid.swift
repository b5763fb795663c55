import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// One voltage tier of one region.
  struct Node: Hashable {
    let region: String
    let tier: String
  }

  /// The nodes of the grid, in file order.
  var nodes: [Node] {
    var nodes: [Node] = []
    for column in layout.gridStocks where !column.scope.region.isEmpty {
      let node = Node(region: column.scope.region, tier: column.scope.tier)
      if !nodes.contains(node) { nodes.append(node) }
    }
    return nodes
  }

  /// The waiting lists by region, and our place in them; the reader chooses with which strategy.
  func gridSection() throws -> (section: ReportSection, regions: ReportSection) {
    var section = ReportSection("grid", "Waiting lists for the grid")
    var regions = ReportSection("regions", "Regions")
    // A world without a project has waiting lists too; the first one shown is one with a project.
    let first = projects.first.flatMap { project in
      strategies.firstIndex { $0.index == project.index }
    }
    guard !strategies.isEmpty, !nodes.isEmpty else {
      section.say("This run has no grid, so nobody waits for a connection.")
      regions.say("This run has no regions.")
      return (section, regions)
    }
    let waiting = try strategies.map { try bands(with: $0) }
    section.say(
      "What everybody on the waiting lists asks for, ours included; medians over replications. Below,"
        + " how many others wait before the first of our own applications: it is zero where none of ours"
        + " waits."
        + (strategies.count > 1
          ? " Choose with which strategy; the lists differ by what it asks for." : ""))
    section.blocks.append(
      .choice(
        try zip(strategies, waiting).map { strategy, bands in
          ReportSection.Option(
            strategy: strategy.name,
            blocks: [.charts(lists(bands, strategy)), .charts(try places(of: strategy))]
              .filter { !$0.charts.isEmpty })
        }, first: first ?? 0))
    regions.blocks.append(
      .choice(
        zip(strategies, waiting).map { strategy, bands in
          ReportSection.Option(
            strategy: strategy.name, blocks: [.table(regionTable(bands, strategy))])
        }, first: first ?? 0))
    if let map = map(waiting[first ?? 0]) {
      regions.say(
        "The area of a circle shows the power waited for in \(firstMonth), all tiers together, with the"
          + " strategy “\(strategies[first ?? 0].name)”. A region stands at the point that the scenario"
          + " names, which may be a city or the middle.")
      regions.show([map])
    } else {
      regions.say("The scenario says of no region where it lies ('at: [52.1, 5.1]'): no map.")
    }
    return (section, regions)
  }

  var firstMonth: String { monthName(0) }

  private var lastMonth: String { monthName(layout.months - 1) }

  private func monthName(_ month: Int) -> String {
    TableMonth(month, layout.calendar.firstDay(ofMonth: month)).name
  }

  /// The voltage tiers, in file order.
  var tiers: [String] {
    var tiers: [String] = []
    for node in nodes where !tiers.contains(node.tier) { tiers.append(node.tier) }
    return tiers
  }

  private func regionTable(_ waiting: [Node: NodeBands], _ strategy: Strategy) -> PageTable {
    var table = PageTable(
      "Regions and tiers of the grid with “\(strategy.name)”; medians over replications",
      columns: [
        "region", "tier", "operator", "waits, mean of \(firstMonth)", "requests",
        "waits, mean of \(lastMonth)", "requests then", "others wait", "we wait",
      ])
    for node in nodes {
      guard let bands = waiting[node] else { continue }
      let scope = Scope(region: node.region, tier: node.tier)
      func wait(_ metric: String) -> PageTable.Cell {
        let summary = strategy.summaries.first {
          $0.key.variable.name == metric && $0.key.scope == scope
        }?.value
        guard let summary, summary.reached > 0 else { return PageTable.Cell(nil) { _ in "" } }
        let median = summary.quantile(0.5)
        let years = median.map { ReadableNumber.digits($0 / 8766) + " years" }
        let never =
          summary.reachedFraction < 1
          ? "granted in \(ReadableNumber.share(summary.reachedFraction))" : nil
        return PageTable.Cell(
          [years, never].compactMap { $0 }.joined(separator: "\n"),
          sortedBy: median ?? .infinity)
      }
      table.add(
        [
          PageTable.Cell(node.region), PageTable.Cell(node.tier),
          PageTable.Cell(facts.operators[node.region] ?? "–"),
          PageTable.Cell(bands.megawatts.first?[1], ReadableNumber.power),
          PageTable.Cell(bands.requests.first?[1]) { ReadableNumber.count($0) },
          PageTable.Cell(bands.megawatts.last?[1], ReadableNumber.power),
          PageTable.Cell(bands.requests.last?[1]) { ReadableNumber.count($0) },
          wait("grid_others_wait_mean_h"), wait("grid_own_wait_mean_h"),
        ])
    }
    return table
  }
}
