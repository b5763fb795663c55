import Accounts
import Foundation
import ModelTestSupport
import TestSupport
import Testing

@testable import FactoryModel

/// Every running cost of the list is read, billed and a part of the levelised cost.
@Suite struct RunningCostTests {
  /// A site of 2 MW that cost 1.2 MEUR, sold throughout; prices of one item rise by 21 % a year.
  private static func world(_ cost: RunningCost, _ amounts: String) throws -> TinyResult {
    try TinyWorld(
      """
      money: { inflation: 2 %/year, escalators: { \(cost.item.rawValue): 21 %/year } }
      demand:
        segments:
          all: { requests: [ { date: 2026-01-01, size: 10 H100e, term: 3 years } ] }
      sites:
        hall: { power: 2 MW, capacity: 10 H100e, live: start, cost: 1.2 MEUR,
                \(cost.key): { \(amounts) } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).run()
  }

  @Test(arguments: runningCosts.indices)
  func `a twelfth of the yearly cost is paid each month, in prices of its opening`(place: Int)
    throws
  {
    let cost = runningCosts[place]
    let share = cost.mayBeShareOfCapex ? ", shareOfCapex: 2 %/year" : ""
    let result = try Self.world(cost, "perSite: 120 kEUR/year, perMW: 60 kEUR/MW/year\(share)")
    // 120 kEUR, 2 MW × 60 kEUR and, where it may be one, 2 % of 1.2 MEUR.
    let yearly: Double = 120e3 + 120e3 + (cost.mayBeShareOfCapex ? 24e3 : 0)
    #expect(agrees(-result.cash(cost.line.name, period: 1), yearly / 12))
    let rise = pow(1.21, 8760.0 / 8766)
    #expect(agrees(-result.cash(cost.line.name, period: 13), yearly / 12 * rise))
    #expect(result.cash(cost.line.name, period: 0) == 0)
    for other in runningCosts where other.key != cost.key {
      #expect(result.cash(other.line.name, period: 1) == 0)
    }
    // All that is paid in the two years but construction, as a part of what an H100e-hour costs.
    let paid = (1...24).reduce(0) { $0 - result.cash(cost.line.name, period: $1) }
    let part = result.metric("levelised_cost_\(cost.line.name)_eur_per_h100e_h")
    #expect(agrees(part, paid / (10 * 17_520)))
    #expect(agrees(result.metric("opex_eur"), paid))
  }

  @Test(arguments: runningCosts.indices)
  func `a share of the construction cost is stated where there is one`(place: Int) throws {
    let cost = runningCosts[place]
    let problems = WrittenScenario(
      completeScenario, sets: ["sites.podSite.\(cost.key)={ shareOfCapex: 1 %/year }"]
    ).problems
    #expect(problems.isEmpty == cost.mayBeShareOfCapex, "\(problems)")
  }
}
