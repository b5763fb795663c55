import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// The columns of a variable of the grid with their monthly numbers, several read at once.
  private func forEachColumn(
    of variable: String, _ strategy: Strategy, _ body: (Node, [Float]) throws -> Void
  ) throws {
    let columns = layout.gridStocks
    let wanted = columns.indices.filter {
      columns[$0].variable.name == variable && !columns[$0].scope.region.isEmpty
    }
    for run in ResultReader.runs(of: wanted, numbersPerColumn: count * layout.months) {
      let numbers = try reader.monthly(.gridStockMeans, strategy: strategy.index, columns: run)
      for (column, numbers) in zip(columns[run], numbers) {
        try body(Node(region: column.scope.region, tier: column.scope.tier), numbers)
      }
    }
  }

  /// What the waiting lists hold by month, over all classes of applicants.
  private func waiting(_ variable: String, _ strategy: Strategy) throws -> [Node: [[Double?]]] {
    var missing: [Node: Int] = [:]
    for column in layout.gridStocks where column.variable.name == variable {
      missing[Node(region: column.scope.region, tier: column.scope.tier), default: 0] += 1
    }
    var sums: [Node: [Float]] = [:]
    var bands: [Node: [[Double?]]] = [:]
    try forEachColumn(of: variable, strategy) { node, numbers in
      var sum = numbers
      if let others = sums.removeValue(forKey: node) {
        for place in sum.indices { sum[place] += others[place] }
      }
      missing[node, default: 0] -= 1
      // The columns of a node follow each other, so that few sums are held at a time.
      if missing[node] == 0 { bands[node] = band(sum) } else { sums[node] = sum }
    }
    return bands
  }

  private func band(_ numbers: [Float]) -> [[Double?]] {
    SeriesBand(numbers, periods: layout.months, probabilities: [0.1, 0.5, 0.9]).quantiles
  }

  /// What the waiting list of a node holds by month, over replications.
  struct NodeBands {
    let megawatts: [[Double?]]
    let requests: [[Double?]]
  }

  /// The waiting lists with a strategy.
  func bands(with strategy: Strategy) throws -> [Node: NodeBands] {
    let requests = try waiting("grid_waiting_requests", strategy)
    return try waiting("grid_waiting_mw", strategy).reduce(into: [:]) { bands, node in
      guard let requests = requests[node.key] else { return }
      bands[node.key] = NodeBands(megawatts: node.value, requests: requests)
    }
  }

  /// The power waited for by tier and region.
  func lists(_ bands: [Node: NodeBands], _ strategy: Strategy) -> [ReportChart] {
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
  func places(of strategy: Strategy) throws -> [ReportChart] {
    var found: [(node: Node, quantiles: [[Double?]])] = []
    try forEachColumn(of: "grid_others_ahead_requests", strategy) { node, numbers in
      if numbers.contains(where: { $0 > 0 }) { found.append((node, band(numbers))) }
    }
    return tiers.enumerated().flatMap { index, tier in
      bandCharts(
        id: "place-\(strategy.index)-\(index)", "Others before us, \(strategy.name), \(tier)",
        axis: "others before us", unit: "requests", isMean: true,
        found.filter { $0.node.tier == tier }.map {
          Band(name: $0.node.region, quantiles: $0.quantiles)
        },
        subjects: [strategy.name, tier])
    }
  }
}
