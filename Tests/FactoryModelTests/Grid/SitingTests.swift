import Columns
import Testing

@testable import FactoryModel

private let day = 24.0

/// Rules on which sites may be connected, and what they leave in the results.
@Suite struct SitingTests {
  private static let rule =
    "{ hyperscale: { floorAbove: 10 ha, connectionFrom: 70 MW, exempt: [E], reason: too large } }"

  private func world(
    _ site: String, siting: String = rule, regions: String = "[R]", more: String = "",
    phases: String = ""
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      grid:
        tiers: { high: {} }
        regions:
          R: { tiers: { high: { headroom: unlimited } } }
          E: { tiers: { high: { headroom: 0 MW, reinforcements: { p: { planned: 2026-03-02, releases: 500 MW } } } } }
        siting: \(siting)
      sites:
        site: { capacity: 10 H100e, stages: { grid: {} }, \(site) }
      \(more)
      strategies:
        only:
          phases:
            first: { site: site, regions: \(regions), tier: high, start: 2026-01-11 }
      \(phases)
      """)
  }

  private func reason(
    _ result: TinyResult, _ milestone: String, phase: String = "first"
  ) -> String? {
    let layout = result.layout
    let places = layout.milestonePlaces[result.strategy]
    let index = places.firstIndex {
      layout.phases[result.strategy][Int($0.phase)] == phase
        && layout.milestones[Int($0.milestone)].name == milestone
    }
    guard let index, !result.result.reasons.isEmpty, !result.result.reasons[index].isNaN else {
      return nil
    }
    return layout.reasons[Int(result.result.reasons[index])]
  }

  /// 100 MW on 5 ha may be, and 69 MW on 12 ha; 70 MW on 10.1 ha may not.
  @Test(arguments: [
    ("power: 100 MW, floor: 5 ha", true), ("power: 60 MW, pue: 1.15, floor: 12 ha", true),
    ("power: 70 MW, floor: 10.1 ha", false), ("power: 70 MW, floor: 10 ha", true),
    ("power: 60 MW, pue: 1.15, connection: 70 MW, floor: 101000 m2", false),
  ])
  func `a site is refused where floor and connection are both too large`(
    _ site: String, _ isAllowed: Bool
  ) throws {
    let result = try world(site).run()
    #expect(result.milestone("granted", phase: "first").isNaN != isAllowed)
    #expect(result.milestone("applied", phase: "first").isNaN != isAllowed)
    #expect((result.milestone("abandoned", phase: "first") == 10 * day) != isAllowed)
    #expect(reason(result, "abandoned") == (isAllowed ? nil : "too large"))
    // Without the rule nobody is.
    let free = try world(site, siting: "{}").run()
    #expect(free.milestone("granted", phase: "first") == 10 * day)
  }

  private static let large = "power: 80 MW, floor: 20 ha"

  @Test func `a site applies in the regions that are exempt, and is given up in none`() throws {
    let result = try world(Self.large, regions: "[R, E]").run()
    #expect(result.milestone("granted", phase: "first") == 60 * day)
    #expect(result.milestone("abandoned", phase: "first").isNaN)
    #expect(reason(result, "abandoned") == nil)
  }

  @Test func `a rule holds from its date to the day before its end`() throws {
    func granted(_ dates: String) throws -> Double {
      try world(
        Self.large,
        siting: "{ h: { floorAbove: 10 ha, connectionFrom: 70 MW\(dates) } }"
      ).run().milestone("granted", phase: "first")
    }
    #expect(try granted(", from: 2026-01-12") == 10 * day)
    #expect(try granted(", from: 2026-01-11").isNaN)
    #expect(try granted(", until: 2026-01-11") == 10 * day)
    #expect(try granted(", until: 2026-01-12").isNaN)
  }

  /// Land of 70 MW for halls of 6 ha each.
  @Test(arguments: [(1, true), (2, false)])
  func `sites on one connection count together`(_ halls: Int, _ isAllowed: Bool) throws {
    let world = try world(
      "power: 1 MW, connection: 70 MW, floor: 1 ha",
      more:
        "  hall: { power: 30 MW, capacity: 10 H100e, floor: 6 ha, stages: { fit: { after: [base.grid], takes: 1 d } } }",
      phases:
        "      halls: { site: hall, sites: \(halls), standsOn: first, start: 2026-01-11 }")
    let result = world.run()
    #expect((result.milestone("granted", phase: "first") == 10 * day) == isAllowed)
    #expect(result.milestone("abandoned", phase: "halls").isNaN == isAllowed)
  }

  @Test func `an application that a stop made late, and a wait for its end, say why`() throws {
    func result(_ stop: String) throws -> TinyResult {
      try TinyWorld(
        """
        grid:
          tiers: { high: {} }
          regions:
            R: { tiers: { high: { headroom: 9 MW } }, stops: \(stop) }
        sites: { site: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
        strategies:
          only: { phases: { first: { site: site, regions: [R], tier: high, start: 2026-01-11 } } }
        """
      ).run()
    }
    let late = try result(
      "{ s: { tiers: [high], from: 2026-01-01, until: 2026-02-01, bars: applications, reason: full } }"
    )
    #expect(reason(late, "applied") == "full")
    #expect(reason(late, "granted") == nil)
    let held = try result(
      "{ s: { tiers: [high], from: 2026-01-01, until: 2026-02-01, reason: full } }")
    #expect(held.milestone("granted", phase: "first") == 31 * day)
    #expect(reason(held, "applied") == nil)
    #expect(reason(held, "granted") == "full")
    // For good.
    let never = try result("{ s: { tiers: [high], from: 2026-01-05 } }")
    #expect(never.milestone("granted", phase: "first").isNaN)
    #expect(reason(never, "granted") == "s")
    // Over before it mattered, and none at all.
    let over = try result("{ s: { tiers: [high], from: 2026-01-01, until: 2026-01-11 } }")
    #expect(over.milestone("granted", phase: "first") == 10 * day)
    #expect(reason(over, "granted") == nil)
    #expect(try result("{}").result.reasons.isEmpty)
  }

  @Test func `an application is late for the stop of the region in which it is filed`() throws {
    // Where the first stop ends the rule refuses the site; it applies where the second one ends.
    let result = try TinyWorld(
      """
      grid:
        tiers: { high: {} }
        siting: { limit: { connectionFrom: 2 MW, exempt: [S] } }
        regions:
          R: { tiers: { high: { headroom: 9 MW } }, stops: { a: { tiers: [high], from: 2026-01-01, until: 2026-02-01, bars: applications, reason: here } } }
          S: { tiers: { high: { headroom: 9 MW } }, stops: { b: { tiers: [high], from: 2026-01-01, until: 2026-03-01, bars: applications, reason: there } } }
      sites: { site: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
      strategies:
        only: { phases: { first: { site: site, regions: [R, S], tier: high, start: 2026-01-11 } } }
      """
    ).run()
    #expect(result.milestone("applied", phase: "first") == 59 * day)
    #expect(reason(result, "applied") == "there")
  }

  @Test func `a rule that asks for a floor which nobody states is warned of`() {
    func problems(_ site: String) -> [String] {
      WrittenScenario(
        """
        title: t
        start: 2026-01-01
        end: 2028-01-01
        grid:
          tiers: { high: {} }
          regions: { R: { tiers: { high: { headroom: unlimited } } } }
          siting: { h: { floorAbove: 10 ha, connectionFrom: 70 MW } }
        sites:
          site: { capacity: 10 H100e, stages: { grid: {} }, \(site) }
        strategies:
          only: { phases: { first: { site: site, regions: [R], tier: high, start: 2026-01-11 } } }
        """
      ).problems
    }
    #expect(
      problems("power: 70 MW") == [
        "s.yaml:9:9: warning: the rule of siting 'h' refuses nobody, as no site states its 'floor': give that of 'site', such as '2 ha'"
      ])
    #expect(problems("power: 69 MW").isEmpty)
    #expect(problems("power: 70 MW, floor: 1 ha").isEmpty)
  }

  @Test func `rules of siting that cannot be meant are refused`() {
    func problems(_ siting: String) -> [String] {
      WrittenScenario(
        """
        title: t
        start: 2026-01-01
        end: 2028-01-01
        grid:
          tiers: { high: {} }
          regions: { R: { tiers: { high: { headroom: unlimited } } } }
          siting: \(siting)
        sites: { site: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
        strategies:
          only: { phases: { first: { site: site, regions: [R], tier: high, start: 2026-01-11 } } }
        """
      ).problems
    }
    #expect(
      problems("{ s: { reason: none } }") == [
        "s.yaml:7:13: error: a rule of siting needs a size: 'floorAbove', such as '10 ha', 'connectionFrom', such as '70 MW', or both"
      ])
    #expect(
      problems("{ s: { floorAbove: 10 ha, exempt: [Q] } }")
        == ["s.yaml:7:46: error: 'exempt' names a region that does not exist, 'Q'; there are: R"])
    #expect(
      problems("{ s: { floorAbove: 10 ha, from: 2026-03-01, until: 2026-02-01 } }") == [
        "s.yaml:7:62: error: 'until' must be after 'from'; it is the first day after the rule"
      ])
    #expect(
      problems("{ s: { floorAbove: 10 MW } }").first?.hasPrefix(
        "s.yaml:7:30: error: 'floorAbove' must be an area") == true)
  }
}
