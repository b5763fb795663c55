import EventKernel
public import Columns

extension WaitingLists {
  /// What happened in a strategy at each node, in their order; after ``finish()``.
  public var totals: [GridTotals] {
    spec.nodes.indices.map { node in
      var totals = GridTotals()
      for list in lists(of: node) where spec.isListUsed[list] {
        totals.add(statistics, list: list)
      }
      return totals
    }
  }

  /// What happened in a strategy on each of the grid's ``GridSpec/reportedLists``, in their order; after
  /// ``finish()``.
  public var listTotals: [GridTotals] {
    spec.reportedLists.map { list in
      var totals = GridTotals()
      totals.add(statistics, list: list.index)
      return totals
    }
  }

  /// Writes what happened in a strategy month by month, in the order of ``GridColumns``; after
  /// ``finish()``.
  ///
  /// - Parameter result: its grid series are all the grid's.
  public func writeSeries(into result: inout ReplicationResult) {
    var stock = 0
    var flow = 0
    for node in spec.nodes.indices {
      for list in lists(of: node) where spec.isListUsed[list] {
        writeList(list, into: &result, firstStock: stock, firstFlow: flow)
        stock += ListStock.allCases.count
        flow += ListFlow.allCases.count
      }
      writeNode(node, into: &result, firstStock: stock, firstFlow: flow)
      stock += NodeStock.allCases.count
      flow += NodeFlow.allCases.count
    }
  }

  private func lists(of node: Int) -> Range<Int> {
    node * spec.classes.count..<(node + 1) * spec.classes.count
  }

  /// Levels and totals of one list; a level is the sum of its steps, and 0 where nobody is left.
  private func writeList(
    _ list: Int, into result: inout ReplicationResult, firstStock: Int, firstFlow: Int
  ) {
    let count = statistics.months.count
    var megawatts = statistics.opening[list].megawatts
    var requests = statistics.opening[list].requests
    for month in 0..<count {
      func place(_ stock: ListStock) -> Int { (firstStock + stock.rawValue) * count + month }
      func place(_ flow: ListFlow) -> Int { (firstFlow + flow.rawValue) * count + month }
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
      result.gridStockMeans[place(.waitingPower)] = wasEmpty ? 0 : Float(meanMegawatts)
      result.gridStockMeans[place(.waitingRequests)] = wasEmpty ? 0 : Float(meanRequests)
      result.gridFlows[place(.appliedPower)] = Float(applied.megawatts)
      result.gridFlows[place(.appliedRequests)] = Float(applied.requests)
      result.gridFlows[place(.allocatedPower)] = Float(allocated.megawatts)
      result.gridFlows[place(.allocatedRequests)] = Float(allocated.requests)
      // Differences of sums: rounding may be all that is left of nothing.
      result.gridFlows[place(.withdrawnPower)] =
        withdrawn.requests == 0 ? 0 : Float(withdrawn.megawatts)
      result.gridFlows[place(.withdrawnRequests)] = Float(withdrawn.requests)
    }
  }

  private func writeNode(
    _ node: Int, into result: inout ReplicationResult, firstStock: Int, firstFlow: Int
  ) {
    let count = statistics.months.count
    var level = background.headroom[node]
    for month in 0..<count {
      func place(_ stock: NodeStock) -> Int { (firstStock + stock.rawValue) * count + month }
      func place(_ flow: NodeFlow) -> Int { (firstFlow + flow.rawValue) * count + month }
      let index = node * count + month
      let hours = statistics.months.length(of: month)
      let mean = max(0, level + statistics.headroomHours[index] / hours)
      let end = statistics.headroomEnds[index]
      if !end.isNaN { level = end }
      result.gridStockMeans[place(.headroom)] = mean.isFinite ? Float(mean) : .nan
      result.gridStockMeans[place(.othersAhead)] = Float(statistics.othersAhead[index])
      result.gridFlows[place(.released)] = Float(background.released[index])
      result.gridFlows[place(.handedBack)] = Float(statistics.handedBack[index])
    }
  }
}
