import Foundation
import Testing

@testable import FactoryModel

private let month = 730.5

/// One site of 1 MW; one unit is one H100e and draws 10 kW, so that 100 fit.
private func world(
  _ accelerators: String = "", _ generation: String = "", stages: String? = nil,
  end: String = "2036-01-01"
) throws -> TinyResult {
  try TinyWorld(
    """
    accelerators:
      procurement: newest
      \(accelerators)
      generations:
        A:
          released: 2025-01-01
          bf16: 989 TFLOP/s
          fp8: 1979 TFLOP/s
          power: 10 kW
          rack: 8
          price: { at: 1000 EUR, changes: -20 %/year }
          lead: 3 months
          life: 5 years
    \(generation)
    sites:
      pod:
        power: 1 MW
        stages:
    \(stages ?? """
            build: { takes: 6 months }
            accelerators: { for: commission }
            commission: { after: [build, accelerators], takes: 1 months }
      """)
    strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
    """, end: end
  ).run()
}

@Suite struct AcceleratorTests {
  @Test func `accelerators are ordered to arrive when the stage that needs them can start`() throws
  {
    let result = try world()
    #expect(result.milestone("ordered", phase: "first") == 3 * month)
    #expect(result.milestone("delivered", phase: "first") == 6 * month)
    #expect(result.milestone("live", phase: "first") == 7 * month)
  }

  @Test func `a long lead time is on the critical path`() throws {
    let result = try world(
      stages: """
              build: { takes: 2 months }
              accelerators: { for: commission }
              commission: { after: [build, accelerators], takes: 1 months }
        """)
    #expect(result.milestone("ordered", phase: "first") == 0)
    #expect(result.milestone("live", phase: "first") == 4 * month)
  }

  @Test func `whole racks are bought, at the price of the day of the order`() throws {
    let result = try world()
    // 12 racks of 8 units; the price has fallen since the release 365 days and 3 months before.
    let years = (365 * 24 + 3 * month) / 8766
    let cost = 96 * 1000 * pow(0.8, years)
    #expect(abs(result.metric("capex_eur") / cost - 1) < 1e-12)
    #expect(result.stockEnd("live_h100e", month: 11) == 96)
    #expect(abs(result.stockEnd("live_it_mw", month: 11) - 0.96) < 1e-6)
  }

  @Test func `without refresh capacity ends with its life, counted from first use`() throws {
    let result = try world()
    let ends = (7 + 60) * month
    let before = Int(ends / month) - 2
    #expect(result.stockEnd("live_h100e", month: before) == 96)
    #expect(result.stockEnd("live_h100e", month: before + 3) == 0)
  }

  @Test func `refresh puts the best of the day in their place`() throws {
    let result = try world(
      "refresh: best",
      """
          B:
            released: 2030-01-01
            bf16: 1978 TFLOP/s
            fp8: 3958 TFLOP/s
            power: 10 kW
            price: { at: 1000 EUR }
            lead: 3 months
            life: 5 years
      """)
    #expect(result.stockEnd("live_h100e", month: 60) == 96)
    #expect(result.stockEnd("live_h100e", month: 70) == 200)
  }

  @Test func `refresh like for like buys the same again`() throws {
    let result = try world("refresh: likeForLike")
    #expect(result.stockEnd("live_h100e", month: 100) == 96)
    let once = 96 * 1000 * pow(0.8, (365 * 24 + 3 * month) / 8766)
    // Live for 60 months from the seventh on, and ordered three months before the end of them.
    let again = 96 * 1000 * pow(0.8, (365 * 24 + 64 * month) / 8766)
    #expect(abs(result.metric("capex_eur") / (once + again) - 1) < 1e-12)
  }

  @Test func `contracts displaced at a swap go on with what is left of their term`() throws {
    let result = try TinyWorld(
      """
      demand:
        price: free
        segments:
          a: { requests: [ { date: 2026-08-01, size: 50 H100e, term: 8 years } ] }
      accelerators:
        procurement: newest
        refresh: likeForLike
        swapDowntime: 10 d
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 EUR }, life: 2 years }
      sites:
        pod: { power: 1 MW, stages: { accelerators: { for: install }, install: { after: [accelerators], takes: 1 d } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """, end: "2036-01-01"
    ).run()
    // Four swaps in the contract's time push its end back by 40 days, and no hour is lost.
    #expect(result.metric("displaced") == 4)
    #expect(result.metric("displaced_h100e_h") == 50 * 40 * 24)
    #expect(result.metric("preempted_h100e_h") == 0)
    #expect(abs(result.metric("served_h100e_h") - 50 * 8 * 8766) < 1e-6)
    #expect(result.metric("wait_mean_h") == 0)
  }

  @Test func `a contract that moves at the instant of a retirement is not interrupted`() throws {
    let result = try TinyWorld(
      """
      demand:
        price: free
        segments:
          a: { requests: [ { date: 2028-08-01, size: 50 H100e, term: 9 years } ] }
      accelerators:
        procurement: newest
        refresh: retire
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 EUR }, life: 5 years }
      sites:
        pod: { power: 1 MW, stages: { accelerators: { for: install }, install: { after: [accelerators], takes: 1 d } } }
      strategies:
        only: { phases: { first: { site: pod, start: 2026-01-01 }, second: { site: pod, start: 2028-01-01 } } }
      """, end: "2036-01-01"
    ).run()
    // To the second site in 2031; in 2033 there is no third.
    #expect(result.metric("displaced") == 1)
    #expect(result.metric("displaced_h100e_h") == 0)
    #expect(result.metric("terminated") == 1)
    #expect(result.metric("served_h100e_h") > 50 * 4 * 8766)
  }

  @Test func `failures and repairs lower what can be sold`() throws {
    let result = try world("", "      failures: 1 /year\n      repair: 8766 h")
    #expect(result.stockEnd("live_h100e", month: 11) == 96)
    #expect(result.stockEnd("sellable_h100e", month: 11) == 48)
  }
}
