import Columns
import EventKernel
import ScenarioInputs
import Quantities
import Sampling

/// One strategy in one replication: the parts of the model, and how they are wired.
///
/// Each part owns its state, sets all of it when a strategy begins, and handles its own events. What an
/// event means to other parts comes back as an effect, which the factory passes on; in which order stands
/// in `Factory+Effects`. A factory is used again from replication to replication.
struct Factory: ~Copyable {
  let scenario: Scenario
  let plans: [StrategyPlan]
  let metrics: ColumnSet<Outcome>
  let figureColumns: FigureColumns
  /// By kind of site and stage.
  let milestoneSources: [[(number: Int, source: MilestoneSource)]]

  /// Clock, future and record, which all parts share.
  var course: Course
  /// Who waits and who has which capacity under contract.
  var demand: DemandSide
  /// The waiting lists for connections.
  var grid: Grid
  /// Which phases have started, and how far each site is.
  var rollout: RolloutSide
  /// Accelerators: ordered, delivered, in place.
  var fleet: FleetSide
  /// What the sites draw.
  var power: PowerSide
  /// Payments, assets, and the budget.
  var accounts: AccountsSide
  /// What holds the sites up.
  var causes: CauseSide

  init(_ scenario: Scenario) {
    self.scenario = scenario
    let plans = scenario.strategies.ids.map { StrategyPlan($0, of: scenario) }
    self.plans = plans
    metrics = Outcome.columns(scenario)
    figureColumns = FigureColumns(scenario.grid)
    milestoneSources = scenario.milestoneSources
    let series = SeriesLayout(segments: scenario.demand.segments.map(\.name))
    course = Course(Future(scenario), Record(series))
    demand = DemandSide(scenario)
    grid = Grid(scenario.grid, calendar: scenario.calendar)
    rollout = RolloutSide(scenario, plans[0])
    fleet = FleetSide(scenario, plans[0])
    power = PowerSide(scenario, plans[0])
    accounts = AccountsSide(scenario)
    causes = CauseSide(plans[0])
  }

  /// Draws a replication: what all its strategies meet, with an uncertain input held where one is named.
  mutating func draw(
    _ replication: Sampling.Replication, holding held: (index: Int, uniform: Double)? = nil
  ) throws(VolumeFailure) {
    try course.future.draw(scenario, replication, holding: held)
    grid.beginReplication(drawing: &course.future.draws)
  }

  /// Runs a strategy from the start to the horizon.
  mutating func run(_ strategy: ID<StrategySpec>, into result: inout ReplicationResult) {
    begin(plans[strategy.index])
    let horizon = scenario.calendar.horizon
    simulate(until: horizon) {
      $0.closeMonth(into: &result)
      return true
    }
    course.run.advance(to: horizon)
    closeMonth(into: &result)
    if scenario.hasRunOff { accounts.keepOpen() }
    var outcome = finish(into: &result)
    if scenario.hasRunOff { outcome.goingConcern = runOff(behind: outcome.value) }
    metrics.write(outcome, into: &result.metrics)
  }

  /// Lets everything happen before an instant.
  ///
  /// - Parameters:
  ///   - horizon: the instant; what is due at it is left.
  ///   - closeMonth: what is done at the end of each month before it, and whether to go on.
  mutating func simulate(
    until horizon: SimTime, closingMonths closeMonth: (inout Factory) -> Bool
  ) {
    while let event = course.run.next(before: horizon) {
      switch event {
      case .monthClosed: guard closeMonth(&self) else { return }
      case .warmUpEnded: course.record.endWarmUp(at: course.now)
      case .demand(let event): handle(event)
      case .grid(let event): handle(event)
      case .rollout(let event): handle(event)
      case .fleet(let event): handle(event)
      }
    }
  }

  /// Lets every part start anew, and puts everything in place that is stated for the start.
  private mutating func begin(_ plan: StrategyPlan) {
    let budget = plan.spec.budget.map { Money($0.amount.value(&course.future.draws)) }
    course.begin()
    demand.begin(plan)
    grid.beginStrategy()
    rollout.begin(plan, &course)
    fleet.begin(plan)
    power.begin(plan)
    accounts.begin(plan, budget: budget ?? Money(.infinity))
    causes = CauseSide(plan)

    scheduleMonthEnd(before: scenario.calendar)
    if scenario.warmUp > .start {
      course.run.schedule(.warmUpEnded, at: scenario.warmUp)
    }
    for phase in rollout.phases.indices where rollout.prepare(phase, &course) {
      for site in rollout.phases[phase].sites { open(standing: site) }
    }
    updateProspects()
    demand.scheduleNextArrival(&course)
  }
}
