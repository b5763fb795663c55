import Columns
import Testing

@testable import FactoryModel

private let day = 24.0
private let month = 730.5

extension TinyResult {
  /// What is told of a cause of a phase.
  fileprivate func constraint(
    _ measure: ConstraintMeasure, _ cause: String, phase name: String = "pod"
  ) -> Double {
    let phase = layout.phases[strategy].firstIndex(of: name)
    let index = layout.constraintPlaces[strategy].firstIndex {
      Int($0.phase) == phase && $0.cause == cause
    }
    guard let index else {
      Issue.record("no cause \(cause) of \(name)")
      return .nan
    }
    return result.constraints[index * ConstraintMeasure.allCases.count + measure.rawValue]
  }

  fileprivate func share(_ cause: String, phase: String = "pod") -> Double {
    constraint(.shareOfTime, cause, phase: phase)
  }
}

/// What held a site up: shares of time worked out by hand.
@Suite struct CauseTests {
  private static func world(
    _ stages: String, phase: String = "", headroom: String = "headroom: unlimited", build: String,
    more: String = "", end: String = "2036-01-01", future: Int = 0
  ) throws -> TinyResult {
    try TinyWorld(
      """
      \(more)
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { \(headroom), build: \(build) } } } } }
      sites:
        pod: { power: 1 MW, \(more.isEmpty ? "capacity: 10 H100e," : "") stages: { \(stages) } }
      strategies:
        only:
          phases:
            pod: { site: pod, regions: [R], tier: t, start: 2026-01-01\(phase) }
      """, end: end
    ).run(future: future)
  }

  @Test func `permit and build hold up what the grid has ready before`() throws {
    // Permit 12 and then build 18 months, beside a connection that is granted at once and built in 24.
    let result = try Self.world(
      "permit: { takes: 12 months }, build: { after: [permit], takes: 18 months }, grid: {}",
      build: "24 months")
    #expect(abs(result.share("permit") - 0.4) < 1e-12)
    #expect(abs(result.share("build") - 0.6) < 1e-12)
    #expect(result.share("grid") == 0)
    #expect(result.constraint(.shareLast, "build") == 1)
    // The connection has power six months before the site is live; the permit has no slack.
    #expect(abs(result.constraint(.slack, "grid") - 6 * month) < 1e-9)
    #expect(result.constraint(.slack, "permit") == 0)
    #expect(result.constraint(.slack, "money").isNaN)
    for stage in ["permit", "build", "grid"] { #expect(result.constraint(.late, stage) == 0) }
  }

  @Test func `a list without a grant leads, whatever else runs`() throws {
    // Granted on 1 January 2028, power a year later; permit and build would have been done long before.
    let result = try Self.world(
      "permit: { takes: 6 months }, build: { after: [permit], takes: 6 months }, grid: {}",
      headroom: "headroom: 0 MW, reinforcements: { a: { planned: 2028-01-01, releases: 1 MW } }",
      build: "365 d")
    #expect(result.share("grid") == 1)
    #expect(result.constraint(.late, "grid") == 730 * day)
    #expect(abs(result.constraint(.slack, "build") - (1_095 * day - 12 * month)) < 1e-9)
  }

  @Test func `what takes longer than planned holds up from the day on which it is the last`() throws
  {
    // The build has a median of 10 months and takes 20 in this future; the grid has power after 15. By plan
    // the grid is last, until the build, which ends any day now, is later than that.
    let results = try (0..<20).map { future in
      try Self.world(
        "build: { takes: { discrete: { values: [5 months, 10 months, 20 months], weights: [0.1, 0.41, 0.49] } } }, grid: {}",
        build: "15 months", future: future)
    }
    let late = try #require(
      results.first { $0.milestone("live", phase: "pod") > 15 * month },
      "of 20 futures some have the long build")
    #expect(abs(late.share("grid") - 0.75) < 1e-12)
    #expect(abs(late.share("build") - 0.25) < 1e-12)
    #expect(late.constraint(.shareLast, "build") == 1)
    #expect(abs(late.constraint(.late, "build") - 10 * month) < 1e-9)
  }

