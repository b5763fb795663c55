import GridQueues
import ScenarioInputs
import Sampling

/// The numbers of every stage, order and connection of a phase, with streams of their own.
///
/// A phase's draws are named after the phase, so that phases of one name in two strategies meet the
/// same delays, and two phases of one strategy do not.
struct PhaseInputs: Sendable {
  /// What a stage draws.
  struct Stage: Sendable {
    let takes, fixedCost, costPerPower, overrun, succeeds: Input
    /// Decides whether it ends well.
    let outcome: StreamID
  }
  let stages: Table<StageSpec, Stage>
  /// Time from order to delivery.
  let leads: Table<GenerationSpec, Input>
  /// By grid node: time from grant to power.
  let builds: [Input]
  let openingCost: Input

  init(_ phase: PhaseSpec, in scenario: Scenario) {
    let kind = scenario.kinds[phase.kind]
    stages = Table(
      kind.graph.stages.map { stage in
        Stage(
          takes: stage.takes.within(phase.name), fixedCost: stage.fixedCost.within(phase.name),
          costPerPower: stage.costPerPower.within(phase.name),
          overrun: stage.overrun.within(phase.name),
          succeeds: stage.succeeds.within(phase.name),
          outcome: StreamID("rollout/\(phase.name)/\(kind.name)/\(stage.name)/outcome"))
      })
    leads = Table(scenario.fleet.generations.map { $0.lead.within(phase.name) })
    builds = scenario.grid.nodes.map { $0.build.within(phase.name) }
    openingCost = kind.openingCost.within(phase.name)
  }
}
