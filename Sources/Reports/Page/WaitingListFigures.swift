import Columns
import ResultStore

/// One voltage tier of one region.
struct GridNode: Hashable {
  let region: String
  let tier: String

  init(_ scope: Scope) {
    region = scope.region
    tier = scope.tier
  }

  /// Where its numbers belong.
  var scope: Scope { Scope(region: region, tier: tier) }
}

/// What everybody on the waiting lists of the grid asks for with one strategy, by month.
struct WaitingListFigures {
  /// What the waiting list of a node holds: p10, median and p90 by month, over replications and all
  /// classes of applicants together.
  struct Bands {
    let megawatts: [[Double?]]
    let requests: [[Double?]]
  }

  private let bands: [GridNode: Bands]

  init(_ source: any FigureSource, strategy: Int) throws {
    let requests = try Self.sums(of: .gridWaitingRequests, source, strategy)
    bands = try Self.sums(of: .gridWaitingPower, source, strategy).reduce(into: [:]) {
      guard let requests = requests[$1.key] else { return }
      $0[$1.key] = Bands(megawatts: $1.value, requests: requests)
    }
  }

  /// Those of a node; nil where the results have none.
  subscript(node: GridNode) -> Bands? { bands[node] }

  /// The bands of a stock, summed over the classes of each node.
  private static func sums(
    of name: StandardName, _ source: any FigureSource, _ strategy: Int
  ) throws -> [GridNode: [[Double?]]] {
    var missing: [GridNode: Int] = [:]
    for column in source.record.layout.gridStocks where column.variable.name == name.rawValue {
      missing[GridNode(column.scope), default: 0] += 1
    }
    var sums: [GridNode: [Float]] = [:]
    var bands: [GridNode: [[Double?]]] = [:]
    try source.forEachNode(of: name, strategy) { node, numbers in
      var sum = numbers
      if let others = sums.removeValue(forKey: node) {
        for place in sum.indices { sum[place] += others[place] }
      }
      missing[node, default: 0] -= 1
      // The columns of a node follow each other, so that few sums are held at a time.
      if missing[node] == 0 { bands[node] = source.band(sum) } else { sums[node] = sum }
    }
    return bands
  }
}

extension FigureSource {
  /// The columns of a stock of the grid with their monthly numbers, several read at once.
  func forEachNode(
    of name: StandardName, _ strategy: Int, _ body: (GridNode, [Float]) throws -> Void
  ) throws {
    let columns = record.layout.gridStocks
    let wanted = columns.indices.filter {
      columns[$0].variable.name == name.rawValue && !columns[$0].scope.region.isEmpty
    }
    let size = keptCount(of: .gridStockMeans) * record.layout.months
    for run in ResultReader.runs(of: wanted, numbersPerColumn: size) {
      let numbers = try monthly(.gridStockMeans, strategy: strategy, columns: run)
      for (column, numbers) in zip(columns[run], numbers) {
        try body(GridNode(column.scope), numbers)
      }
    }
  }

  /// p10, median and p90 of a monthly number, by month.
  func band(_ numbers: [Float]) -> [[Double?]] {
    SeriesBand(numbers, periods: record.layout.months, probabilities: [0.1, 0.5, 0.9]).quantiles
  }
}