  @Test func `a gate and money hold up what they keep from beginning`() throws {
    // Permit to 30 March, a gate until 1 September 2026, then build to 1 December: 89, 154 and 91 days.
    let gated = try Self.world(
      "permit: { takes: 89 d }, build: { after: [permit], takes: 91 d }, grid: { after: [permit] }",
      phase: ", gates: { build: { date: 2026-09-01 } }", build: "1 d")
    let length = 334.0
    #expect(abs(gated.share("permit") - 89 / length) < 1e-12)
    #expect(abs(gated.share("gate") - 154 / length) < 1e-12)
    #expect(abs(gated.share("build") - 91 / length) < 1e-12)
    // 100 days of money: until the other phase, which comes first in the file, gives its up.
    let poor = try TinyWorld(
      """
      sites:
        pod: { capacity: 10 H100e, stages: { build: { takes: 300 d, costs: 10 MEUR } } }
        vain: { capacity: 1 H100e, stages: { permit: { takes: 100 d, succeeds: 0 % }, build: { after: [permit], takes: 1 d, costs: 50 MEUR } } }
      strategies:
        only:
          budget: { amount: 55 MEUR }
          phases: { vain: { site: vain, start: 2026-01-01 }, pod: { site: pod, start: 2026-01-01 } }
      """
    ).run()
    #expect(abs(poor.share("money") - 0.25) < 1e-12)
    #expect(abs(poor.share("build") - 0.75) < 1e-12)
    #expect(poor.constraint(.shareLast, "permit", phase: "vain") == 1)
  }

  private static let fleet = """
    accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR }, lead: 6 months } } }
    """

  @Test func `a gate before an order counts until it is open`() throws {
    // Permit 12, build 10, power after 24 months; ordered on 1 September 2027, 14,592 h, live 8 months later.
    let order = try Self.world(
      "permit: { takes: 12 months }, build: { after: [permit], takes: 10 months }, grid: { after: [permit] }, accelerators: { for: commission }, commission: { after: [build, grid, accelerators], takes: 2 months }",
      phase: ", gates: { accelerators: { date: 2027-09-01 } }", build: "12 months",
      more: Self.fleet)
    let live = 14_592 + 8 * month
    #expect(abs(order.milestone("live", phase: "pod") - live) < 1e-9)
    #expect(abs(order.share("gate") - (14_592 - 12 * month) / live) < 1e-12)
    #expect(abs(order.share("permit") - 12 * month / live) < 1e-12)
    #expect(abs(order.share("accelerators") - 6 * month / live) < 1e-12)
    #expect(abs(order.constraint(.late, "commission")) < 1e-9)
  }

  @Test func `accelerators that a closed gate forbids to order hold nothing up`() throws {
    // Power after 24 months, the gate of commission on 1 January 2029, 26,304 h, and a lead of 6 months then.
    let result = try Self.world(
      "permit: { takes: 12 months }, grid: { after: [permit] }, accelerators: { for: commission }, commission: { after: [grid, accelerators], takes: 1 months }",
      phase: ", gates: { commission: { date: 2029-01-01 } }", build: "12 months", more: Self.fleet)
    let live = 26_304 + 7 * month
    #expect(abs(result.milestone("live", phase: "pod") - live) < 1e-9)
    #expect(abs(result.share("grid") - 12 * month / live) < 1e-12)
    #expect(abs(result.share("gate") - (26_304 - 24 * month) / live) < 1e-12)
    #expect(abs(result.share("accelerators") - 6 * month / live) < 1e-12)
    for stage in ["grid", "accelerators", "commission"] {
      #expect(abs(result.constraint(.late, stage)) < 1e-9, "\(stage)")
    }
  }

