import EventKernel
public import Columns

extension WaitingLists {
  /// Writes what happened in a strategy, in the order of ``GridColumns``; after ``finish()``.
  ///
  /// - Parameters:
  ///   - result: its grid series are all the grid's.
  ///   - first: index of the grid's first metric.
  public func write(into result: inout ReplicationResult, metricsFrom first: Int) {
    var all = GridTotals()
    var metric = first + GridTotals.count
    var stock = 0
    var flow = 0
    for node in spec.nodes.indices {
      var totals = GridTotals()
      for list in node * spec.classes.count..<(node + 1) * spec.classes.count
      where spec.isListUsed[list] {
        totals.add(statistics, list: list)
        writeList(list, into: &result, stock: &stock, flow: &flow)
      }
      writeNode(node, into: &result, stock: &stock, flow: &flow)
      totals.write(into: &result.metrics, from: metric)
      metric += GridTotals.count
      all += totals
    }
    all.write(into: &result.metrics, from: first)
  }

  /// Levels and totals of one list; a level is the sum of its steps, and 0 where nobody is left.
  private func writeList(
    _ list: Int, into result: inout ReplicationResult, stock: inout Int, flow: inout Int
  ) {
    let count = statistics.months.count
    var megawatts = statistics.opening[list].megawatts
    var requests = statistics.opening[list].requests
    for month in 0..<count {
      let applied = statistics.applied[list * count + month]
      let allocated = statistics.allocated[list * count + month]
      let withdrawn = statistics.withdrawn(from: list, month: month)
      var steps = applied
      steps -= allocated
      steps -= withdrawn
      let hours = statistics.months.length(of: month)
      let meanMegawatts = max(0, megawatts + steps.megawattHoursLeft / hours)
      let meanRequests = max(0, requests + steps.requestHoursLeft / hours)
      let wasEmpty = requests == 0 && applied.requests == 0
      megawatts += steps.megawatts
      requests += steps.requests
      if requests == 0 { megawatts = 0 }
      let mean = stock * count + month
      result.gridStockMeans[mean] = wasEmpty ? 0 : Float(meanMegawatts)
      result.gridStockMeans[mean + count] = wasEmpty ? 0 : Float(meanRequests)
      let total = flow * count + month
      result.gridFlows[total] = Float(applied.megawatts)
      result.gridFlows[total + count] = Float(applied.requests)
      result.gridFlows[total + 2 * count] = Float(allocated.megawatts)
      result.gridFlows[total + 3 * count] = Float(allocated.requests)
      // Differences of sums: rounding may be all that is left of nothing.
      result.gridFlows[total + 4 * count] =
        withdrawn.requests == 0 ? 0 : Float(withdrawn.megawatts)
      result.gridFlows[total + 5 * count] = Float(withdrawn.requests)
    }
    stock += 2
    flow += 6
  }

  private func writeNode(
    _ node: Int, into result: inout ReplicationResult, stock: inout Int, flow: inout Int
  ) {
    let count = statistics.months.count
    var level = background.headroom[node]
    for month in 0..<count {
      let index = node * count + month
      let hours = statistics.months.length(of: month)
      let mean = max(0, level + statistics.headroomHours[index] / hours)
      let end = statistics.headroomEnds[index]
      if !end.isNaN { level = end }
      result.gridStockMeans[stock * count + month] = mean.isFinite ? Float(mean) : .nan
      let ahead = Float(statistics.othersAhead[index])
      result.gridStockMeans[(stock + 1) * count + month] = ahead
      result.gridFlows[flow * count + month] = Float(background.released[index])
      result.gridFlows[(flow + 1) * count + month] = Float(statistics.handedBack[index])
    }
    stock += 2
    flow += 2
  }
}

/// What the metrics of a node, or of all nodes, are made of.
private struct GridTotals {
  /// As many as it writes.
  static let count = 9

  private var allocated = MonthSums.zero
  private var withdrawn = MonthSums.zero
  private var remaining = MonthSums.zero
  private var ownAllocated = MonthSums.zero
  private var waited = 0.0
  private var ownWaited = 0.0

  mutating func add(_ statistics: borrowing GridStatistics, list: Int) {
    let months = statistics.months.count
    for month in 0..<months {
      allocated += statistics.allocated[list * months + month]
      withdrawn += statistics.withdrawn(from: list, month: month)
    }
    remaining += statistics.remaining(on: list)
    ownAllocated += statistics.ownAllocated[list]
    waited += statistics.waited[list]
    ownWaited += statistics.ownWaited[list]
  }

  static func += (a: inout GridTotals, b: GridTotals) {
    a.allocated += b.allocated
    a.withdrawn += b.withdrawn
    a.remaining += b.remaining
    a.ownAllocated += b.ownAllocated
    a.waited += b.waited
    a.ownWaited += b.ownWaited
  }

  /// Means over nobody are never (NaN).
  func write(into metrics: inout [Double], from first: Int) {
    let others = allocated.requests - ownAllocated.requests
    let values = (
      waited / allocated.requests, others > 0 ? (waited - ownWaited) / others : .nan,
      ownWaited / ownAllocated.requests, remaining.requestHoursLeft / remaining.requests
    )
    metrics[first] = allocated.requests > 0 ? values.0 : .nan
    metrics[first + 1] = values.1
    metrics[first + 2] = ownAllocated.requests > 0 ? values.2 : .nan
    metrics[first + 3] = remaining.requests > 0 ? values.3 : .nan
    metrics[first + 4] = remaining.requests
    metrics[first + 5] = allocated.requests
    metrics[first + 6] = allocated.megawatts
    metrics[first + 7] = withdrawn.requests
    metrics[first + 8] = withdrawn.requests > 0 ? withdrawn.megawatts : 0
  }
}
