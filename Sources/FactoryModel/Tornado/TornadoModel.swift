public import Columns
public import Experiments

/// A scenario as it is, and once more for each level of each uncertain input, all in the same futures.
///
/// The input is held at the level and every other draw is as it was: demand, queues and delays of a future have
/// the same random numbers in all cases. Every strategy of every case is a strategy of this model, by case and
/// then by strategy, and returns one metric.
public struct TornadoModel: ReplicatedModel {
  /// An input held at one of its levels; nil for the scenario as it is.
  public typealias Case = (input: InputLevels, level: InputLevels.Level)?

  /// The cases; the first is the scenario as it is.
  public let cases: [Case]
  /// One metric, and nothing else.
  public let layout: ResultLayout
  /// A name for each strategy of each case, for messages.
  public let strategies: [String]
  private let model: ScenarioModel
  /// Places of the strategies that are run.
  private let chosen: [Int]
  private let metric: Int

  /// The draws are not kept.
  public var parameters: [Parameter] { [] }

  /// The cases of a scenario.
  ///
  /// - Parameters:
  ///   - model: the scenario.
  ///   - chosen: places of the strategies to run, ascending.
  ///   - metric: the place of the metric among those of the model.
  public init(_ model: ScenarioModel, strategies chosen: [Int], metric: Int) {
    self.model = model
    self.chosen = chosen
    self.metric = metric
    cases =
      [nil] + model.inputLevels.flatMap { input in input.levels.map { (input, $0) as Case } }
    layout = ResultLayout(
      calendar: model.layout.calendar, metrics: [model.layout.metrics[metric]])
    strategies = cases.flatMap { held in
      chosen.map { strategy in
        let name = model.strategies[strategy]
        return held.map { "\(name) with \($0.input.name) at \($0.level.name)" } ?? name
      }
    }
  }

  /// Makes the memory of one thread.
  public func makeWorker() -> Worker {
    Worker(
      worker: model.makeWorker(), scratch: ReplicationResult(model.layout), cases: cases,
      chosen: chosen, metric: metric)
  }

  /// Runs the cases of a replication one after the other.
  public struct Worker: ReplicationWorker {
    fileprivate let worker: FactoryWorker
    fileprivate var scratch: ReplicationResult
    fileprivate let cases: [Case]
    fileprivate let chosen: [Int]
    fileprivate let metric: Int
    private var place = (future: 0, inner: 0)
    private var drawn: Int?

    fileprivate init(
      worker: FactoryWorker, scratch: ReplicationResult, cases: [Case], chosen: [Int], metric: Int
    ) {
      self.worker = worker
      self.scratch = scratch
      self.cases = cases
      self.chosen = chosen
      self.metric = metric
    }

    /// Goes on to a replication; each case draws it when its first strategy is run.
    public mutating func begin(future: Int, inner: Int) -> [Double] {
      place = (future, inner)
      drawn = nil
      return []
    }

    /// Runs a strategy of a case.
    public mutating func run(strategy: Int, into result: inout ReplicationResult) throws {
      let number = strategy / chosen.count
      if drawn != number {
        let held = cases[number].map { (index: $0.input.input, uniform: $0.level.uniform) }
        _ = try worker.begin(future: place.future, inner: place.inner, holding: held)
        drawn = number
      }
      worker.run(strategy: chosen[strategy % chosen.count], into: &scratch)
      result.metrics[0] = scratch.metrics[metric]
    }
  }
}
