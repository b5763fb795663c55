import Columns
import EventKernel
import Quantities

/// What is recorded of a run month by month: levels that hold over time, and what is counted.
struct Record: ~Copyable {
  let series: SeriesLayout
  /// By place of a stock in the series.
  private(set) var levels: MonthlyLevels
  /// Of the month so far, by place of a flow in the series.
  private(set) var flows: [Double]
  /// The month that is open, from 0.
  private(set) var month = 0
  /// What is live at the end of each calendar year, and what was sold in it.
  private(set) var yearEnds: [YearEnd] = []
  /// IT MW live, over time since the start, MW h; a warm-up takes nothing away.
  private(set) var livePowerTime = 0.0
  /// H100e-h sold in the calendar year so far.
  private var soldInYear = 0.0
  /// Who must be told of what has changed.
  var watch = Watch()

  init(_ series: SeriesLayout) {
    self.series = series
    levels = MonthlyLevels(count: series.levelCount)
    flows = Array(repeating: 0, count: series.flowCount)
  }

  /// An empty record in the memory of another one: what is not named here is as declared.
  private init(inMemoryOf former: consuming Record) {
    series = former.series
    former.levels.reset()
    levels = former.levels
    flows = Array(repeating: 0, count: series.flowCount)
  }

  /// Forgets everything.
  mutating func begin() { self = Record(inMemoryOf: self) }

  // MARK: Levels

  /// The level of a stock now.
  subscript(stock: Stock) -> Double { levels[series.place(stock)] }

  /// Sets a level from an instant on.
  mutating func set(_ stock: Stock, to value: Double, at time: SimTime) {
    levels.set(series.place(stock), to: value, at: time)
  }

  mutating func add(_ stock: Stock, _ change: Double, at time: SimTime) {
    levels.add(series.place(stock), change, at: time)
  }

  /// Replaces a part of a level that is a sum of parts, none of them negative.
  mutating func replace(
    _ stock: Stock, _ old: Double, by new: Double, at time: SimTime
  ) {
    set(stock, to: max(0, self[stock] - old + new), at: time)
  }

  /// Changes a level that is a sum of sizes; with nothing in the sum it is exactly zero.
  private mutating func change(
    _ level: Int, by change: Double, isNothing: Bool, at time: SimTime
  ) {
    levels.set(level, to: isNothing ? 0 : levels[level] + change, at: time)
  }

  /// Changes what is under contract, and what of it is at full power; of the segment and of all.
  mutating func changeSold(
    _ change: Double, in segment: ID<SegmentSpec>, active: Double, isLast: Bool, isNothing: Bool,
    at time: SimTime
  ) {
    self.change(series.place(.soldCompute, segment.index), by: change, isNothing: isLast, at: time)
    self.change(series.place(Stock.soldCompute), by: change, isNothing: isNothing, at: time)
    self.change(series.place(.activeCompute), by: active, isNothing: isNothing, at: time)
  }

  /// Changes how many wait in a segment, and for how much capacity.
  mutating func changeWaiting(
    _ size: Compute, in segment: ID<SegmentSpec>, by sign: Int, at time: SimTime
  ) {
    let change = Double(sign)
    levels.add(series.place(.waitingRequests, segment.index), change, at: time)
    add(.waitingRequests, change, at: time)
    let isNobody = self[.waitingRequests] == 0
    let isNone = levels[series.place(.waitingRequests, segment.index)] == 0
    self.change(
      series.place(.waitingCompute, segment.index), by: change * size.value, isNothing: isNone,
      at: time)
    self.change(
      series.place(Stock.waitingCompute), by: change * size.value, isNothing: isNobody, at: time)
  }

  /// Ends a warm-up: areas count from an instant on; the means of months do not change.
  mutating func endWarmUp(at time: SimTime) { levels.forgetAreas(at: time) }

  /// ∫ level dt from the start, or from the end of the warm-up, to an instant of this month.
  func area(_ stock: Stock, until time: SimTime) -> Double {
    levels.area(series.place(stock), until: time)
  }

  func area(_ stock: SegmentStock, _ segment: ID<SegmentSpec>, until time: SimTime) -> Double {
    levels.area(series.place(stock, segment.index), until: time)
  }

  // MARK: Flows

  /// Adds to what is counted of energy.
  mutating func count(_ flow: EnergyFlow, _ amount: Double) { flows[series.place(flow)] += amount }

  /// Counts something for its segment and for all.
  mutating func count(_ flow: DemandFlow, _ segment: ID<SegmentSpec>, by change: Int = 1) {
    flows[series.place(flow)] += Double(change)
    flows[series.place(flow, segment.index)] += Double(change)
  }
}

extension Record {
  /// Ends a month behind the simulated time, of which nothing is reported.
  ///
  /// - Returns: H100e-h sold in the month.
  mutating func closeUnreportedMonth(at end: SimTime, length: Hours) -> Double {
    let place = series.place(.soldCompute)
    var sold = 0.0
    levels.closeMonth(at: end, length: length) { index, mean, _ in
      if index == place { sold = mean * length.value }
    }
    for index in flows.indices { flows[index] = 0 }
    month += 1
    return sold
  }

  /// Hands over a month's levels, counts and prices, and begins the next one.
  ///
  /// - Returns: H100e-h sold in the month.
  mutating func closeMonth(
    at end: SimTime, length: Hours, in calendar: ReportingCalendar,
    pricedBy future: borrowing Future, into result: inout ReplicationResult
  ) -> Double {
    let (livePower, liveCompute) = (self[.liveITPower], self[.liveCompute])
    let months = calendar.monthCount
    let month = month
    let (sold, sellable) = (series.place(.soldCompute), series.place(.sellableCompute))
    let power = series.place(.liveITPower)
    var means = (sold: 0.0, sellable: 0.0)
    var ends = (sold: 0.0, sellable: 0.0)
    levels.closeMonth(at: end, length: length) { index, mean, end in
      result.stockMeans[index * months + month] = Float(mean)
      result.stockEnds[index * months + month] = Float(end)
      if index == power { livePowerTime += mean * length.value }
      if index == sold { (means.sold, ends.sold) = (mean, end) }
      if index == sellable { (means.sellable, ends.sellable) = (mean, end) }
    }
    flows[series.place(DemandFlow.soldComputeTime)] = means.sold * length.value
    for segment in series.segments.indices {
      flows[series.place(.soldComputeTime, segment)] =
        Double(result.stockMeans[series.place(.soldCompute, segment) * months + month])
        * length.value
    }
    func write(_ price: PriceSeries, _ mean: Double, _ end: Double) {
      result.stockMeans[series.place(price) * months + month] = Float(mean)
      result.stockEnds[series.place(price) * months + month] = Float(end)
    }
    let opening = calendar.monthStarts[month]
    write(
      .spot, future.energy.spot.integral(from: opening, to: end) / length.value,
      future.energy.spot.price(at: end).value)
    write(
      .compute, future.marketPrice.price(at: opening).value,
      future.marketPrice.price(at: end).value)
    write(.utilisation, means.sold / means.sellable, ends.sold / ends.sellable)
    for index in flows.indices {
      result.flows[index * months + month] = Float(flows[index])
      flows[index] = 0
    }
    soldInYear += means.sold * length.value
    if calendar.firstDay(ofMonth: month).month == 12 {
      yearEnds.append(
        YearEnd(
          power: livePower, compute: liveCompute, powerTime: livePowerTime, sold: soldInYear))
      soldInYear = 0
    }
    self.month += 1
    return means.sold * length.value
  }
}
