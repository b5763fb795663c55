import Columns
import ScenarioReading

/// What can hold up the sites of a phase, in the order in which equals are told.
struct CausePlan: Sendable {
  /// The stages of the sites, those of the sites they stand on, `money`, and `gate`.
  let names: [String]
  /// How many of them are stages of the sites.
  let stageCount: Int
  /// Stages that no other one waits for: the site is live when they are done.
  let lastStages: [ID<StageSpec>]
  /// What each stage waits for: of the sites, and behind them of those they stand on.
  ///
  /// Accelerators that are ordered when nothing else holds up the stage that needs them wait for all else that
  /// it waits for.
  let before: [[Int]]
  /// The stages of the sites, and of those they stand on, each behind all that it waits for.
  let order: [ID<StageSpec>]
  let baseOrder: [ID<StageSpec>]

  init(of phase: ID<PhaseSpec>, in strategy: StrategySpec, _ kinds: [SiteKindSpec]) {
    let spec = strategy.phases[phase]
    let graph = kinds[spec.kind].graph
    let baseGraph = spec.standsOn.map { kinds[strategy.phases[$0].kind].graph }
    let base = baseGraph?.stages ?? []
    let count = graph.stages.count
    names =
      graph.stages.map(\.name) + base.map { StageSpec.basePrefix + $0.name } + Self.others
    stageCount = count
    before =
      graph.stages.ids.map { stage in
        graph.planned(before: stage).map(\.index)
          + graph.stages[stage].afterBase.compactMap { name in
            base.firstIndex { $0.name == name.name }.map { count + $0 }
          }
      }
      + base.ids.map { stage in
        baseGraph?.planned(before: stage).map { count + $0.index } ?? []
      }
    order = graph.planOrder
    baseOrder = baseGraph?.planOrder ?? []
    lastStages = graph.stages.ids.filter { stage in
      !graph.stages.contains { $0.after.contains(stage) }
    }
  }

  /// What can hold a site up beside stages.
  static let others = ["money", "gate"]

  var money: Int { names.count - 2 }
  var gate: Int { names.count - 1 }

  /// Where its numbers belong.
  func places(_ phase: ID<PhaseSpec>) -> [ConstraintPlace] {
    names.map { ConstraintPlace(phase: phase.number, cause: $0) }
  }
}
