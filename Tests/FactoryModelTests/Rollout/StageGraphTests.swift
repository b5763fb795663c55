import Testing

@testable import FactoryModel

private let month = 730.5

private func world(_ stages: String, phases: String, extra: String = "") throws -> TinyWorld {
  try TinyWorld(
    """
    sites:
      pod:
        power: 1 MW
        capacity: 100 H100e
        stages:
    \(stages)
    strategies:
      only:
        phases:
    \(phases)
    \(extra)
    """, end: "2036-01-01")
}

@Suite struct StageGraphTests {
  @Test func `a site is live after the longest path through its stages`() throws {
    let result = try world(
      """
            land: { takes: 2 months }
            permit: { after: [land], takes: 5 months }
            design: { after: [land], takes: 1 months }
            build: { after: [permit, design], takes: 7 months }
            fibre: { takes: 13 months }
            commission: { after: [build, fibre], takes: 1 months }
      """, phases: "      first: { site: pod, start: 2026-01-01 }"
    ).run()
    #expect(result.milestone("live", phase: "first") == 15 * month)
    #expect(result.milestone("design_began", phase: "first") == 2 * month)
    #expect(result.milestone("design", phase: "first") == 3 * month)
    #expect(result.milestone("fibre_began", phase: "first") == 0)
    #expect(result.milestone("build_began", phase: "first") == 7 * month)
    #expect(result.metric("first_live_h") == 15 * month)
    #expect(result.metric("first_power_h") == 15 * month)
  }

  @Test func `a milestone and a lag start the next phase`() throws {
    let result = try world(
      "      build: { takes: 4 months }",
      phases: """
              first: { site: pod, start: 2026-01-01 }
              next: { site: pod, when: { after: { phase: first, lag: 2 months } } }
        """
    ).run()
    #expect(result.milestone("started", phase: "next") == 6 * month)
    #expect(result.milestone("live", phase: "next") == 10 * month)
  }

  @Test func `all conditions, or any, start a phase`() throws {
    let result = try world(
      "      build: { takes: 4 months }",
      phases: """
              first: { site: pod, start: 2026-01-01 }
              both:
                site: pod
                when: { all: [ { date: 2026-02-01 }, { after: { phase: first } } ] }
              either:
                site: pod
                when: { any: [ { date: 2026-02-01 }, { after: { phase: first } } ] }
        """
    ).run()
    #expect(result.milestone("started", phase: "both") == 4 * month)
    #expect(result.milestone("started", phase: "either") == 31 * 24)
  }

  @Test func `a refusal gives the site up or starts a stage again`() throws {
    let ended = try world(
      "      permit: { takes: 4 months, succeeds: 0 % }",
      phases: "      first: { site: pod, start: 2026-01-01 }"
    ).run()
    #expect(ended.milestone("live", phase: "first").isNaN)
    #expect(ended.milestone("abandoned", phase: "first") == 4 * month)
    #expect(ended.metric("sites_abandoned") == 1)

    // Half of the permits fail; the wait is geometric, so that live dates are multiples of 4 months.
    let again = try world(
      "      permit: { takes: 4 months, succeeds: 50 %, else: { restart: permit } }",
      phases: "      first: { site: pod, sites: 40, start: 2026-01-01 }"
    ).run()
    let attempts = (1...40).map { again.milestone("live", phase: "first", site: $0) / (4 * month) }
    #expect(attempts.allSatisfy { $0.isNaN || $0 == $0.rounded() })
    #expect(Set(attempts.filter { !$0.isNaN }).count > 2)
  }

  @Test func `a stage started again is paid again, or not`() throws {
    func cost(_ rule: String) throws -> (capex: Double, live: Double) {
      let result = try world(
        """
              permit: { takes: 1 months, costs: 1 MEUR, paid: end }
              check: { after: [permit], takes: 1 months, succeeds: 50 %, else: \(rule) }
        """, phases: "      first: { site: pod, sites: 20, start: 2026-01-01 }"
      ).run()
      return (result.metric("capex_eur"), result.metric("sites_live"))
    }
    let once = try cost("{ restart: permit, paidAgain: false }")
    let again = try cost("{ restart: permit }")
    #expect(once.capex == 20e6)
    #expect(once.live == 20)
    #expect(again.capex > 30e6)
    #expect(again.capex.remainder(dividingBy: 1e6) == 0)
  }

  @Test func `a phase that does not fit the budget waits or is dropped`() throws {
    func live(_ budget: String) throws -> [Double] {
      let result = try world(
        "      build: { takes: 4 months, costs: 6 MEUR/MW, fixed: 1 MEUR }",
        phases: """
                first: { site: pod, start: 2026-01-01 }
                next: { site: pod, start: 2026-03-01 }
          """, extra: "    budget: \(budget)"
      ).run()
      return [
        result.milestone("live", phase: "first"), result.milestone("live", phase: "next"),
        result.stockEnd("committed_eur", month: 11),
      ]
    }
    let rich = try live("{ amount: 14 MEUR }")
    #expect(rich[1] == 59 * 24 + 4 * month)
    #expect(rich[2] == 14e6)
    let poor = try live("{ amount: 13 MEUR, otherwise: drop }")
    #expect(poor[0] == 4 * month)
    #expect(poor[1].isNaN)
    #expect(poor[2] == 7e6)
  }

  @Test func `strategies with the same drawn budget are given the same in each future`() throws {
    let budget = "budget: { amount: { uniform: { low: 0 MEUR, high: 14 MEUR } }, otherwise: drop }"
    let world = try TinyWorld(
      """
      sites: { pod: { power: 1 MW, capacity: 10 H100e, stages: { build: { takes: 1 months, fixed: 7 MEUR } } } }
      strategies:
        ours: { \(budget), phases: { first: { site: pod, start: 2026-01-01 } } }
        theirs: { \(budget), phases: { first: { site: pod, start: 2026-01-01 } } }
      """)
    // Half of the futures have less than 7 MEUR: that all of 40 agree by chance is one in 10¹².
    let live = (0..<40).map { future in
      ["ours", "theirs"].map {
        world.run($0, future: future).milestone("live", phase: "first").isNaN
      }
    }
    #expect(live.allSatisfy { $0[0] == $0[1] })
    #expect(live.contains { $0[0] } && live.contains { !$0[0] })
  }

  @Test func `high utilisation must last before it starts a phase`() throws {
    let text = """
      demand:
        price: free
        segments:
          a:
            requests:
              - { date: 2026-01-10, size: 9 H100e, term: 20 d }
              - { date: 2026-01-30, size: 9 H100e, term: 100 d }
          b:
            requests: [ { date: 2026-01-20, size: 1 H100e, term: 1 d } ]
      sites:
        hall: { capacity: 10 H100e, live: start }
        pod: { capacity: 10 H100e, stages: { build: { takes: 1 d } } }
      strategies:
        only:
          phases:
            first: { site: hall }
            next: { site: pod, when: { utilisation: { above: 80 %, for: 50 d } } }
            never: { site: pod, when: { utilisation: { above: 95 %, for: 2 d } } }
      """
    let result = try TinyWorld(text).run()
    // A contract that ends at the instant at which the next begins is no break.
    #expect(result.milestone("started", phase: "next") == Double(9 + 50) * 24)
    #expect(result.milestone("started", phase: "never").isNaN)
  }
}
