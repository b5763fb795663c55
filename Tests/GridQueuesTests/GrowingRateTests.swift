import Foundation
import Testing

@testable import GridQueues

/// When a count is expected of a rate that changes by a constant factor a year of 8766 h.
struct GrowingRateTests {
  @Test(arguments: [-0.5, 0.001, 0.03, 1])
  func `a year is what its expected count takes`(change: Double) {
    let rate = GrowingRate(rate: 2, yearlyChange: change)
    // ∫ over a year of 2 (1 + change)^t, t in years: 2 · 8766 h · change / ln(1 + change).
    let count = 2 * 8766 * change / log1p(change)
    #expect(abs(rate.hours(forExpected: count, after: 0) - 8766) < 1e-8)
    // A year later the same takes a year of a rate that is higher by the change.
    let later = rate.hours(forExpected: count * (1 + change), after: count)
    #expect(abs(later - 8766) < 1e-8)
  }

  @Test func `of a rate that falls no more than its whole comes`() {
    let rate = GrowingRate(rate: 2, yearlyChange: -0.5)
    let whole = 2 * 8766.0 / log(2.0)
    #expect(rate.hours(forExpected: whole * 0.999, after: 0) < .infinity)
    #expect(rate.hours(forExpected: whole * 1.001, after: 0) == .infinity)
  }
}
