public import Quantities
import Columns
import Accounts
import EventKernel
import Sampling

/// One strategy in one replication: everything that changes while the clock runs.
///
/// Each area of the model has a file that handles its events (`Factory+Demand`, `Factory+Grid`,
/// `Factory+Rollout`, `Factory+Fleet`, `Factory+Months`). Rules that need no clock stand in the
/// parts they call. A factory is reset and used again from replication to replication.
struct Factory: ~Copyable {
  let scenario: Scenario
  /// What is the same for all strategies of the replication.
  var future: Future

  /// The strategy that runs.
  var strategyIndex = 0
  var strategy: StrategySpec { scenario.strategies[strategyIndex] }

  // Demand.
  var pool = Pool()
  var book = ContractBook()
  /// Next in `future.requests`.
  var nextRequest = 0
  var isMatchingDue = false
  /// By segment.
  var tallies: [SegmentTally]

  // Grid and rollout.
  var grid: Grid
  var sites: [Site] = []
  var phases: [PhaseState] = []
  var placement = Placement(order: [], sovereignty: [])
  var smallestWaiting = SmallestWaiting()
  /// H100e that a request asking for a sovereignty level may use: at one site, and at all.
  var largestSite = [Double](repeating: 0, count: 4)
  var allSites = [Double](repeating: 0, count: 4)
  var committed = Money.zero
  var budget = Money(.infinity)
  var isReviewDue = false
  /// Whether any phase still waits for utilisation.
  var isUtilisationWatched = false

  // Accounts.
  var ledger: Ledger
  var assets = AssetRegister()
  var levels: MonthlyLevels
  var flows: [Double]
  let series: SeriesLayout
  var month = 0
  var energyTotal = Energy.zero
  var energyCost = Money.zero
  var emissions = 0.0
  /// H100e-h sold by month, for the levelised cost.
  var soldByMonth: [Double] = []
  /// IT MW and H100e live at the end of each calendar year.
  var yearEndLevels: [(power: Double, compute: Double)] = []
  var valuation: Valuation
  /// Working memory of the accounts, one number a period.
  var periods: [Double] = []
  let metrics: MetricLayout
  let stageInputs: StageInputs
  /// By kind of site and stage.
  let stageMilestones: [[StageMilestones?]]

  /// What happened, if somebody wants to read it.
  var trace: TraceLog?

  init(_ scenario: Scenario, future: consuming Future) {
    self.scenario = scenario
    self.future = future
    let segments = scenario.demand.segments.map(\.name)
    series = SeriesLayout(segments: segments)
    tallies = Array(repeating: SegmentTally(), count: segments.count)
    grid = Grid(scenario.grid, calendar: scenario.calendar)
    ledger = Ledger(scenario.calendar, segments: segments.count)
    levels = MonthlyLevels(count: series.levelCount)
    valuation = Valuation(discount: 0, months: scenario.calendar.monthCount)
    metrics = MetricLayout(scenario)
    stageInputs = StageInputs(scenario)
    stageMilestones = scenario.stageMilestones
    flows = Array(repeating: 0, count: series.flowCount)
  }

  /// Draws a replication: what all its strategies meet.
  mutating func draw(_ replication: Sampling.Replication) throws(VolumeFailure) {
    try future.draw(scenario, replication)
    grid.beginReplication(drawing: &future.draws)
  }

  /// Runs a strategy from the start to the horizon.
  mutating func run(_ strategy: Int, _ run: inout Run, into result: inout ReplicationResult) {
    begin(strategy, &run)
    let horizon = scenario.calendar.horizon
    while let event = run.next(before: horizon) {
      switch event {
      case .monthClosed: closeMonth(in: &run, into: &result)
      case .warmUpEnded: levels.forgetAreas(at: run.now)
      case .demand(let event): handle(event, in: &run)
      case .grid(let event): handle(event, in: &run)
      case .rollout(let event): handle(event, in: &run)
      case .fleet(let event): handle(event, in: &run)
      }
    }
    run.advance(to: horizon)
    closeMonth(in: &run, into: &result)
    finish(&run, into: &result)
  }

  /// Puts everything in place that is stated for the start.
  private mutating func begin(_ strategy: Int, _ run: inout Run) {
    strategyIndex = strategy
    run.reset()
    ledger.reset()
    assets.reset()
    levels.reset()
    for index in flows.indices { flows[index] = 0 }
    for index in tallies.indices { tallies[index].reset() }
    month = 0
    energyTotal = .zero
    energyCost = .zero
    emissions = 0
    soldByMonth.removeAll(keepingCapacity: true)
    yearEndLevels.removeAll(keepingCapacity: true)
    run.schedule(.monthClosed, at: scenario.calendar.monthStarts[1])
    if scenario.warmUp > .start {
      run.schedule(.warmUpEnded, at: scenario.warmUp)
    }
    grid.beginStrategy()
    beginRollout(&run)
    beginDemand(&run)
  }

  /// Notes what happened, where somebody reads along; it changes nothing else.
  func note(_ run: borrowing Run, _ text: @autoclosure () -> String) {
    guard let trace else { return }
    trace.entries.append(TraceEntry(time: run.now, text: text()))
  }
}

/// The lines of a trace; a reference, so that taking a note changes nothing of the factory.
final class TraceLog {
  var entries: [TraceEntry] = []
}

/// A line of the trace of a replication.
public struct TraceEntry: Sendable, Hashable {
  /// When it happened.
  public let time: SimTime
  /// What happened, in words.
  public let text: String
}
