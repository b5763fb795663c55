/// Inverting a distribution function by halving, where neither GSL nor a formula does.
enum Inversion {
  /// The smallest whole number of a range at which a rising condition holds; its end if at none.
  static func smallest(in range: ClosedRange<UInt64>, where holds: (UInt64) -> Bool) -> UInt64 {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The quantile of a distribution on numbers from 0: `estimate` if the distribution function
  /// confirms it, otherwise by halving to the last bit.
  ///
  /// GSL's own inversions give NaN where their steps don't converge. Halving works on bit patterns,
  /// which for numbers from 0 are in the order of the numbers: 63 steps over the whole
  /// range.
  static func quantile(
    _ u: Double, estimate: Double, upTo limit: Double, cdf: (Double) -> Double
  ) -> Double {
    // Near 1 the distribution function itself is known to a few units of its last place only.
    let tolerance = u < 0.5 ? 1e-10 * u : 1e-10 * (1 - u) + 4e-16
    if (0...limit).contains(estimate), abs(cdf(estimate) - u) <= tolerance { return estimate }
    let pattern = smallest(in: 0...limit.bitPattern) { cdf(Double(bitPattern: $0)) >= u }
    return Double(bitPattern: pattern)
  }

  /// How many steps of `unit` fit into `x`, exact for products of a count with `unit`.
  static func count(of unit: Double, in x: Double) -> Double {
    let estimate = (x / unit).rounded()
    return estimate * unit <= x ? estimate : estimate - 1
  }
}
