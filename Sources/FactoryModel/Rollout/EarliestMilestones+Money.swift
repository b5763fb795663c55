import Accounts
import GridQueues
import Quantities
import ScenarioInputs

// What phases cost at the least.
extension EarliestMilestones {
  /// Whether a phase may ever fit the budget of its strategy beside the sites that stand at the start,
  /// should it start at an instant or later.
  func isAffordable(
    _ phase: PhaseSpec, in strategy: StrategySpec, startingAt start: SimTime
  ) -> Bool {
    guard let budget = strategy.budget else { return true }
    let cost =
      leastCost(ofSitesStandingIn: strategy) + leastCost(of: phase)
      + leastCost(ofAcceleratorsOf: phase, startingAt: start)
    // A little more, so that no rounding keeps out what fits to the euro.
    return cost.value <= extremes.greatest(budget.amount) * (1 + 1e-9)
  }

  /// What the sites that stand at the start have cost, at the least.
  func leastCost(ofSitesStandingIn strategy: StrategySpec) -> Money {
    strategy.phases.reduce(Money.zero) { sum, phase in
      let kind = scenario.kinds[phase.kind]
      guard kind.isLiveAtStart else { return sum }
      return sum + Money(extremes.least(kind.openingCost) * Double(phase.siteCount))
    }
  }

  /// What a phase is planned to cost for its construction and connections, at the least.
  func leastCost(of phase: PhaseSpec) -> Money {
    let kind = scenario.kinds[phase.kind]
    let gated = phase.gates.map(\.stage)
    var construction = 0.0
    for id in kind.graph.stages.ids
    where !gated.contains(where: { kind.graph.following[$0].contains(id) }) {
      let stage = kind.graph.stages[id]
      construction +=
        (extremes.leastMean(stage.fixedCost)
          + extremes.leastMean(stage.costPerPower) * kind.power.value)
        * (1 + extremes.leastMean(stage.overrun))
    }
    var cost = construction * leastFactor(.construction)
    if let first = phase.nodes.first {
      let node = scenario.grid.nodes[first.index]
      let power = node.isConnectionPerPower ? kind.connection.value : 1
      cost += extremes.least(node.connection) * power * leastFactor(.grid)
    }
    return Money(cost * Double(phase.siteCount))
  }

  /// What the accelerators of a phase are planned to cost, at the least, should it start at an instant or
  /// later: nothing where none may be for sale yet.
  func leastCost(ofAcceleratorsOf phase: PhaseSpec, startingAt start: SimTime) -> Money {
    let kind = scenario.kinds[phase.kind]
    // Behind a gate they are committed later.
    guard kind.graph.acceleratorStage != nil, phase.gates.isEmpty else { return .zero }
    return accelerators.leastCost(of: kind.power, plannedFrom: start) * Double(phase.siteCount)
  }

  /// The least that the price of an item is to that of the start.
  private func leastFactor(_ item: EscalatedItem) -> Double {
    let change = extremes.least(scenario.money.change(of: item))
    return min(1, annualFactor(change, at: scenario.calendar.horizon))
  }
}
