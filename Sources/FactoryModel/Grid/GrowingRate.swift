import Foundation

/// A rate that changes by a constant factor a year, and the time at which a count is expected.
struct GrowingRate {
  /// At start, per h.
  let rate: Double
  /// The logarithm of growth, per h.
  private let growth: Double

  init(rate: Double, yearlyChange: Double) {
    self.rate = rate
    growth = log1p(yearlyChange) / 8766
  }

  /// The t at which ∫₀ᵗ rate · e^(growth·s) ds reaches a count; infinite where it never does.
  ///
  /// A Poisson process of rate 1 in this count is the wanted process in time.
  @inline(__always)
  func time(ofExpectedCount count: Double) -> Double {
    if growth == 0 { return count / rate }
    let scaled = growth * count / rate
    return scaled > -1 ? log1p(scaled) / growth : .infinity
  }
}
