import Foundation
import Testing

@testable import FactoryModel

/// What is given up, retired, not finished, or not used.
@Suite struct AtTheEndTests {
  private func world(_ stages: String, start: String = "2026-01-01") throws -> TinyResult {
    try TinyWorld(
      """
      accelerators:
        procurement: newest
        refresh: retire
        generations:
          A: { released: 2026-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
               price: { at: 1000 EUR, changes: -50 %/year }, life: 1 years, bookLife: 10 years }
      sites: { pod: { power: 1 MW, stages: \(stages) } }
      strategies: { only: { phases: { first: { site: pod, start: \(start) } } } }
      """
    ).run()
  }

  private func bought(permit: String) -> String {
    "{ permit: { takes: 25 d, succeeds: \(permit) }, long: { takes: 50 d }, "
      + "accelerators: { for: last }, last: { after: [permit, long, accelerators], takes: 0 d } }"
  }

  @Test func `nothing is ordered for a site that was given up`() throws {
    #expect(try world(bought(permit: "0 %")).metric("capex_eur") == 0)
  }

  @Test func `accelerators are committed at their price of the day of the order`() throws {
    let price = 100_000 * pow(0.5, 1200.0 / 8766)
    let result = try world(bought(permit: "100 %"))
    #expect(abs(result.stockEnd("committed_eur", month: 0) - 100_000) < 0.01)
    #expect(abs(result.stockEnd("committed_eur", month: 2) - price) < 0.01)
  }

  @Test func `retired accelerators are worth nothing any more`() throws {
    let result = try world(bought(permit: "100 %"))
    #expect(result.metric("capex_eur") > 0)
    #expect(result.metric("horizon_value_eur") == 0)
  }

  @Test func `what is sold is active for its share of use`() throws {
    let result = try TinyWorld.hall(
      """
          a: { usage: 50 %, requests: [ { date: 2026-01-01, size: 4 H100e, term: 300 d } ] }
      """
    ).run()
    #expect(result.stockMean("sold_h100e", month: 1) == 4)
    #expect(result.stockMean("active_h100e", month: 1) == 2)
  }

  @Test func `a stage that runs at the horizon has cost its part`() throws {
    // Ten of a hundred days.
    let result = try world(
      "{ build: { takes: 100 d, costs: 1 MEUR }, accelerators: { for: last }, "
        + "last: { after: [build, accelerators], takes: 0 d } }", start: "2027-12-22")
    #expect(abs(result.metric("capex_eur") - 1e5) < 1e-6)
  }
}
