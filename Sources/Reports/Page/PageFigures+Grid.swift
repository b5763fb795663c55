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

  /// What the waiting list of a node holds by month, over all classes of applicants; nil where no
  /// list is kept.
  private func waiting(_ variable: String, _ node: Node, _ strategy: Strategy) throws -> [Float]? {
    var sum: [Float]?
    for (index, column) in layout.gridStocks.enumerated()
    where column.variable.name == variable && column.scope.region == node.region
      && column.scope.tier == node.tier
    {
      let numbers = try monthly(.gridStockMeans, strategy, column: index)
      if var total = sum {
        for place in total.indices { total[place] += numbers[place] }
        sum = total
      } else {
        sum = numbers
      }
    }
    return sum
  }

  private func band(_ numbers: [Float]) -> [[Double?]] {
    SeriesBand(numbers, periods: layout.months, probabilities: [0.1, 0.5, 0.9]).quantiles
  }

  /// What the waiting list of a node holds by month, over replications.
  struct NodeBands {
    let megawatts: [[Double?]]
    let requests: [[Double?]]
  }

  private func bands(with strategy: Strategy) throws -> [Node: NodeBands] {
    var bands: [Node: NodeBands] = [:]
    for node in nodes {
      guard let megawatts = try waiting("grid_waiting_mw", node, strategy),
        let requests = try waiting("grid_waiting_requests", node, strategy)
      else { continue }
      bands[node] = NodeBands(megawatts: band(megawatts), requests: band(requests))
    }
    return bands
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

  /// The power waited for by tier and region.
  private func lists(_ bands: [Node: NodeBands], _ strategy: Strategy) -> [ReportChart] {
    tiers.enumerated().flatMap { index, tier in
      bandCharts(
        id: "grid-waiting-\(strategy.index)-\(index)",
        "Power waited for, \(strategy.name), \(tier)", axis: "power waited for", unit: "MW",
        isMean: true,
        nodes.filter { $0.tier == tier }.compactMap { node in
          bands[node].map { Band(name: node.region, quantiles: $0.megawatts) }
        }, subjects: [strategy.name, tier])
    }
  }

  /// How many others stand before us, by tier and region; where we ever wait.
  private func places(of strategy: Strategy) throws -> [ReportChart] {
    try tiers.enumerated().flatMap { index, tier in
      var bands: [Band] = []
      for node in nodes where node.tier == tier {
        let scope = Scope(region: node.region, tier: tier)
        guard let column = place(.gridStockMeans, "grid_others_ahead_requests", scope)
        else { continue }
        let numbers = try monthly(.gridStockMeans, strategy, column: column)
        guard numbers.contains(where: { $0 > 0 }) else { continue }
        bands.append(Band(name: node.region, quantiles: band(numbers)))
      }
      return bandCharts(
        id: "place-\(strategy.index)-\(index)", "Others before us, \(strategy.name), \(tier)",
        axis: "others before us", unit: "requests", isMean: true, bands,
        subjects: [strategy.name, tier])
    }
  }

  var firstMonth: String { monthName(0) }

  private var lastMonth: String { monthName(layout.months - 1) }

  private func monthName(_ month: Int) -> String {
    TableMonth(month, layout.calendar.firstDay(ofMonth: month)).name
  }

  private var tiers: [String] {
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
