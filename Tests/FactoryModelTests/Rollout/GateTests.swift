import Testing

@testable import FactoryModel

private let day = 24.0
private let month = 730.5

/// Gates: permit now, decide later.
@Suite struct GateTests {
  /// A site with a permit of 12 months for 1 MEUR and a build of 6 months for 8 MEUR.
  private static func world(
    gate: String, budget: String = "", more: String = "", stage: String = "build",
    demand: String = "", accelerators: String = "", capacity: String = "capacity: 10 H100e,",
    end: String = "2036-01-01"
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      \(demand)
      \(accelerators)
      sites:
        campus:
          power: 1 MW
          \(capacity.isEmpty ? "" : "capacity: 10 H100e")
          stages:
            permit: { takes: 12 months, costs: 1 MEUR }
            build: { after: [permit\(capacity.isEmpty ? ", accelerators" : "")], takes: 6 months, costs: 8 MEUR }
            \(capacity.isEmpty ? "accelerators: { for: build }" : "")
        there: { capacity: 10 H100e, live: start }
        other: { capacity: 10 H100e, stages: { build: { takes: 10 d, costs: 4 MEUR } } }
      strategies:
        only:
          \(budget)
          phases:
            campus: { site: campus, start: 2026-01-01, gates: { \(stage): { \(gate) } } }
      \(more)
      """, end: end)
  }

  @Test func `build begins when the gate opens, long after the permit`() throws {
    let result = try Self.world(gate: "date: 2029-03-01").run()
    // 1,155 days from 2026-01-01 to 2029-03-01.
    #expect(result.milestone("build_began", phase: "campus") == 1_155 * day)
    #expect(result.milestone("live", phase: "campus") == 1_155 * day + 6 * month)
  }

  @Test func `a gate that opens before the permit holds nothing up`() throws {
    let result = try Self.world(gate: "date: 2026-06-01").run()
    #expect(result.milestone("build_began", phase: "campus") == 12 * month)
  }

  @Test func `a gate that never opens leaves only the cost of the permit`() throws {
    let result = try Self.world(gate: "waiting: { above: 1 H100e }").run()
    #expect(result.milestone("build_began", phase: "campus").isNaN)
    #expect(result.metric("capex_eur") == 1e6)
    #expect(result.stockEnd("committed_eur", month: 119) == 1e6)
  }

  @Test func `a utilisation gate is not held shut by its own site`() throws {
    // The site that stands is full from the first day; the campus behind the gate, 10 H100e more, does not count.
    let demand = """
      demand: { price: { constant: 1 EUR/H100e-h }, segments: { all: { requests: [ { date: 2026-01-01, size: 10 H100e, term: 9 years } ] } } }
      """
    let result = try Self.world(
      gate: "utilisation: { above: 60 %, for: 3 months }",
      more: "      there: { site: there }", demand: demand
    ).run()
    // `for` counts the time before the permit, so that build follows it at once.
    #expect(result.milestone("build_began", phase: "campus") == 12 * month)
  }

  @Test func `behind a closed gate a site counts neither as committed nor for what is too large`()
    throws
  {
    func lost(_ stage: String, _ gate: String) throws -> Double {
      try Self.world(
        gate: gate, stage: stage,
        demand: """
          demand: { price: { constant: 1 EUR/H100e-h }, segments: { all: { requests: [ { date: 2026-02-01, size: 8 H100e, term: 1 years, patience: forever } ] } } }
          """
      ).run().metric("lost_too_large")
    }
    #expect(try lost("build", "date: 2027-06-01") == 1)
    #expect(try lost("permit", "date: 2026-01-01") == 0)
  }

  @Test func `what is behind a gate is committed as it opens`() throws {
    let result = try Self.world(gate: "date: 2028-01-01", budget: "budget: { amount: 20 MEUR }")
      .run()
    #expect(result.stockEnd("committed_eur", month: 0) == 1e6)
    #expect(result.stockEnd("committed_eur", month: 23) == 1e6)
    #expect(result.stockEnd("committed_eur", month: 24) == 9e6)
  }

  @Test func `a gate without money waits for some, or its site is given up`() throws {
    // Of 10 MEUR the other phase takes 4 and gives them back after a refusal on 1 June 2028.
    func world(_ otherwise: String) throws -> TinyResult {
      try TinyWorld(
        """
        sites:
          campus:
            capacity: 10 H100e
            stages: { permit: { takes: 12 months, costs: 1 MEUR }, build: { after: [permit], takes: 6 months, costs: 8 MEUR } }
          vain: { capacity: 10 H100e, stages: { permit: { takes: 100 d, succeeds: 0 % }, build: { after: [permit], takes: 1 d, costs: 4 MEUR } } }
        strategies:
          only:
            budget: { amount: 10 MEUR, otherwise: \(otherwise) }
            phases:
              campus: { site: campus, start: 2026-01-01, gates: { build: { date: 2027-02-01 } } }
              vain: { site: vain, start: 2027-01-15 }
        """, end: "2030-01-01"
      ).run()
    }
    let waits = try world("wait")
    // Refused 100 days after 15 January 2027: 25 April, when the gate is looked at again.
    #expect(waits.milestone("build_began", phase: "campus") == (379 + 100) * day)
    #expect(abs(waits.metric("months_waiting_for_money") - 83 * day / month) < 1e-12)
    let dropped = try world("drop")
    #expect(dropped.milestone("abandoned", phase: "campus") == 396 * day)
    #expect(dropped.metric("capex_eur") == 1e6)
    #expect(dropped.metric("months_waiting_for_money") == 0)
  }

  @Test func `accelerators are committed and ordered behind the gate of the stage that needs them`()
    throws
  {
    let fleet = """
      accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR }, lead: 3 months } } }
      """
    let own = try Self.world(
      gate: "date: 2028-01-01", budget: "budget: { amount: 20 MEUR }", accelerators: fleet,
      capacity: ""
    ).run()
    #expect(own.milestone("ordered", phase: "campus") == 730 * day)
    #expect(own.milestone("build_began", phase: "campus") == 730 * day + 3 * month)
    #expect(own.stockEnd("committed_eur", month: 24) == 9.1e6)
    // With a gate of their own they alone are behind it.
    let alone = try Self.world(
      gate: "date: 2028-01-01", budget: "budget: { amount: 20 MEUR }", stage: "accelerators",
      accelerators: fleet, capacity: ""
    ).run()
    #expect(alone.milestone("ordered", phase: "campus") == 730 * day)
    #expect(alone.stockEnd("committed_eur", month: 23) == 1e6)
  }

  @Test func `a restart closes no gate`() throws {
    // The gate opens on 1 March 2027 and its level is gone a month later; the permit behind it is refused
    // once or more often, and is done again without asking the gate.
    let result = try TinyWorld(
      """
      demand: { price: { constant: 1 EUR/H100e-h }, segments: { all: { requests: [ { date: 2026-03-01, size: 5 H100e, term: 1 d, patience: 31 d } ] } } }
      sites:
        campus:
          capacity: 10 H100e
          stages: { permit: { takes: 20 d, succeeds: 50 %, else: { restart: permit } }, build: { after: [permit], takes: 10 d } }
      strategies:
        only:
          phases:
            campus: { site: campus, start: 2026-01-01, gates: { permit: { date: 2026-03-01 } } }
      """, seed: 3
    ).run()
    let began = result.milestone("permit_began", phase: "campus")
    #expect(began == 59 * day)
    let done = result.milestone("permit", phase: "campus")
    #expect(done > began + 30 * day)
    #expect(result.milestone("live", phase: "campus") == done + 10 * day)
  }

  @Test func `a gate at no stage is refused with the nearest one`() throws {
    let problems = WrittenScenario(
      """
      title: gates
      start: 2026-01-01
      end: 2030-01-01
      sites: { campus: { capacity: 10 H100e, stages: { permit: { takes: 1 d } } } }
      strategies:
        only: { phases: { campus: { site: campus, start: 2026-01-01, gates: { permits: { date: 2027-01-01 } } } } }
      """
    ).problems
    #expect(problems.count == 1)
    #expect(
      problems.first?.contains(
        "the gate 'permits' is at no stage of the site; did you mean 'permit'?") == true)
  }

  @Test func `a gate that what is behind it would have to open is refused`() throws {
    let problems = WrittenScenario(
      """
      title: gates
      start: 2026-01-01
      end: 2030-01-01
      accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR } } } }
      sites:
        pod:
          power: 1 MW
          stages:
            accelerators: { for: commission }
            install: { after: [accelerators], takes: 1 d }
            commission: { after: [install, accelerators], takes: 1 d }
      strategies:
        only: { phases: { pod: { site: pod, start: 2026-01-01, gates: { commission: { date: 2027-01-01 } } } } }
      """
    ).problems
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains("put it at 'accelerators'") == true)
  }
}
