import Quantities
import ScenarioReading

/// What the stages of a phase's sites wait for beside the stages before them: gates, and stages of the site
/// that theirs stands on.
struct PhaseWaits: Sendable {
  /// The rule that opens the gate of each stage; nil where there is none.
  let gates: Table<StageSpec, ID<Rule>?>
  /// The date from which the gate of each stage opens; nil where there is none, or its condition is another.
  let gateDates: Table<StageSpec, SimTime?>
  /// The stages with gates that must be open before each stage: its own, and those before it.
  let gatesBefore: Table<StageSpec, [ID<StageSpec>]>
  /// Stages of the base, in its kind, that must be done before each stage.
  let afterBase: Table<StageSpec, [ID<StageSpec>]>
  /// How the gates of a site begin: closed, and open where a stage has none.
  let closedGates: Table<StageSpec, GateState>

  /// The waits of a phase; what opens its gates is added to some rules.
  init(
    of phase: ID<PhaseSpec>, in strategy: StrategySpec, _ kinds: [SiteKindSpec],
    _ rules: inout Table<Rule, Rule>
  ) {
    let spec = strategy.phases[phase]
    let graph = kinds[spec.kind].graph
    var gates = Table<StageSpec, ID<Rule>?>(repeating: nil, count: graph.stages.count)
    for gate in spec.gates {
      gates[gate.stage] = rules.endIndex
      rules.append(Rule(when: gate.trigger, then: .open(phase, gate: gate.stage)))
    }
    let gated = gates.indices.filter { gates[$0] != nil }
    self.gates = gates
    gateDates = Table(
      gates.map { rule in
        guard let rule, case .date(let date) = rules[rule].when else { return nil }
        return date
      })
    closedGates = Table(gates.map { $0 == nil ? .open : .closed })
    gatesBefore = Table(
      graph.stages.ids.map { stage in gated.filter { graph.following[$0].contains(stage) } })
    let baseGraph = spec.standsOn.map { kinds[strategy.phases[$0].kind].graph }
    afterBase = Table(
      graph.stages.map { stage in
        stage.afterBase.compactMap { name in
          baseGraph?.stages.firstID { $0.name == name.name }
        }
      })
  }

  /// The gates that must be open before accelerators are committed and ordered: those of their own stage
  /// where it has one itself, else those of the stage that needs them.
  func gates(beforeAcceleratorsIn graph: StageGraph) -> [ID<StageSpec>] {
    guard let supply = graph.acceleratorStage,
      case .accelerators(let user) = graph.stages[supply].kind
    else { return [] }
    return gates[supply] != nil ? gatesBefore[supply] : gatesBefore[user]
  }
}
