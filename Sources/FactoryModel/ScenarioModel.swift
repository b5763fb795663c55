import Quantities
public import Experiments
import ScenarioInputs
import Accounts
import GridQueues
public import Columns
import EventKernel
import Sampling

/// A scenario with a master seed, ready to be replicated.
public struct ScenarioModel: ReplicatedModel {
  /// What is simulated.
  public let scenario: Scenario
  /// What all draws are addressed by, beside what they are for.
  public let seed: UInt64
  /// What each replication returns.
  public let layout: ResultLayout

  /// A model of a scenario.
  public init(_ scenario: Scenario, seed: UInt64) {
    self.scenario = scenario
    self.seed = seed
    let series = SeriesLayout(segments: scenario.demand.segments.map(\.name))
    let grid = GridColumns(scenario.grid)
    layout = ResultLayout(
      calendar: scenario.calendar,
      metrics: Outcome.columns(scenario).columns, stocks: series.stocks, flows: series.flows,
      gridStocks: grid.stocks, gridFlows: grid.flows,
      cashLines: CashLine.columns(segments: series.segments, closings: scenario.closesSites),
      milestones: scenario.milestones,
      phases: scenario.strategies.map { $0.phases.map(\.name) },
      milestonePlaces: scenario.milestonePlaces, reasons: scenario.grid.reasons,
      constraintPlaces: scenario.strategies.map { strategy in
        strategy.phases.ids.flatMap { phase in
          strategy.phases[phase].siteCount > 0
            ? CausePlan(of: phase, in: strategy, scenario.kinds).places(phase) : []
        }
      })
  }

  /// The names of the strategies, in file order.
  public var strategies: [String] { scenario.strategies.map(\.name) }

  /// The numbers drawn once per future.
  public var parameters: [Parameter] {
    zip(scenario.uncertain.names, scenario.uncertain.units).map { Parameter(name: $0, unit: $1) }
  }

  /// Makes the memory of one thread.
  public func makeWorker() -> FactoryWorker { FactoryWorker(self) }

  /// What happens in one replication of one strategy, event by event, in words.
  ///
  /// The last entry is the end, with the hash of all events: whoever sees the same one has seen them
  /// happen at the same instants in the same order.
  ///
  /// - Throws: where the replication holds more than can be simulated.
  public func trace(
    future: Int, inner: Int, strategy: Int
  ) throws -> [TraceEntry] {
    var result = ReplicationResult(layout)
    let entries = try makeWorker().trace(
      future: future, inner: inner, strategy: strategy, into: &result)
    let hash = String(result.traceHash, radix: 16)
    let end = "the end, after \(result.eventCount) events with the hash \(hash)"
    return entries + [TraceEntry(time: scenario.calendar.horizon, text: end)]
  }
}

/// Runs replications of a scenario on one thread.
public final class FactoryWorker: ReplicationWorker {
  private var factory: Factory
  private let seed: UInt64

  init(_ model: ScenarioModel) {
    factory = Factory(model.scenario)
    seed = model.seed
  }

  /// Draws a replication and returns its parameters, in the units they are written in.
  ///
  /// - Throws: where the replication holds more than can be simulated.
  public func begin(future: Int, inner: Int) throws -> [Double] {
    try begin(future: future, inner: inner, holding: nil)
  }

  /// Draws a replication in which an uncertain input, by its place, has its quantile at a probability, and every
  /// other draw is as it was.
  func begin(
    future: Int, inner: Int, holding held: (index: Int, uniform: Double)?
  ) throws -> [Double] {
    try factory.draw(
      Sampling.Replication(masterSeed: seed, future: UInt64(future), inner: UInt64(inner)),
      holding: held)
    return factory.course.future.draws.uncertain
  }

  /// Runs one strategy of the replication begun last.
  public func run(strategy: Int, into result: inout ReplicationResult) {
    factory.run(ID(strategy), into: &result)
  }

  func trace(
    future: Int, inner: Int, strategy: Int, into result: inout ReplicationResult
  ) throws -> [TraceEntry] {
    _ = try begin(future: future, inner: inner)
    let log = TraceLog()
    factory.course.trace = log
    defer { factory.course.trace = nil }
    run(strategy: strategy, into: &result)
    return log.entries
  }
}
