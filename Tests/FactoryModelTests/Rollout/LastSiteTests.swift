import Testing

@testable import FactoryModel

private let day = 24.0

/// What the milestones of a phase of several sites are.
@Suite struct LastSiteTests {
  @Test func `a phase is energised and live with its last site, and firstLive with its first`()
    throws
  {
    // Room for one site from the start, and for the other from 1 March (59 days) on.
    let result = try TinyWorld(
      """
      grid:
        tiers: { t: {} }
        regions:
          R:
            tiers: { t: { headroom: 2 MW, build: 10 d, reinforcements: { a: { planned: 2026-03-01, releases: 2 MW } } } }
      sites:
        pod: { power: 2 MW, capacity: 10 H100e, stages: { grid: {}, build: { after: [grid], takes: 5 d } } }
        hut: { capacity: 1 H100e, stages: { build: { takes: 1 d } } }
      strategies:
        only:
          phases:
            pair: { site: pod, sites: 2, regions: [R], tier: t, start: 2026-01-01 }
            one: { site: hut, when: { after: { phase: pair, milestone: firstLive } } }
            all: { site: hut, when: { after: { phase: pair } } }
            firstPower: { site: hut, when: { after: { phase: pair, milestone: firstEnergised } } }
            power: { site: hut, when: { after: { phase: pair, milestone: energised } } }
      """
    ).run()
    #expect(result.milestone("started", phase: "firstPower") == 10 * day)
    #expect(result.milestone("started", phase: "one") == 15 * day)
    #expect(result.milestone("started", phase: "power") == 69 * day)
    #expect(result.milestone("started", phase: "all") == 74 * day)
  }
}
