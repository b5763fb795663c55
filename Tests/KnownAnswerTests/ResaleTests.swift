import Foundation
import TestSupport
import Testing

/// What is paid for accelerators and received for old ones, with and without money for refreshes.
struct ResaleTests {
  /// What a euro of a period is worth at the start.
  private static func factor(_ period: Int) -> Double { pow(1.08, -Double(period) / 12) }

  // At the start, and 8,766 h later each: 1 January 2027 at 6:00, 1 January 2028 at 12:00, and
  // 31 December 2028 at 18:00.
  private static let periods = [13, 25, 36]

  /// A strategy, in how many of these periods it buys, and in how many it sells.
  static let cases: [(strategy: String, bought: Int, sold: Int, live: Double)] = [
    ("beside", 3, 3, 1000), ("waits", 1, 1, 1000), ("drops", 1, 2, 0),
  ]

  @Test(arguments: cases)
  func `what is sold is received when the next ones take its place`(
    _ strategy: String, _ bought: Int, _ sold: Int, _ live: Double
  ) async throws {
    let run = try await ExportedRun(of: scenario("resale"))
    let paid = Self.periods.prefix(bought)
    let received = Self.periods.prefix(sold)
    for (period, amount) in try run.cash("resale", strategy: strategy).enumerated() {
      #expect(amount == (received.contains(period) ? 400_000 : 0), "period \(period)")
    }
    expectEqual(
      try run.metric("capex_eur", strategy: strategy)[0],
      1e6 + 1e6 * Double(bought) - 4e5 * Double(sold))
    expectEqual(
      try run.metric("npv_eur", strategy: strategy)[0],
      -1e6 - 1e6 * paid.reduce(0) { $0 + Self.factor($1) }
        + 4e5 * received.reduce(0) { $0 + Self.factor($1) })
    #expect(try run.metric("live_h100e_2029", strategy: strategy)[0] == live)
  }

  @Test func `without resale nothing is received`() async throws {
    let run = try await ExportedRun(
      of: scenario("resale"), setting: ["accelerators.resale=none"])
    #expect(try run.cash("resale", strategy: "beside").allSatisfy { $0 == 0 })
    expectEqual(try run.metric("capex_eur", strategy: "beside")[0], 4e6)
  }
}
