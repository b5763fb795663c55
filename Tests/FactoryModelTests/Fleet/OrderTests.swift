import Testing

@testable import FactoryModel

private let day = 24.0
private let month = 730.5

/// When accelerators are ordered, and with which money.
@Suite struct OrderTests {
  /// Build of 24 months, accelerators with a lead of 10, a commission of no length.
  private static func world(
    _ accelerators: String, budget: String = "", price: String = "1 kEUR", more: String = "",
    phases: String = ""
  ) throws -> TinyResult {
    try TinyWorld(
      """
      accelerators:
        procurement: newest
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: \(price)\(more) }, lead: 10 months, life: 20 years }
      sites:
        pod:
          power: 1 MW
          stages:
            build: { takes: 24 months, costs: 1 MEUR, paid: end }
            survey: { takes: 20 months }
            accelerators: { for: commission\(accelerators) }
            commission: { after: [build, accelerators], takes: 0 d }
        vain: { capacity: 1 H100e, stages: { permit: { takes: 500 d, succeeds: 0 % }, build: { after: [permit], takes: 1 d, costs: 50 kEUR } } }
      strategies:
        only:
          \(budget)
          phases:
            pod: { site: pod, start: 2026-01-01 }
      \(phases)
      """, end: "2032-01-01"
    ).run()
  }

  @Test func `planned orders come one lead before they are needed`() throws {
    let result = try Self.world("")
    #expect(result.milestone("ordered", phase: "pod") == 14 * month)
    #expect(result.milestone("live", phase: "pod") == 24 * month)
  }

  @Test func `ready orders wait until nothing else holds the stage up`() throws {
    let result = try Self.world(", order: ready")
    #expect(result.milestone("ordered", phase: "pod") == 24 * month)
    #expect(result.milestone("live", phase: "pod") == 34 * month)
  }

  @Test func `planned orders do not come before what they wait for`() throws {
    let result = try Self.world(", after: [survey]")
    #expect(result.milestone("ordered", phase: "pod") == 20 * month)
    #expect(result.milestone("live", phase: "pod") == 30 * month)
  }

  @Test func `an order is tested at its real cost, and waits for the price or the money`() throws {
    // 100 units at 1 kEUR, 20 % dearer a year: 120 kEUR at the start, 148 kEUR when they are ordered.
    let phases = "      vain: { site: vain, start: 2026-02-01 }"
    func run(_ rest: String) throws -> TinyResult {
      try Self.world(
        "", budget: "budget: { amount: 1.175 MEUR, \(rest) }", more: ", changes: 20 %/year",
        phases: phases)
    }
    let untested = try run("otherwise: wait")
    #expect(untested.milestone("ordered", phase: "pod") == 14 * month)
    // The other phase gives its 50 kEUR back after 500 days, on 16 June 2027.
    let tested = try run("otherwise: wait, testOrders: true")
    #expect(tested.milestone("ordered", phase: "pod") == 531 * day)
    #expect(
      abs(tested.metric("months_waiting_for_money") - (531 * day - 14 * month) / month) < 1e-9)
    // Nothing has been paid yet, as the build is paid at its end.
    let dropped = try run("otherwise: drop, testOrders: true")
    #expect(dropped.milestone("abandoned", phase: "pod") == 14 * month)
  }

  @Test func `an order for a site that has cost something waits, also where phases are dropped`()
    throws
  {
    let result = try Self.world(
      ", after: [survey], order: planned",
      budget: "budget: { amount: 1.13 MEUR, otherwise: drop, testOrders: true }",
      more: ", changes: 20 %/year")
    #expect(result.milestone("abandoned", phase: "pod") == 20 * month)
    let paid = try TinyWorld(
      """
      accelerators:
        procurement: newest
        generations:
          A: { released: 2026-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR, changes: 20 %/year }, lead: 10 months, life: 20 years }
          B: { released: 2029-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR }, lead: 10 months, life: 20 years }
      sites:
        pod:
          power: 1 MW
          stages: { build: { takes: 24 months, costs: 1 MEUR, paid: start }, accelerators: { for: commission }, commission: { after: [build, accelerators], takes: 0 d } }
      strategies:
        only:
          budget: { amount: 1.11 MEUR, otherwise: drop, testOrders: true }
          phases: { pod: { site: pod, start: 2026-01-01 } }
      """, end: "2032-01-01"
    ).run()
    // Looked at again at each month close: the next generation costs what was planned.
    #expect(paid.milestone("abandoned", phase: "pod").isNaN)
    #expect(paid.milestone("ordered", phase: "pod") == 1_096 * day)
  }

  @Test func `a ready order that what it waits for waits for is refused`() {
    let problems = WrittenScenario(
      """
      title: circle
      start: 2026-01-01
      end: 2030-01-01
      accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR } } } }
      sites:
        pod:
          power: 1 MW
          stages:
            accelerators: { for: commission, order: ready }
            install: { after: [accelerators], takes: 1 d }
            commission: { after: [install, accelerators], takes: 1 d }
      strategies: { only: { phases: { pod: { site: pod, start: 2026-01-01 } } } }
      """
    ).problems
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains("write 'for: install', or 'order: planned'") == true)
  }
}
