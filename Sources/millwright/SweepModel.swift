import Columns
import Experiments
import FactoryModel
import ResultStore

/// A scenario and its variants as one model: each replication runs all of them in the same future.
struct SweepModel: ReplicatedModel {
  /// The scenario as it is, and its variants.
  let models: [StrategySelection<ScenarioModel>]

  /// The strategies of each model, one after the other.
  let strategies: [String]

  /// That of the scenario as it is; variants return no series.
  var layout: ResultLayout { models[0].layout }

  /// Those of each model, one after the other.
  var parameters: [Parameter] { models.flatMap(\.parameters) }

  /// The models, each with its name; that of the scenario as it is comes first and is empty.
  init(_ models: [(name: String, model: StrategySelection<ScenarioModel>)]) {
    self.models = models.map(\.model)
    strategies = models.flatMap { name, model in
      model.strategies.map { name.isEmpty ? $0 : "\($0) in the variant \(name)" }
    }
  }

  func makeWorker() -> Worker {
    Worker(
      workers: models.map { $0.makeWorker() }, scratch: models.map { ReplicationResult($0.layout) },
      places: models.enumerated().flatMap { number, model in
        model.strategies.indices.map { (number, $0) }
      })
  }

  /// Encodes a replication of each model.
  func encode(_ outcome: ReplicationOutcome, kept: KeptFutures) throws -> [EncodedReplication] {
    var (firstDraw, firstResult) = (0, 0)
    return try models.enumerated().map { number, model in
      let draws = firstDraw..<firstDraw + model.parameters.count
      let results = firstResult..<firstResult + model.strategies.count
      (firstDraw, firstResult) = (draws.upperBound, results.upperBound)
      let own = ReplicationOutcome(
        number: outcome.number, future: outcome.future, inner: outcome.inner,
        draws: Array(outcome.draws[draws]), results: Array(outcome.results[results]))
      return try EncodedReplication(
        own, layout: number == 0 ? model.layout : model.layout.withoutSeries,
        kept: number == 0 ? kept : KeptFutures(series: 0, grid: 0), variant: number)
    }
  }

  /// Runs all models on one thread.
  struct Worker: ReplicationWorker {
    fileprivate var workers: [StrategySelection<ScenarioModel>.Worker]
    /// Where a variant writes its series, of which nothing is kept.
    fileprivate var scratch: [ReplicationResult]
    /// Of each strategy, the model and its place there.
    fileprivate let places: [(model: Int, strategy: Int)]

    mutating func begin(future: Int, inner: Int) throws -> [Double] {
      var draws: [Double] = []
      for index in workers.indices {
        draws += try workers[index].begin(future: future, inner: inner)
      }
      return draws
    }

    mutating func run(strategy: Int, into result: inout ReplicationResult) throws {
      let place = places[strategy]
      guard place.model > 0 else {
        return try workers[0].run(strategy: place.strategy, into: &result)
      }
      try workers[place.model].run(strategy: place.strategy, into: &scratch[place.model])
      result = scratch[place.model].withoutSeries
    }
  }
}
