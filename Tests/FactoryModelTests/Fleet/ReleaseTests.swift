import Foundation
import Testing

@testable import FactoryModel

/// Ordering before a release, and what follows the generations that are named.
@Suite struct ReleaseTests {
  private func world(_ start: String, successors: String = "") throws -> TinyResult {
    try TinyWorld(
      """
      accelerators:
        procurement: newest
      \(successors)
        generations:
          A: { released: 2026-07-01, preOrder: 6 months, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
               price: { at: 1000 EUR, changes: -20 %/year }, lead: 1 months }
      sites: { pod: \(TinyWorld.installedAtOnce) }
      strategies: { only: { phases: { first: { site: pod, start: \(start) } } } }
      """, end: "2030-01-01"
    ).run()
  }

  @Test func `what is ordered before its release costs what it does then, and comes then`()
    throws
  {
    let result = try world("2026-02-01")
    #expect(result.milestone("ordered", phase: "first") == 31 * 24)
    #expect(result.milestone("delivered", phase: "first") == 181 * 24)
    #expect(result.metric("capex_eur") == 100 * 1000)
  }

  @Test func `from the release on the price falls by the year`() throws {
    let result = try world("2027-07-01")
    let known = 100_000 * pow(0.8, 365.0 * 24 / 8766)
    #expect(abs(result.metric("capex_eur") - known) < 1e-6)
  }

  @Test func `successors have their own trends by the year, from one release to the next`() throws {
    // The fourth comes two years after the first, and can be ordered half a year before that.
    let result = try world(
      "2028-01-01",
      successors:
        "  successors: { every: 6 months, h100ePerKilowatt: 100 %/year, pricePerH100e: -36 %/year }"
    )
    let compute = 400.0
    #expect(abs(result.metric("live_h100e_2028") - compute) < 1e-3)
    #expect(abs(result.metric("capex_eur") - 1000 * compute * 0.64 * 0.64) < 1e-6)
  }
}
