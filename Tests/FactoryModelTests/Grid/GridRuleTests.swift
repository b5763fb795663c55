import Foundation
import Testing

@testable import FactoryModel

private let day = 24.0

/// What rules of the grid that begin and end, and power that is not drawn at once, mean for our own sites.
@Suite struct GridRuleTests {
  private func world(
    grid: String = "", tiers: String, stops: String = "", south: String = "",
    regions: String = "[R]",
    site: String = "", phases: String = ""
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      grid:
        tiers: { high: {}, low: { upstream: high } }
      \(grid)
        regions:
          R: { tiers: \(tiers)\(stops) }
      \(south)
      sites:
        pod: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} }\(site) }
      strategies:
        only:
          phases:
            first: { site: pod, regions: \(regions), tier: low, start: 2026-01-11 }
      \(phases)
      """)
  }

  private static let open = "{ high: { headroom: unlimited }, low: { headroom: 9 MW } }"

  @Test func `we file on the day on which a stop of applications ends`() throws {
    let stops =
      ", stops: { s: { tiers: [low], from: 2026-01-05, until: 2026-03-02, bars: applications } }"
    let barred = try world(tiers: Self.open, stops: stops).run()
    #expect(barred.milestone("applied", phase: "first") == 60 * day)
    #expect(barred.milestone("granted", phase: "first") == 60 * day)
    let free = try world(tiers: Self.open).run()
    #expect(free.milestone("applied", phase: "first") == 10 * day)
    // A stop of grants lets us file at once, and keeps us waiting.
    let held = try world(
      tiers: Self.open, stops: stops.replacingOccurrences(of: "applications", with: "grants")
    ).run()
    #expect(held.milestone("applied", phase: "first") == 10 * day)
    #expect(held.milestone("granted", phase: "first") == 60 * day)
  }

  @Test func `a stop without end bars us for good, and is warned of`() throws {
    let stops = ", stops: { s: { tiers: [low], from: 2026-01-05, bars: applications } }"
    let barred = try world(tiers: Self.open, stops: stops).run()
    #expect(barred.milestone("applied", phase: "first").isNaN)
    #expect(barred.milestone("granted", phase: "first").isNaN)
  }

  @Test func `where one region is closed we apply in the other at once`() throws {
    let stops =
      ", stops: { s: { tiers: [low], from: 2026-01-05, until: 2026-03-02, bars: applications } }"
    let south =
      "    S: { tiers: { high: { headroom: unlimited }, low: { headroom: 0 MW, reinforcements: { p: { planned: 2026-04-01, releases: 9 MW } } } } }"
    let result = try world(
      tiers: Self.open, stops: stops, south: south, regions: "[R, S]"
    ).run()
    #expect(result.milestone("applied", phase: "first") == 10 * day)
    // The first offer is that of the region that has opened again.
    #expect(result.milestone("granted", phase: "first") == 60 * day)
    let other = try world(
      tiers: Self.open, stops: stops.replacingOccurrences(of: "2026-03-02", with: "2026-05-01"),
      south: south, regions: "[R, S]"
    ).run()
    #expect(other.milestone("granted", phase: "first") == 90 * day)
  }

  @Test func `a site that takes less upstream fits where others do not`() throws {
    let tiers = "{ high: { headroom: 3 MW }, low: { headroom: 9 MW } }"
    let phases = "      next: { site: pod, regions: [R], tier: low, start: 2026-01-12 }"
    let whole = try world(tiers: tiers, phases: phases).run()
    #expect(whole.milestone("granted", phase: "next").isNaN)
    let part = try world(tiers: tiers, site: ", upstreamFactor: 75 %", phases: phases).run()
    #expect(part.milestone("granted", phase: "first") == 10 * day)
    #expect(part.milestone("granted", phase: "next") == 11 * day)
  }

  @Test func `a factor of a site without a connection is refused`() {
    let text = """
      title: t
      start: 2026-01-01
      end: 2028-01-01
      sites: { pod: { capacity: 10 H100e, upstreamFactor: 0.5, stages: { build: { takes: 1 d } } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-02-01 } } } }
      """
    #expect(
      WrittenScenario(text).problems == [
        "s.yaml:4:53: error: 'upstreamFactor' has no effect: the site has no stage 'grid', so it takes nothing from the grid; add the stage, or take it out"
      ])
  }
}
