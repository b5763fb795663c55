import Foundation
import TestSupport
import Testing

/// Stage graphs of constant durations: live at the end of the longest path.
struct CriticalPathTests {
  /// 1 February 2026, when the phases start.
  private static let start = 31 * 24.0
  private static let month = 730.5

  /// A phase of `stages.yaml` and when its first site is live, in h.
  static let paths: [(phase: String, live: Double)] = [
    ("single", start + 100),
    ("chain", start + 60),
    ("diamond", start + 11 + 70 + 5),
    ("parallel", start + 90),
    ("crossed", start + 95 + 1),
    ("instant", start),
    // Land 1, then building 12 outlasts the connection's 10, then 1.
    ("connected", start + 14 * month),
    // Land 6, connection 10, then 1; applied for ahead, power is there before the land.
    ("slowGrid", start + 17 * month),
    ("early", max(14 * 24 + 10 * month, start + 6 * month) + month),
    ("equipped", start + 13 * month),
    // Ordered at once, 4 months.
    ("hurried", start + 5 * month),
    // Triggered by the end of another phase: live of 'diamond' plus the lag plus its own chain.
    ("second", start + 86 + 100 + 60),
    ("third", 40 * 24 + 100),
    ("fourth", start + 60 + 100),
  ]

  @Test func `a site is live at the end of its critical path`() async throws {
    let run = try await ExportedRun(of: scenario("stages"))
    for (phase, live) in Self.paths {
      for hours in try run.milestone("live", of: phase) {
        expectEqual(hours, live, relative: 1e-12, phase)
      }
    }
    #expect(try run.milestone("live", of: "second").count == 3)
    expectEqual(try run.metric("first_live_h")[0], Self.start)
  }

  /// A stage of a phase of `stages.yaml` and when it begins and ends, in h.
  static let stages: [(phase: String, stage: String, began: Double, done: Double)] = [
    ("crossed", "begin", start, start + 10),
    ("crossed", "a", start + 10, start + 30),
    ("crossed", "b", start + 10, start + 70),
    ("crossed", "c", start + 30, start + 35),
    ("crossed", "d", start + 70, start + 80),
    ("crossed", "e", start + 35, start + 95),
    ("crossed", "end", start + 95, start + 96),
    ("instant", "a", start, start),
    ("instant", "b", start, start),
    // Building waits for the land and not for the connection.
    ("connected", "land", start, start + month),
    ("connected", "build", start + month, start + 13 * month),
    ("connected", "end", start + 13 * month, start + 14 * month),
    // The end waits for power, 16 months after the start.
    ("slowGrid", "end", start + 16 * month, start + 17 * month),
    // Each begins where the one before ends, once 'diamond' is live and the lag is over.
    ("second", "a", start + 186, start + 196),
    ("second", "b", start + 196, start + 216),
    ("second", "c", start + 216, start + 246),
  ]

  @Test func `a stage begins when all before it are done, and takes its time`() async throws {
    let run = try await ExportedRun(of: scenario("stages"))
    for (phase, stage, began, done) in Self.stages {
      for hours in try run.milestone("\(stage)_began", of: phase) {
        expectEqual(hours, began, relative: 1e-12, "\(phase) \(stage) began")
      }
      for hours in try run.milestone(stage, of: phase) {
        expectEqual(hours, done, relative: 1e-12, "\(phase) \(stage) done")
      }
    }
  }

  @Test func `a stage that is done again began when it first did`() async throws {
    let run = try await ExportedRun(of: scenario("restart"), seed: 41)
    for (stage, began) in [("land_began", Self.start), ("permit_began", Self.start + 100)] {
      #expect(
        try run.milestone(stage, of: "sites", strategy: "again").allSatisfy { $0 == began })
    }
    let ends = try run.milestone("permit", of: "sites", strategy: "again")
    #expect(ends == (try run.milestone("live", of: "sites", strategy: "again")))
    #expect(Set(ends).count > 3)
    // A permit that is refused for good has begun and is never done.
    let began = try run.milestone("permit_began", of: "sites", strategy: "never")
    #expect(began.allSatisfy { $0 == Self.start })
    #expect(try run.milestone("permit", of: "sites", strategy: "never").contains { $0.isNaN })
  }

  @Test func `accelerators are ordered one lead before they are needed`() async throws {
    let run = try await ExportedRun(of: scenario("stages"))
    let equipped = Self.start + 12 * Self.month
    expectEqual(try run.milestone("ordered", of: "equipped")[0], equipped - 4 * Self.month)
    expectEqual(try run.milestone("delivered", of: "equipped")[0], equipped)
    expectEqual(try run.milestone("ordered", of: "hurried")[0], Self.start)
    expectEqual(try run.milestone("delivered", of: "hurried")[0], Self.start + 4 * Self.month)

    // Started on 31 December 2026, needed 12 months later: at 364 × 24 + 8766 = 17502 h. The new
    // generation is for sale from three months before its release at 730 × 24 = 17520 h, so at
    // 15328.5 h; planned with the lead of the old one, the order is due at 14580 h and is the old.
    let needed = 364 * 24 + 12 * Self.month
    expectEqual(try run.milestone("ordered", of: "newer")[0], needed - 4 * Self.month)
    expectEqual(try run.milestone("live", of: "newer")[0], needed + Self.month)
  }

  @Test func `power comes when the connection is built`() async throws {
    let run = try await ExportedRun(of: scenario("stages"))
    expectEqual(
      try run.milestone("energised", of: "connected")[0], Self.start + 11 * Self.month)
    expectEqual(try run.milestone("energised", of: "early")[0], 14 * 24 + 10 * Self.month)
    expectEqual(try run.milestone("applied", of: "early")[0], 14 * 24)
  }

  /// The number of attempts is geometric: P(k) = 2⁻ᵏ.
  @Test func `a refusal begins again at the stage that it names`() async throws {
    let run = try await ExportedRun(of: scenario("restart"), seed: 41)
    for (strategy, first, again) in [("again", 300.0, 300.0), ("once", 300, 200)] {
      let live = try run.milestone("live", of: "sites", strategy: strategy)
      try #require(live.count == 1000)
      let attempts = live.map { 1 + ($0 - Self.start - first) / again }
      #expect(attempts.allSatisfy { $0 == $0.rounded() && $0 >= 1 })
      expectFrequencies(
        (1...20).map { k in attempts.count { Int($0) == k } },
        probabilities: (1...20).map { pow(0.5, Double($0)) })
      let total = -(try run.cash("capex_construction", strategy: strategy)).reduce(0, +)
      // Land and permit each time; or once, the attempts after the first being free.
      let known = strategy == "again" ? 11 * attempts.reduce(0, +) : 11.0 * 1000
      expectEqual(total, known)
    }
  }

  @Test func `a refusal ends the site where the stage says so`() async throws {
    let run = try await ExportedRun(of: scenario("restart"), seed: 42)
    let live = try run.milestone("live", of: "sites", strategy: "never")
    let abandoned = try run.milestone("abandoned", of: "sites", strategy: "never")
    expectShare(successes: live.count { !$0.isNaN }, of: 1000, near: 0.5)
    for (live, abandoned) in zip(live, abandoned) {
      #expect(live.isNaN != abandoned.isNaN)
      #expect([live, abandoned].filter { !$0.isNaN } == [Self.start + 200])
    }
    #expect(
      try run.metric("sites_live", strategy: "never")[0] == Double(live.count { !$0.isNaN }))
  }
}