  /// A project as a block, or as land with a hall on it.
  private static func project(_ phases: String) throws -> TinyResult {
    try TinyWorld(
      """
      \(fleet)
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: unlimited, build: 12 months } } } } }
      sites:
        pod: { power: 1 MW, stages: { grid: {}, build: { takes: 4 months }, accelerators: { for: commission }, commission: { after: [grid, build, accelerators], takes: 1 months } } }
        land: { connection: 1 MW, stages: { grid: {} } }
        hall: { power: 1 MW, stages: { build: { takes: 4 months }, accelerators: { for: commission }, commission: { after: [base.grid, build, accelerators], takes: 1 months } } }
      strategies: { only: { phases: { \(phases) } } }
      """, end: "2032-01-01"
    ).run()
  }

  @Test func `a hall is held up by what holds up a block`() throws {
    let block = try Self.project("pod: { site: pod, regions: [R], tier: t, start: 2026-01-01 }")
    #expect(abs(block.share("grid") - 12.0 / 13) < 1e-12)
    let land = "land: { site: land, regions: [R], tier: t, start: 2026-01-01 }"
    let hall = "pod: { site: hall, standsOn: land, start: 2026-01-01 }"
    for phases in ["\(land), \(hall)", "\(hall), \(land)"] {
      let halls = try Self.project(phases)
      #expect(abs(halls.share("base.grid") - 12.0 / 13) < 1e-12, "\(phases)")
      for stage in ["build", "accelerators", "commission", "base.grid"] {
        #expect(abs(halls.constraint(.late, stage)) < 1e-9, "\(phases) \(stage)")
      }
    }
  }

  @Test func `a connection that is there already is planned as what it is`() throws {
    // Applied for two years before the start, it has power a year before that.
    let early = try Self.project(
      "pod: { site: pod, regions: [R], tier: t, start: 2028-01-01, applyForGrid: 2026-01-01 }")
    for stage in ["grid", "build", "accelerators", "commission"] {
      #expect(abs(early.constraint(.late, stage)) < 1e-9, "\(stage)")
    }
  }

  @Test func `what is dropped for money came to its end by money`() throws {
    let result = try TinyWorld(
      """
      sites:
        pod: { capacity: 10 H100e, stages: { permit: { takes: 100 d, costs: 1 MEUR }, build: { after: [permit], takes: 30 d, costs: 10 MEUR } } }
      strategies:
        only:
          budget: { amount: 5 MEUR, otherwise: drop }
          phases: { pod: { site: pod, start: 2026-01-01, gates: { build: { date: 2026-02-01 } } } }
      """
    ).run()
    #expect(result.constraint(.shareLast, "money") == 1)
    #expect(result.share("permit") == 1)
  }

  @Test func `what an order waits for has slack until the order`() throws {
    let result = try Self.world(
      "build: { takes: 12 months }, survey: { takes: 5 months }, grid: {}, accelerators: { for: install, after: [survey], order: ready }, install: { after: [build, grid, accelerators], takes: 1 months }",
      build: "1 d", more: Self.fleet)
    #expect(abs(result.constraint(.slack, "survey") - 7 * month) < 1e-9)
    #expect(result.constraint(.slack, "build") == 0)
  }

  @Test func `accelerators hold up where their lead is the longest, ordered or not`() throws {
    let fleet = """
      accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR }, lead: 10 months } } }
      """
    // Build of 6 months beside a lead of 10.
    let longest = try Self.world(
      "build: { takes: 6 months }, accelerators: { for: install }, install: { after: [build, grid, accelerators], takes: 2 months }, grid: {}",
      build: "1 d", more: fleet)
    #expect(abs(longest.share("accelerators") - 10.0 / 12) < 1e-12)
    #expect(abs(longest.share("install") - 2.0 / 12) < 1e-12)
    // A build of 20 months: they are ordered in time, and hold nothing up.
    let inTime = try Self.world(
      "build: { takes: 20 months }, accelerators: { for: install }, install: { after: [build, grid, accelerators], takes: 2 months }, grid: {}",
      build: "1 d", more: fleet)
    #expect(abs(inTime.share("build") - 20.0 / 22) < 1e-12)
    // Ordered only when all else is done: they come last.
    let ready = try Self.world(
      "build: { takes: 20 months }, accelerators: { for: install, order: ready }, install: { after: [build, grid, accelerators], takes: 0 d }, grid: {}",
      build: "1 d", more: fleet)
    #expect(abs(ready.share("accelerators") - 10.0 / 30) < 1e-12)
    #expect(ready.constraint(.shareLast, "accelerators") == 1)
  }

