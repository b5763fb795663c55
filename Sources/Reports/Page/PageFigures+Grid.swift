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

  /// The waiting lists by region, and our place in them.
  func gridSection() throws -> (section: ReportSection, regions: ReportSection) {
    var section = ReportSection("grid", "Waiting lists for the grid")
    var regions = ReportSection("regions", "Regions")
    guard let first = projects.first ?? strategies.first, !nodes.isEmpty else {
      section.say("This run has no grid, so nobody waits for a connection.")
      regions.say("This run has no regions.")
      return (section, regions)
    }
    var waiting: [Node: (megawatts: [[Double?]], requests: [[Double?]])] = [:]
    for node in nodes {
      guard let megawatts = try self.waiting("grid_waiting_mw", node, first),
        let requests = try self.waiting("grid_waiting_requests", node, first)
      else { continue }
      waiting[node] = (band(megawatts), band(requests))
    }
    section.say(
      "What everybody on the waiting lists asks for, ours included, with the strategy"
        + " “\(first.name)”; medians over replications. Below, how many others wait before the first"
        + " of our own applications: it is zero where none of ours waits.")
    section.show(
      tiers.enumerated().compactMap { index, tier in
        let bands = nodes.filter { $0.tier == tier }.compactMap { node in
          waiting[node].map { (name: node.region, quantiles: $0.megawatts) }
        }
        return bandChart(
          id: "grid-waiting-\(index)", "Power waited for, \(tier)", axis: "power waited for",
          unit: "MW", isMean: true, bands)
      })
    section.show(try places)
    regions.show(regionTable(waiting, first))
    if let map = map(waiting) {
      regions.say(
        "The area of a circle shows the power waited for in \(firstMonth), all tiers together. A region"
          + " stands at the point that the scenario names, which may be a city or the middle.")
      regions.show([map])
    } else {
      regions.say("The scenario says of no region where it lies ('at: [52.1, 5.1]'): no map.")
    }
    return (section, regions)
  }

  private var firstMonth: String { monthName(0) }

  private var lastMonth: String { monthName(layout.months - 1) }

  private func monthName(_ month: Int) -> String {
    TableMonth(month, layout.calendar.firstDay(ofMonth: month)).name
  }

  private var tiers: [String] {
    var tiers: [String] = []
    for node in nodes where !tiers.contains(node.tier) { tiers.append(node.tier) }
    return tiers
  }

  /// How many others stand before us, by strategy and tier; where we ever wait.
  private var places: [ReportChart] {
    get throws {
      try projects.flatMap { strategy in
        try tiers.enumerated().compactMap { index, tier in
          var bands: [(name: String, quantiles: [[Double?]])] = []
          for node in nodes where node.tier == tier {
            let scope = Scope(region: node.region, tier: tier)
            guard let column = place(.gridStockMeans, "grid_others_ahead_requests", scope)
            else { continue }
            let numbers = try monthly(.gridStockMeans, strategy, column: column)
            guard numbers.contains(where: { $0 > 0 }) else { continue }
            bands.append((node.region, band(numbers)))
          }
          return bandChart(
            id: "place-\(strategy.index)-\(index)",
            "Others before us, \(strategy.name), \(tier)",
            axis: "others before us", unit: "requests", isMean: true, bands,
            subjects: [strategy.name, tier])
        }
      }
    }
  }

  private func regionTable(
    _ waiting: [Node: (megawatts: [[Double?]], requests: [[Double?]])], _ first: Strategy
  ) -> PageTable {
    var table = PageTable(
      "Regions and tiers of the grid; medians over replications. Others are those with “\(first.name)”",
      columns: [
        "region", "tier", "operator", "waits, mean of \(firstMonth)", "requests",
        "waits, mean of \(lastMonth)", "requests then", "others wait",
      ] + projects.map { "we wait: \($0.name)" })
    for node in nodes {
      guard let bands = waiting[node] else { continue }
      let scope = Scope(region: node.region, tier: node.tier)
      func wait(_ metric: String, _ strategy: Strategy?) -> PageTable.Cell {
        let summary = strategy?.summaries.first {
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
          wait("grid_others_wait_mean_h", first),
        ] + projects.map { wait("grid_own_wait_mean_h", $0) })
    }
    return table
  }

  private func map(
    _ waiting: [Node: (megawatts: [[Double?]], requests: [[Double?]])]
  ) -> ReportChart? {
    var found: [MapChart.Place] = []
    var names: [String] = []
    for node in nodes where !names.contains(node.region) { names.append(node.region) }
    var table = PageTable(
      "Where the regions lie",
      columns: ["region", "latitude", "longitude", "waits, mean of \(firstMonth)"])
    let total = Dictionary(
      uniqueKeysWithValues: names.map { name in
        (
          name,
          nodes.filter { $0.region == name }
            .reduce(0) { $0 + ((waiting[$1]?.megawatts.first?[1]) ?? 0) }
        )
      })
    let scale = ChartUnit(upTo: total.values.max() ?? 0, of: "MW")
    for name in names {
      guard let location = facts.locations[name], let power = total[name] else { continue }
      found.append(
        .init(
          name: name, latitude: location.latitude, longitude: location.longitude,
          value: scale.scaled(power)))
      table.add([
        PageTable.Cell(name), PageTable.Cell(location.latitude, ReadableNumber.digits),
        PageTable.Cell(location.longitude, ReadableNumber.digits),
        PageTable.Cell(power, ReadableNumber.power),
      ])
    }
    guard !found.isEmpty else { return nil }
    return ReportChart(
      id: "map", title: "Power waited for in \(firstMonth), by region",
      view: MapChart(
        title: "waits, \(firstMonth) (\(scale.name))", places: found,
        description: "Map of \(found.count) regions; the table below holds the figures."
      ).view,
      table: table)
  }
}
