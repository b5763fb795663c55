import GridQueues
import Accounts
import ScenarioInputs
import Quantities
import Sampling

/// What a replication draws before any strategy acts: the same for all of them.
struct Future: ~Copyable {
  var draws: Draws
  var generations = GenerationTimeline()
  /// Which of them entrants have.
  var market = MarketGenerations()
  var requests = RequestSchedule()
  var marketPrice = MarketPricePath()
  var energy = EnergyMarket()
  var money = MoneyTerms.plain
  var segments = Table<SegmentSpec, SegmentTerms>()
  var runningCosts = RunningCostTerms()
  /// By kind of site.
  var ramps: [Ramp?] = []
  /// By index of the grid node.
  var nodes: [NodeTerms] = []
  /// Yearly maintenance of accelerators as a share of their price.
  var acceleratorMaintenance = 0.0
  var residualCurves: [ResidualCurve] = []
  /// The same; nil where a generation has none.
  private let statedCurves: [ResidualCurve?]

  init(_ scenario: Scenario) {
    draws = Draws(
      scenario.uncertain, exchangeRate: scenario.money.exchange ?? .constant(1))
    residualCurves = scenario.fleet.generations.map { ResidualCurve($0.residual) }
    statedCurves = scenario.fleet.generations.map {
      $0.residual.isEmpty ? nil : ResidualCurve($0.residual)
    }
  }

  /// Draws a replication, unless it holds more than can be simulated.
  mutating func draw(
    _ scenario: Scenario, _ replication: Sampling.Replication,
    holding held: (index: Int, uniform: Double)? = nil
  ) throws(VolumeFailure) {
    draws.begin(replication, holding: held)
    try scenario.expectSimulation(&draws)
    // Demand, prices and the accelerators that set them go on as long as what is live then.
    let calendar = scenario.runOffCalendar
    generations.draw(
      scenario.fleet, &draws, until: calendar.horizon, forSaleUntil: scenario.calendar.horizon)
    market.fill(generations, lead: scenario.demand.price.leadTime(&draws))
    requests.draw(scenario.demand.segments, &draws, in: calendar, density: market)
    scenario.demand.price.fill(
      &marketPrice, &draws,
      world: PriceWorld(
        calendar: calendar, generations: generations, market: market,
        residualCurves: statedCurves))
    scenario.energy.prepare(&energy, in: calendar, &draws)
    if scenario.hasRunOff { energy.setSeam(at: scenario.calendar.horizon) }
    money = scenario.money.terms(&draws)
    acceleratorMaintenance = scenario.fleet.maintenance.value(&draws)

    segments.removeAll()
    for segment in scenario.demand.segments { segments.append(SegmentTerms(segment, &draws)) }
    runningCosts.draw(scenario.kinds, &draws)
    ramps.removeAll(keepingCapacity: true)
    for kind in scenario.kinds {
      ramps.append(kind.ramp.map { Ramp($0, &draws) })
    }
    nodes.removeAll(keepingCapacity: true)
    for node in scenario.grid.nodes { nodes.append(NodeTerms(node, &draws)) }
  }
}

/// What holds for a segment in one replication.
struct SegmentTerms: BitwiseCopyable {
  let usage: Double
  let priceFactor: Double
  let contract: ContractKind
  let sovereign: Int
  /// Place in the waiting line, smaller first: the priority, behind all others if interruptible.
  let rank: Int32
  let isContiguous: Bool
  /// Whether it may pass a blocked request.
  let backfill: Bool

  init(_ spec: SegmentSpec, _ draws: inout Draws) {
    usage = spec.usage.value(&draws)
    priceFactor = spec.price.value(&draws)
    contract = spec.contract
    sovereign = spec.sovereign
    let isInterruptible = spec.contract == .interruptible
    rank = Int32(spec.priority + (isInterruptible ? SegmentSpec.priorities.count : 0))
    isContiguous = spec.contiguous
    backfill = spec.backfill || isInterruptible
  }

  /// Whether its contracts give way to others.
  var isInterruptible: Bool { contract == .interruptible }

  /// The paid share of contracted hours.
  var paidShare: Double { contract == .reserved ? 1 : usage }
}

/// What a connection costs at a grid node in one replication.
struct NodeTerms {
  let tariff: Tariff
  /// EUR, and EUR/MW.
  let fee, feePerPower: Double
  /// h, by which orders are planned.
  let medianBuild: Hours

  init(_ spec: GridNodeSpec, _ draws: inout Draws) {
    tariff = Tariff(
      fixed: spec.tariff.fixed.value(&draws), contracted: spec.tariff.contracted.value(&draws),
      peak: spec.tariff.peak.value(&draws),
      energy: EnergyPrice(spec.tariff.energy.value(&draws)))
    let connection = spec.connection.value(&draws)
    fee = spec.isConnectionPerPower ? 0 : connection
    feePerPower = spec.isConnectionPerPower ? connection : 0
    medianBuild = Hours(spec.build.median(&draws))
  }

  /// The fee for a connection, in money of the start.
  func connectionFee(_ power: Power) -> Money { Money(fee + feePerPower * power.value) }
}