  @Test func `the stages of the base hold up what stands on it`() throws {
    let result = try TinyWorld(
      """
      grid: { tiers: { t: {} }, regions: { R: { tiers: { t: { headroom: unlimited, build: 100 d } } } } }
      sites:
        land: { connection: 2 MW, stages: { permit: { takes: 50 d }, grid: { after: [permit] } } }
        hall: { power: 1 MW, capacity: 10 H100e, stages: { build: { after: [base.permit], takes: 60 d }, commission: { after: [build, base.grid], takes: 50 d } } }
      strategies:
        only:
          phases:
            land: { site: land, regions: [R], tier: t, start: 2026-01-01 }
            halls: { site: hall, sites: 2, standsOn: land, start: 2026-01-01 }
      """
    ).run()
    #expect(abs(result.share("base.permit", phase: "halls") - 50.0 / 200) < 1e-12)
    #expect(abs(result.share("base.grid", phase: "halls") - 100.0 / 200) < 1e-12)
    #expect(abs(result.share("commission", phase: "halls") - 50.0 / 200) < 1e-12)
    #expect(result.constraint(.slack, "build", phase: "halls") == 40 * day)
    #expect(abs(result.share("permit", phase: "land") - 50.0 / 150) < 1e-12)
  }

  @Test(arguments: ["money", "gate"])
  func `no stage is called like another cause`(name: String) {
    let problems = WrittenScenario(
      """
      title: names
      start: 2026-01-01
      end: 2030-01-01
      sites: { pod: { capacity: 1 H100e, stages: { \(name): { takes: 1 d } } } }
      strategies: { only: { phases: { pod: { site: pod, start: 2026-01-01 } } } }
      """
    ).problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains("such as '\(name)Stage'") == true)
  }

  @Test func `the shares of a phase that was begun sum to one`() throws {
    let result = try Self.world(
      "permit: { takes: { lognormal: { median: 6 months, p90: 12 months } } }, build: { after: [permit], takes: { exponential: { mean: 8 months } } }, grid: {}",
      phase: ", sites: 5", headroom: "headroom: 2 MW, release: { rate: 1 MW/year, lump: 1 MW }",
      build: "{ exponential: { mean: 10 months } }")
    let causes = ["permit", "build", "grid", "money", "gate"]
    #expect(abs(causes.reduce(0) { $0 + result.share($1) } - 1) < 1e-12)
    #expect(
      abs(causes.reduce(0) { $0 + result.constraint(.shareLast, $1) } - 1) < 1e-12)
  }
}

@Suite struct PlannedEndTests {
  @Test func `an end that moves overtakes one that stays, and the instant is known`() {
    let running = PlannedEnd(delay: 0, date: 10)
    let other = PlannedEnd(delay: 0, date: 20)
    #expect(other.isLater(than: running, after: 5) == true)
    // From 20 on both end any moment.
    #expect(other.isLater(than: running, after: 20) == nil)
    // What follows the overrun one by 5 is later than 20 from 15 on.
    let following = running.followed(by: 5)
    #expect(other.overtaken(by: following, after: 12) == 15)
    #expect(following.isLater(than: other, after: 15) == true)
    #expect(PlannedEnd.latest(running, other).seen(from: 3) == 20)
    #expect(PlannedEnd.never.overtaken(by: following, after: 0) == .infinity)
  }
}
