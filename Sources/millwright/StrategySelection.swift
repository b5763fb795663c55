import Quantities
import Experiments
import Columns

/// A model of which only some strategies are run.
///
/// All strategies of a replication meet the same draws, so a strategy returns the same with or
/// without the others beside it.
struct StrategySelection<Model: ReplicatedModel>: ReplicatedModel {
  private let model: Model
  /// Indices of the chosen strategies, ascending.
  private let chosen: [Int]

  let strategies: [String]
  let layout: ResultLayout
  var parameters: [Parameter] { model.parameters }

  /// Chooses strategies of a model; all of them where no name is given.
  ///
  /// - Throws: `Failure` where there is no strategy of a name.
  init(_ model: Model, names: [String]) throws(Failure) {
    self.model = model
    var wanted: Set<Int> = []
    for name in names { wanted.insert(try Self.index(of: name, in: model)) }
    let chosen = names.isEmpty ? Array(model.strategies.indices) : wanted.sorted()
    self.chosen = chosen
    strategies = chosen.map { model.strategies[$0] }
    var layout = model.layout
    layout.phases = chosen.map { model.layout.phases[$0] }
    layout.milestonePlaces = chosen.map { model.layout.milestonePlaces[$0] }
    layout.constraintPlaces = chosen.map { model.layout.constraintPlaces(of: $0) }
    self.layout = layout
  }

  /// The index of a strategy by its name.
  static func index(of name: String, in model: Model) throws(Failure) -> Int {
    guard let index = model.strategies.firstIndex(of: name) else {
      throw Failure(unknownStrategy: name, among: model.strategies)
    }
    return index
  }

  func makeWorker() -> Worker { Worker(worker: model.makeWorker(), chosen: chosen) }

  /// Runs the chosen strategies on one thread.
  struct Worker: ReplicationWorker {
    fileprivate var worker: Model.Worker
    fileprivate let chosen: [Int]

    mutating func begin(future: Int, inner: Int) throws -> [Double] {
      try worker.begin(future: future, inner: inner)
    }

    mutating func run(strategy: Int, into result: inout ReplicationResult) throws {
      try worker.run(strategy: chosen[strategy], into: &result)
    }
  }
}

extension Failure {
  /// Nobody knows a strategy of this name.
  fileprivate init(unknownStrategy name: String, among known: [String]) {
    let hint =
      NearestName.of(name, among: known).map { "; did you mean '\($0)'? There are" }
      ?? "; there are"
    let list = known.joined(separator: ", ")
    self.init(.usage, "there is no strategy '\(name)'\(hint): \(list)")
  }
}
