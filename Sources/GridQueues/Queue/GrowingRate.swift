import Foundation

/// A rate that changes by a constant factor a year.
struct GrowingRate {
  /// At start, per h.
  let rate: Double
  /// The logarithm of growth, per h.
  private let growth: Double

  init(rate: Double, yearlyChange: Double) {
    self.rate = rate
    growth = log1p(yearlyChange) / 8766
  }

  /// The time in which a count is expected, after the time in which another was; infinite where the
  /// rate falls too fast.
  ///
  /// The count that is expected by t is ∫₀ᵗ rate · e^(growth·s) ds = (rate(t) − rate) / growth, so
  /// the rate is linear in the count. A Poisson process of rate 1 in the count is the one in time.
  @inline(__always)
  func hours(forExpected count: Double, after earlier: Double) -> Double {
    if growth == 0 { return count / rate }
    let now = rate + growth * earlier
    let hours = count / now
    let scaled = growth * hours
    if abs(scaled) < 1e-3 {
      // The logarithm's series, to the last bit at such a size, at a third of its price; by pairs of
      // terms, which do not wait for each other.
      let squared = scaled * scaled
      let series =
        (1 - scaled * (1 / 2)) + squared * (1 / 3 - scaled * (1 / 4))
        + squared * squared * (1 / 5 - scaled * (1 / 6))
      return hours * series
    }
    return now > 0 && scaled > -1 ? log1p(scaled) / growth : .infinity
  }
}
