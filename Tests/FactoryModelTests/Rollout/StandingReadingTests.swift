import Testing

/// What is refused of phases that stand on others, each with what to write instead.
@Suite struct StandingReadingTests {
  private static func problems(
    land: String = "{ connection: 60 MW, stages: { grid: {} } }",
    hall: String =
      "{ power: 15 MW, capacity: 10 H100e, stages: { build: { after: [base.grid], takes: 30 d } } }",
    halls: String = "{ site: hall, sites: 4, standsOn: land, start: 2026-01-01 }",
    base: String = "{ site: land, regions: [R], tier: t, start: 2026-01-01 }", more: String = ""
  ) -> [String] {
    WrittenScenario(
      """
      title: standing
      start: 2026-01-01
      end: 2030-01-01
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: unlimited, build: 10 d } } } } }
      sites:
        land: \(land)
        hall: \(hall)
        off: { power: 1 MW, connection: none, capacity: 1 H100e, stages: { build: { takes: 1 d } } }
      strategies:
        only:
          phases:
            land: \(base)
            halls: \(halls)
            off: { site: off, start: 2026-01-01 }
            \(more)
      """
    ).problems
  }

  @Test func `halls that fit are read without a word`() { #expect(Self.problems() == []) }

  private static let hallWithout =
    "{ power: 15 MW, capacity: 10 H100e, stages: { build: { takes: 30 d } } }"

  @Test(arguments: [
    (
      problems(halls: "{ site: hall, sites: 5, standsOn: land, start: 2026-01-01 }"),
      "can draw 75 MW"
    ),
    (problems(hall: hallWithout), "could be live before 'land' has power"),
    (
      problems(halls: "{ site: hall, start: 2026-01-01 }"),
      "'base.grid' is a stage of the site that this one stands on"
    ),
    (
      problems(hall: hallWithout, halls: "{ site: hall, start: 2026-01-01 }"),
      "site 'hall' has 15 MW and no connection"
    ),
    (
      problems(halls: "{ site: hall, standsOn: halls, start: 2026-01-01 }"),
      "a phase cannot stand on itself"
    ),
    (
      problems(halls: "{ site: hall, standsOn: land, regions: [R], start: 2026-01-01 }"),
      "uses its connection, so 'regions' has no effect"
    ),
    (
      problems(
        hall:
          "{ power: 15 MW, capacity: 10 H100e, stages: { build: { after: [base.gird], takes: 30 d } } }"
      ),
      "did you mean 'base.grid'?"
    ),
    (
      problems(
        hall:
          "{ power: 15 MW, capacity: 10 H100e, stages: { grid: {}, build: { after: [base.grid, grid], takes: 30 d } } }"
      ),
      "wait for 'base.grid' in its place"
    ),
    (
      problems(more: "third: { site: hall, standsOn: halls, start: 2026-01-01 }"),
      "stands on another one itself"
    ),
    (
      problems(base: "{ site: land, sites: 2, regions: [R], tier: t, start: 2026-01-01 }"),
      "4 sites cannot stand on the 2 of phase 'land'"
    ),
    (
      problems(halls: "{ site: hall, standsOn: off, start: 2026-01-01 }"),
      "phase 'off' has no connection for others to stand on"
    ),
    (
      problems(hall: "{ power: 15 MW, capacity: 10 H100e, live: start }"),
      "is live at the start, and 'land' is not there yet"
    ),
    (
      problems(
        land: "{ connection: 10 MW, power: 12 MW, capacity: 1 H100e, stages: { grid: {} } }"),
      "is too small for the 12 MW"
    ),
    (
      problems(land: "{ connection: none, stages: { grid: {} } }"),
      "a site with the stage 'grid' has a connection"
    ),
    (
      problems(land: "{ connection: 60 MW, stages: { permit: { takes: 1 d } } }"),
      "it applies for nothing"
    ),
    (problems(land: "{ connection: 0 MW, stages: { grid: {} } }"), "'connection' must be above 0"),
    (
      problems(base: "{ site: land, sites: 0, regions: [R], tier: t, start: 2026-01-01 }"),
      "phase 'land' has no sites to stand on"
    ),
    (
      problems(
        hall:
          "{ power: 15 MW, connection: none, capacity: 10 H100e, stages: { build: { after: [base.grid], takes: 30 d } } }"
      ),
      "says 'connection: none' and stands on the connection"
    ),
  ])
  func `what cannot stand is refused`(problems: [String], message: String) {
    #expect(problems.contains { $0.contains(message) }, "\(problems)")
  }
}
