import TestSupport
import Testing

/// Grid waiting lists with constant releases, worked out by hand; see `waiting-lists.yaml`.
struct WaitingListTests {
  /// The months of 730.5 h after which each phase is granted its connection.
  static let strict: [(phase: String, months: Double)] = [
    // 1: 3 MW; 2 granted, 1 left, 4 does not fit. 2: 4 granted. 3: 3 MW; 1 and we.
    ("line", 3),
    // 1: 5 MW; A takes 3, B's 4 does not fit and closes transmission. 2: 7; B, 3 left for C's 8.
    // 3: 8; C. 4: 5; D, who stood behind them.
    ("aboveA", 1), ("aboveB", 2), ("aboveC", 3), ("aboveD", 4),
    // A lacks room below, 3 MW at month 1, and stops its list only; then B waits for one more.
    ("belowA", 1), ("belowB", 2), ("belowC", 19.0 * 24 / 730.5),
    // By date in months 1 and 2; then our class comes first.
    ("classes", 3),
    // 8760 h and twice 3 months.
    ("project", 8760 / 730.5 + 6),
    // 2 MW a month here, 1 MW there; the application there is withdrawn.
    ("either", 2), ("slow", 4),
    ("leaving", 2), ("handingBack", 2),
  ]

  /// Where firstFit differs.
  static let firstFit: [(phase: String, months: Double)] = [
    // 1: 2 and 1 granted. 2: 3 MW, 4 does not fit, we do.
    ("line", 2),
    // 1: A and D. 2: 5; B, 1 left. 3: 6. 4: 11; C.
    ("aboveA", 1), ("aboveB", 2), ("aboveC", 4), ("aboveD", 1),
    // B fits at once, and A is a month further off for it.
    ("belowA", 2), ("belowB", 14.0 * 24 / 730.5), ("belowC", 19.0 * 24 / 730.5),
    ("classes", 3), ("project", 8760 / 730.5 + 6), ("either", 2), ("slow", 4),
    // 3 MW are free, and nobody waits for the 5 in front.
    ("leaving", 14.0 * 24 / 730.5), ("handingBack", 2),
  ]

  @Test(arguments: ["strict", "firstFit"])
  func `allocation dates are those worked out by hand`(_ rule: String) async throws {
    let run = try await ExportedRun(
      of: scenario("waiting-lists"), setting: ["grid.allocation.rule=\(rule)"])
    for (phase, months) in rule == "strict" ? Self.strict : Self.firstFit {
      let granted = try run.milestone("granted", of: phase)
      expectEqual(granted[0], months * 730.5, relative: 1e-12, phase)
    }
    // Power comes when the connection is built.
    let line = try run.milestone("energised", of: "line")[0]
    expectEqual(line, (rule == "strict" ? 5 : 4) * 730.5, relative: 1e-12)
  }

  @Test func `waits and levels are counted by region, tier and class`() async throws {
    let run = try await ExportedRun(of: scenario("waiting-lists"))
    let month = 730.5
    // From 1, 11 and 21 December and 15 January until months 1, 2, 3 and 3.
    let waits = [744 + month, 504 + 2 * month, 264 + 3 * month, 3 * month - 336]
    expectEqual(
      try run.metric("grid_wait_mean_h", region: "line", tier: "alone")[0],
      waits.reduce(0, +) / 4)
    expectEqual(try run.metric("grid_own_wait_mean_h", region: "line", tier: "alone")[0], waits[3])
    #expect(try run.metric("grid_allocated_mw", region: "line", tier: "alone")[0] == 9)

    let grid = try run.table("grid").rows(where: ["region": "line", "tier": "alone"])
    func level(_ variable: String, _ class: String, _ first: String) throws -> Double {
      let row = grid.first {
        $0["variable"] == variable && $0["class"] == `class` && $0["month"] == first
      }
      return try #require(row).number("mean")
    }
    // January has 744 h: 7 MW until 730.5 h, then 5; and our 2 MW from the 15th.
    let others = (7 * 730.5 + 5 * 13.5) / 744
    let ours = 2 * 17.0 / 31
    expectEqual(
      try level("grid_waiting_mw", "other", "2026-01-01"), others + ours, relative: 1e-6)
    #expect(try level("grid_allocated_mw", "other", "2026-01-01") == 2)
    #expect(try level("grid_allocated_mw", "other", "2026-03-01") == 4)
    #expect(try level("grid_applied_mw", "other", "2026-01-01") == 2)
    #expect(try level("grid_released_mw", "", "2026-02-01") == 0)
    #expect(try level("grid_released_mw", "", "2026-03-01") == 3)
  }

  @Test func `waits are told by class of applicant, in all and at each node`() async throws {
    let run = try await ExportedRun(of: scenario("waiting-lists"))
    func wait(_ metric: String, _ applicantClass: String, _ region: String = "") throws -> Double {
      try run.metric(
        metric, region: region, tier: region.isEmpty ? "" : "alone",
        applicantClass: applicantClass)[0]
    }
    // Ours goes first from 1 April on; without classes it would wait until month 4.
    let ours = 3 * 730.5 - 336
    let others = [744 + 730.5, 720 + 2 * 730.5, 696 + 4 * 730.5]
    expectEqual(try wait("grid_wait_mean_h", "safety", "classes"), ours)
    expectEqual(try wait("grid_own_wait_mean_h", "safety", "classes"), ours)
    #expect(try wait("grid_others_wait_mean_h", "safety", "classes").isNaN)
    expectEqual(
      try wait("grid_wait_mean_h", "other", "classes"), others.reduce(0, +) / 3)
    #expect(try wait("grid_own_wait_mean_h", "other", "classes").isNaN)
    // Nobody else in the country is of that class.
    expectEqual(try wait("grid_wait_mean_h", "safety"), ours)
    #expect(try wait("grid_wait_mean_h", "other") != ours)
  }

  /// The world without us shows what our applications cost the others.
  @Test func `others wait for us, and no longer than our connection takes`() async throws {
    let overlay = try TemporaryFolder()
    let path = try overlay.write(
      "with-none.yaml", "extends: \(scenario("waiting-lists"))\nstrategies: { none: {} }\n")
    let run = try await ExportedRun(of: path)
    for strategy in ["ours", "none"] {
      let granted = try run.metric(
        "grid_others_wait_mean_h", strategy: strategy, region: "classes", tier: "alone")[0]
      // The third of them is granted in month 4 behind us, in month 3 without us.
      let third = strategy == "ours" ? 4.0 : 3
      let waits = [744 + 730.5, 720 + 2 * 730.5, 696 + third * 730.5]
      expectEqual(granted, waits.reduce(0, +) / 3)
    }
  }
}
