import Testing

@testable import FactoryModel

private let day = 24.0
/// When the phases start: 1 February.
private let start = 31 * day

/// Sites in a region with all the headroom one can want, where a connection takes 100 h to build.
private func world(_ stages: String, _ phase: String, accelerators: String = "") throws -> TinyWorld
{
  try TinyWorld(
    """
    \(accelerators)
    grid:
      tiers: { t: {} }
      regions: { R: { tiers: { t: { headroom: unlimited, build: 100 h } } } }
    sites:
      site: { power: 1 MW, \(accelerators.isEmpty ? "capacity: 1 H100e," : "") stages: \(stages) }
    strategies:
      ours: { phases: { phase: { site: site, regions: [R], tier: t, start: 2026-02-01, \(phase) } } }
    """)
}

/// A stage whose end has come before it begins is done at once, and those after it begin then.
@Suite struct DoneAtOnceTests {
  /// Applied for on 5 January, granted at once: power comes at 96 + 100 = 196 h, before the start at 744 h.
  static let paths: [(stages: String, live: Double)] = [
    // The grid is done at the start, then 10 h.
    ("{ grid: {}, last: { after: [grid], takes: 10 h } }", 744 + 10),
    // Land until 768, then at once the grid.
    (
      "{ land: { takes: 24 h }, grid: { after: [land] }, last: { after: [grid], takes: 10 h } }",
      768 + 10
    ),
    (
      "{ land: { takes: 24 h }, grid: { after: [land] }, last: { after: [land, grid], takes: 10 h } }",
      768 + 10
    ),
    // Another stage ends at 844, and nobody waits for it.
    (
      "{ land: { takes: 24 h }, other: { takes: 100 h }, grid: { after: [land] }, "
        + "last: { after: [land, grid], takes: 10 h } }", 844
    ),
    // The offer is done with the land at 768, building at 818.
    (
      "{ land: { takes: 24 h }, offer: { after: [land] }, grid: {}, build: { after: [offer], takes: 50 h }, "
        + "last: { after: [build, grid], takes: 10 h } }", 818 + 10
    ),
    (
      "{ land: { takes: 24 h }, grid: {}, last: { after: [land, grid], takes: 10 h } }", 768 + 10
    ),
    // All of no length, and one supplied stage behind the other.
    (
      "{ land: { takes: 0 h }, offer: { after: [land] }, grid: { after: [offer] }, "
        + "last: { after: [grid], takes: 0 h } }", 744
    ),
    // Nothing but what is there already.
    ("{ offer: {}, grid: { after: [offer] } }", 744),
  ]

  @Test(arguments: paths)
  func `power that is there before its stage holds nobody up`(_ stages: String, _ live: Double)
    throws
  {
    let result = try world(stages, "applyForGrid: 2026-01-05").run()
    #expect(result.milestone("energised", phase: "phase") == 196)
    #expect(result.milestone("live", phase: "phase") == live)
  }

  @Test func `without an early application the stage begins and ends when power comes`() throws {
    let result = try world(
      "{ land: { takes: 24 h }, grid: { after: [land] }, last: { after: [grid], takes: 10 h } }", ""
    ).run()
    #expect(result.milestone("energised", phase: "phase") == 868)
    #expect(result.milestone("live", phase: "phase") == 878)
  }

  @Test func `accelerators are planned by the power that is there`() throws {
    let result = try world(
      "{ land: { takes: 60 d }, grid: { after: [land] }, accelerators: { for: last }, "
        + "last: { after: [grid, accelerators], takes: 10 h } }",
      "applyForGrid: 2026-01-05",
      accelerators: """
        accelerators:
          procurement: newest
          generations:
            A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
                 price: { at: 1 EUR }, lead: 40 d }
        """
    ).run()
    #expect(result.milestone("ordered", phase: "phase") == start + 20 * day)
    #expect(result.milestone("live", phase: "phase") == start + 60 * day + 10)
  }

  @Test func `a restart keeps the order of stages, and the connection`() throws {
    // Half of the permits are refused at 44 h after the land began, each time again; the cable waits for
    // the grid, and so for the land that is bought again.
    let world = try TinyWorld(
      """
      grid:
        tiers: { t: {} }
        regions: { R: { tiers: { t: { headroom: unlimited, build: 100 h } } } }
      sites:
        site:
          power: 1 MW
          capacity: 1 H100e
          stages:
            land: { takes: 24 h }
            permit: { after: [land], takes: 20 h, succeeds: 50 %, else: { restart: land } }
            grid: { after: [land] }
            cable: { after: [grid], takes: 10 h }
      strategies:
        ours: { phases: { phase: { site: site, sites: 50, regions: [R], tier: t, start: 2026-02-01, applyForGrid: 2026-01-05 } } }
      """)
    let result = world.run()
    var attempts: Set<Double> = []
    for site in 1...50 {
      let granted = result.milestone("permit", phase: "phase", site: site)
      attempts.insert((granted - start) / 44)
      // Land of the last attempt until 20 h before the permit; the cable follows it.
      #expect(result.milestone("cable", phase: "phase", site: site) == granted - 20 + 10)
      #expect(result.milestone("live", phase: "phase", site: site) == granted)
      #expect(result.milestone("energised", phase: "phase", site: site) == 196)
    }
    #expect(attempts.count > 2 && attempts.allSatisfy { $0 == $0.rounded() })
  }

  @Test func `a connection that is handed back with its phase is worth nothing any more`() throws {
    let result = try TinyWorld(
      """
      grid:
        tiers: { t: {} }
        regions: { R: { tiers: { t: { headroom: unlimited, connection: 1 MEUR } } } }
      sites:
        site: { power: 1 MW, capacity: 1 H100e, stages: { grid: {}, build: { after: [grid], takes: 1 d, costs: 9 MEUR } } }
      strategies:
        ours:
          budget: { amount: 5 MEUR, otherwise: drop }
          phases: { phase: { site: site, regions: [R], tier: t, applyForGrid: 2026-01-05, start: 2026-02-01 } }
      """
    ).run()
    #expect(result.metric("capex_eur") == 1e6)
    #expect(result.metric("sites_abandoned") == 1)
    #expect(result.metric("horizon_value_eur") == 0)
  }
}
