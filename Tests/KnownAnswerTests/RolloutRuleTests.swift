import Foundation
import TestSupport
import Testing

/// Triggers, budgets and the end of life of accelerators in worlds worked out by hand.
struct RolloutRuleTests {
  private static let month = 730.5

  /// When 'next' starts, in h; nil for never.
  static let triggers: [(strategy: String, started: Double?)] = [
    // The first contract ends after 60 days; the second begins on 1 June, day 151.
    ("sustained", 151 * 24 + 3 * month),
    ("short", 31 * 24 + 30 * 24),
    ("atOnce", 31 * 24),
    // 8 of 10 is not above 80 %.
    ("notAbove", nil),
    // 8 of 20, ten of which are committed.
    ("committed", nil),
    ("notCommitted", 31 * 24 + month),
    ("nothingLive", nil),
  ]

  @Test func `a phase starts when its sites have been full for so long`() async throws {
    let run = try await ExportedRun(of: scenario("triggers"))
    for (strategy, started) in Self.triggers {
      let time = try run.milestone("started", of: "next", strategy: strategy)[0]
      if let started {
        expectEqual(time, started, relative: 1e-12, strategy)
        expectEqual(
          try run.milestone("live", of: "next", strategy: strategy)[0], started + 100,
          relative: 1e-12)
      } else {
        #expect(time.isNaN, "\(strategy) \(time)")
      }
    }
  }

  @Test func `a phase that does not fit the budget waits or is dropped`() async throws {
    let run = try await ExportedRun(of: scenario("budget"))
    func started(_ phase: String, _ strategy: String) throws -> Double {
      try run.milestone("started", of: phase, strategy: strategy)[0]
    }
    for strategy in ["waits", "drops", "enough"] {
      #expect(try started("first", strategy) == 31 * 24)
    }
    #expect(try started("second", "waits").isNaN)
    #expect(try started("second", "drops").isNaN)
    #expect(try started("second", "enough") == 59 * 24)
    #expect(try started("both", "whole").isNaN)
    // Refused after 1,000 h; looked at again by the next 1st of a month at the latest, 1 April.
    let second = try started("second", "returned")
    #expect(31 * 24 + 1000 <= second && second <= 90 * 24)
    expectEqual(try run.metric("capex_eur", strategy: "returned")[0], 1.5e6)
    expectEqual(try run.metric("capex_eur", strategy: "waits")[0], 1e6)
  }

  // Ordered on 1 February, delivered and live two months later, at the end of life a year after.
  private static let live = 31 * 24 + 2 * month
  private static let expired = live + 12 * month
  private static let signed = 151 * 24.0

  @Test func `without refresh accelerators retire and displace their contracts`() async throws {
    let run = try await ExportedRun(of: scenario("fleet"))
    expectEqual(try run.milestone("live", of: "plant")[0], Self.live)
    expectEqual(try run.metric("served_h100e_h")[0], 10 * (Self.expired - Self.signed))
    #expect(try run.metric("displaced")[0] == 1)
    #expect(try run.metric("served")[0] == 1)
    #expect(try run.metric("live_h100e_2026")[0] == 10)
    #expect(try run.metric("live_h100e_2027")[0] == 0)
    expectEqual(try run.metric("capex_eur")[0], Self.price(at: 31 * 24))
  }

  /// Ten units at an hour after the start; released a year before it, at half the price each year.
  private static func price(at hour: Double) -> Double {
    10_000 * pow(0.5, (hour + 365 * 24) / 8766)
  }

  @Test func `a refresh is ordered one lead ahead and displaces nobody`() async throws {
    let run = try await ExportedRun(
      of: scenario("fleet"), setting: ["accelerators.refresh=likeForLike"])
    #expect(try run.metric("displaced")[0] == 0)
    expectEqual(try run.metric("served_h100e_h")[0], 10 * 36 * Self.month)
    // Each batch is delivered as the one before expires, and ordered two months before that.
    let orders = (0..<5).map { 31 * 24 + 12 * Self.month * Double($0) }
      .filter { $0 < 1826 * 24 }
    expectEqual(
      try run.metric("capex_eur")[0], orders.reduce(0) { $0 + Self.price(at: $1) })
    for year in 2026...2030 { #expect(try run.metric("live_h100e_\(year)")[0] == 10) }
  }

  @Test func `a swap with downtime displaces, and contracts go on with what is left`() async throws
  {
    let run = try await ExportedRun(
      of: scenario("fleet"),
      setting: ["accelerators.refresh=likeForLike", "accelerators.swapDowntime=10 d"])
    // Three swaps fall into the contract: after one, two and three years of life.
    #expect(try run.metric("displaced")[0] == 3)
    expectEqual(try run.metric("served_h100e_h")[0], 10 * 36 * Self.month)
    #expect(try run.metric("wait_mean_h")[0] == 0)
  }

  @Test(arguments: [
    ("cheapestPerH100e", 10.0, 1.0), ("mostPerKilowatt", 20, 1), ("newest", 14.4, 0.8),
  ])
  func `procurement picks by its policy, in whole racks`(
    _ policy: String, _ compute: Double, _ powerShare: Double
  ) async throws {
    let run = try await ExportedRun(
      of: scenario("fleet"), setting: ["accelerators.procurement=\(policy)"])
    expectEqual(try run.metric("live_h100e_2026")[0], compute, relative: 1e-6)
    expectEqual(try run.metric("live_it_mw_2026")[0], 0.01 * powerShare, relative: 1e-6)
  }
}
