import GridQueues
import ScenarioInputs
import Sampling

/// The numbers of every stage, order and connection, with streams of their own for each phase.
///
/// A phase's draws are named after the phase, so that phases of one name in two strategies meet the
/// same delays, and two phases of one strategy do not.
struct StageInputs: Sendable {
  /// What a stage of a phase draws.
  struct Stage: Sendable {
    let takes, fixedCost, costPerPower, overrun, succeeds: Input
    /// Decides whether it ends well.
    let outcome: StreamID
  }
  /// What a phase draws beside its stages.
  struct Phase: Sendable {
    let stages: [Stage]
    /// By generation: time from order to delivery.
    let leads: [Input]
    /// By grid node: time from grant to power.
    let builds: [Input]
    let openingCost: Input
  }
  private let strategies: [[Phase]]

  init(_ scenario: Scenario) {
    strategies = scenario.strategies.map { strategy in
      strategy.phases.map { phase in
        let kind = scenario.kinds[phase.kind]
        return Phase(
          stages: kind.graph.stages.map { stage in
            Stage(
              takes: stage.takes.within(phase.name), fixedCost: stage.fixedCost.within(phase.name),
              costPerPower: stage.costPerPower.within(phase.name),
              overrun: stage.overrun.within(phase.name),
              succeeds: stage.succeeds.within(phase.name),
              outcome: StreamID("rollout/\(phase.name)/\(kind.name)/\(stage.name)/outcome"))
          },
          leads: scenario.fleet.generations.map { $0.lead.within(phase.name) },
          builds: scenario.grid.nodes.map { $0.build.within(phase.name) },
          openingCost: kind.openingCost.within(phase.name))
      }
    }
  }

  subscript(strategy: Int, phase: Int) -> Phase { strategies[strategy][phase] }
}
