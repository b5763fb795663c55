import Quantities

extension RolloutSide {
  /// Whether nothing but a gate, and accelerators that are only ordered behind it, holds a stage up.
  func isReachable(_ stage: ID<StageSpec>, of site: ID<Site>, in graph: StageGraph) -> Bool {
    sites[site].stages[stage].state == .pending
      && graph.stages[stage].after.allSatisfy {
        sites[site].stages[$0].state == .done
          || graph.stages[$0].kind == .accelerators(neededBy: stage)
      }
      && isBaseReady(for: stage, of: site)
  }

  /// A gate that a site has come to and whose condition holds; nil where there is none.
  func gateToOpen(at site: ID<Site>, _ now: SimTime) -> ID<StageSpec>? {
    let waits = plan.waits[plan.sites[site].phase]
    let graph = kind(of: site).graph
    return graph.order.first { stage in
      guard sites[site].gates[stage] == .closed, let rule = waits.gates[stage] else { return false }
      return isReachable(stage, of: site, in: graph) && holds(rule, at: now)
    }
  }

  /// Opens a gate, or lets it wait for money.
  mutating func setGate(
    of stage: ID<StageSpec>, at site: ID<Site>, to state: GateState, _ course: borrowing Course
  ) {
    let gate = "\(plan.name(of: site)): the gate of \(kind(of: site).graph.stages[stage].name)"
    course.note(
      state == .open ? "\(gate) opens" : "\(gate) does not fit the budget and waits")
    sites[site].gates[stage] = state
  }
}
