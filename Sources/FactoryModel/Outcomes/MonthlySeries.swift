import Columns

/// Levels of the whole strategy that are reported month by month.
enum Stock: Int, CaseIterable {
  case liveITPower, liveCompute, sellableCompute, soldCompute, activeCompute
  case waitingRequests, waitingCompute
  case contractedGridPower, committedMoney

  var variable: Variable {
    switch self {
    case .liveITPower:
      .stock(.livePower, unit: "MW", "IT power of the accelerators that are live.")
    case .liveCompute: .stock(.liveCompute, unit: "H100e", "Computing capacity that is live.")
    case .sellableCompute:
      .stock(
        "sellable_h100e", unit: "H100e", "Live capacity times availability: what can be sold.")
    case .soldCompute: .stock(.soldCompute, unit: "H100e", "Capacity under contract.")
    case .activeCompute:
      .stock("active_h100e", unit: "H100e", "Capacity under contract and at full power.")
    case .waitingRequests:
      .stock(
        .waitingRequests, unit: "requests",
        "Requests that wait for capacity, and contracts that wait to go on.")
    case .waitingCompute:
      .stock(.waitingCompute, unit: "H100e", "Capacity that they wait for.")
    case .contractedGridPower:
      .stock(
        "contracted_grid_mw", unit: "MW",
        "Contracted power of the connections that are energised.")
    case .committedMoney:
      .stock(
        "committed_eur", unit: "EUR",
        "Money committed to phases, and to refreshes that the budget covers, and not given back.")
    }
  }
}

/// Levels of a segment that are reported month by month.
enum SegmentStock: Int, CaseIterable {
  case soldCompute, waitingRequests, waitingCompute

  var variable: Variable {
    switch self {
    case .soldCompute: Stock.soldCompute.variable
    case .waitingRequests: Stock.waitingRequests.variable
    case .waitingCompute: Stock.waitingCompute.variable
    }
  }
}

/// Totals of each month, of a segment and of the whole strategy.
enum DemandFlow: Int, CaseIterable {
  case requests, served, lostReneged, lostTooLarge, displaced, preempted, terminated
  case soldComputeTime

  var variable: Variable {
    switch self {
    case .requests: .flow(.requests, unit: "requests", "Requests that arrived.")
    case .served:
      .flow(.served, unit: "requests", "Requests that were served for the first time.")
    case .lostReneged: .flow(.lostReneged, unit: "requests", "Requests that waited too long.")
    case .lostTooLarge:
      .flow(
        .lostTooLarge, unit: "requests",
        "Requests larger than anything live or committed that they may use.")
    case .displaced:
      .flow(
        "displaced", unit: "contracts",
        "Times that a contract was interrupted because its site lost capacity.")
    case .preempted:
      .flow(
        "preempted", unit: "contracts",
        "Times that an interruptible contract was interrupted because others needed its capacity.")
    case .terminated:
      .flow(
        "terminated", unit: "contracts",
        "Contracts that waited to go on when nothing live or committed could hold them any more.")
    case .soldComputeTime:
      .flow(.servedTime, unit: "H100e-h", "Capacity under contract over time.")
    }
  }
}

/// Totals of each month of the whole strategy.
enum EnergyFlow: Int, CaseIterable {
  case energy, emissions

  var variable: Variable {
    switch self {
    case .energy: .flow(.energy, unit: "MWh", "Energy drawn from the grid.")
    case .emissions:
      .flow(.emissions, unit: "t", "Emissions of generating that energy, CO2.")
    }
  }
}

/// Prices that are reported month by month: the mean over the month, and at its end.
enum PriceSeries: Int, CaseIterable {
  case spot, compute, utilisation

  var variable: Variable {
    switch self {
    case .spot:
      .stock("spot_price_eur_per_mwh", unit: "EUR/MWh", "Spot price of electricity.")
    case .compute:
      .stock(
        "market_price_eur_per_h100e_h", unit: "EUR/H100e-h",
        "Market price of an H100e-hour at the opening and at the end of the month.")
    case .utilisation:
      .stock(
        .utilisation, unit: "",
        "Sold capacity divided by sellable capacity; empty while nothing is sellable.")
    }
  }
}

/// The places of everything in the monthly arrays of a result.
struct SeriesLayout: Sendable {
  let segments: [String]

  /// Stocks: of the strategy, of each segment, prices.
  var stocks: [Column] {
    Stock.allCases.map { Column($0.variable) }
      + segments.flatMap { name in
        SegmentStock.allCases.map { Column($0.variable, Scope(segment: name)) }
      }
      + PriceSeries.allCases.map { Column($0.variable) }
  }
  /// Flows: of the strategy, of each segment, energy.
  var flows: [Column] {
    DemandFlow.allCases.map { Column($0.variable) }
      + segments.flatMap { name in
        DemandFlow.allCases.map { Column($0.variable, Scope(segment: name)) }
      } + EnergyFlow.allCases.map { Column($0.variable) }
  }

  /// Levels kept by time; the prices behind them are not levels of the model.
  var levelCount: Int { Stock.allCases.count + segments.count * SegmentStock.allCases.count }
  func place(_ stock: Stock) -> Int { stock.rawValue }
  func place(_ stock: SegmentStock, _ segment: Int) -> Int {
    Stock.allCases.count + segment * SegmentStock.allCases.count + stock.rawValue
  }
  func place(_ price: PriceSeries) -> Int { levelCount + price.rawValue }

  var flowCount: Int {
    (1 + segments.count) * DemandFlow.allCases.count + EnergyFlow.allCases.count
  }
  func place(_ flow: DemandFlow) -> Int { flow.rawValue }
  func place(_ flow: DemandFlow, _ segment: Int) -> Int {
    (1 + segment) * DemandFlow.allCases.count + flow.rawValue
  }
  func place(_ flow: EnergyFlow) -> Int {
    (1 + segments.count) * DemandFlow.allCases.count + flow.rawValue
  }
}
