import Columns
import Experiments
import GridQueues
import Quantities

extension Factory {
  /// The figures that are held against what is known of the world.
  ///
  /// - Parameter result: with the series of all months.
  /// - Returns: the figures; NaN where there is nothing to report.
  func figures(of result: ReplicationResult) -> FigureOutcome {
    var figures = FigureOutcome()
    let bought = fleet.bought
    if bought.power > .zero {
      figures.computePerPowerBought = bought.compute.value / bought.power.value / 1000
    }
    let generations = course.future.generations
    if let newest = generations.newest(at: .start) {
      figures.newestUnitHourPrice =
        course.future.marketPrice.price(at: .start).value * generations[newest].throughput.value
    }
    (figures.occupancyFirstYear, figures.occupancyLater) = occupancy(of: result)
    figures.powerReleasedPerYear = powerReleasedPerYear(in: result)
    var waits = RunningMean()
    for site in rollout.sites.indices {
      let milestones = rollout.sites[site].milestones
      if milestones[.delivered] < .never, milestones[.live] < .never {
        waits.add((milestones[.live] - milestones[.delivered]).value)
      }
    }
    figures.deliveryToLive = waits.value ?? .nan
    return figures
  }

  /// Sold by sellable capacity over the first twelve months that have any, and over the others.
  private func occupancy(of result: ReplicationResult) -> (first: Double, later: Double) {
    let calendar = scenario.calendar
    let series = course.record.series
    func mean(_ stock: Stock, _ month: Int) -> Double {
      Double(result.stockMeans[series.place(stock) * calendar.monthCount + month])
    }
    var sums = [(sold: 0.0, sellable: 0.0), (sold: 0.0, sellable: 0.0)]
    var months = 0
    for month in 0..<calendar.monthCount {
      let sellable = mean(.sellableCompute, month)
      guard sellable > 0 else { continue }
      let hours = (calendar.monthStarts[month + 1] - calendar.monthStarts[month]).value
      let year = months < 12 ? 0 : 1
      sums[year].sold += mean(.soldCompute, month) * hours
      sums[year].sellable += sellable * hours
      months += 1
    }
    let shares = sums.map { $0.sellable > 0 ? $0.sold / $0.sellable : .nan }
    return (shares[0], shares[1])
  }

  /// MW a year of the nodes that stand below no other.
  private func powerReleasedPerYear(in result: ReplicationResult) -> Double {
    let months = scenario.calendar.monthCount
    guard !figureColumns.released.isEmpty else { return .nan }
    var released = 0.0
    for column in figureColumns.released {
      for month in 0..<months { released += Double(result.gridFlows[column * months + month]) }
    }
    return released / (scenario.calendar.horizon - .start).years
  }
}

/// Where the series stand that figures are made of.
struct FigureColumns: Sendable {
  /// Places among the grid's flows: of the headroom that nodes gain which stand below no other.
  let released: [Int]

  init(_ grid: GridSpec) {
    let top = Set(
      grid.nodes.indices.filter { grid.tiers[grid.nodes[$0].tier].upstream == nil }
        .map { grid.scope(ofNode: $0) })
    let flows = GridColumns(grid).flows
    released = flows.indices.filter {
      flows[$0].variable.standardName == .gridReleasedPower && top.contains(flows[$0].scope)
    }
  }
}
