import CGSL

extension Distribution {
  /// Normal, whole or cut off at bounds.
  public struct Normal: Hashable, Sendable {
    /// The mean of the normal before values outside the bounds are excluded.
    public let center: Double
    /// The standard deviation of the normal before values outside the bounds are excluded.
    public let sd: Double
    /// The lower bound, −∞ for none.
    public let low: Double
    /// The upper bound, ∞ for none.
    public let high: Double

    /// A normal distribution; `sd` must be positive and `high` above `low`, and the bounds must
    /// leave at least one in a billion of it.
    public init(
      mean: Double, sd: Double, low: Double = -.infinity, high: Double = .infinity
    ) throws(DistributionError) {
      try DistributionError.check("mean", isFinite: mean)
      try DistributionError.check("sd", isPositive: sd)
      try DistributionError.check("high", high, isAbove: "low", low)
      self.init(checkedMean: mean, sd: sd, low: low, high: high)
      guard window.mass >= 1e-9 else {
        throw DistributionError.broken(
          "low and high", "must leave more than a billionth of the normal distribution")
      }
    }

    private init(checkedMean mean: Double, sd: Double, low: Double, high: Double) {
      self.center = mean
      self.sd = sd
      self.low = low
      self.high = high
    }
  }
}

extension Distribution.Normal {
  /// Whether any value is excluded.
  public var isTruncated: Bool { low > -.infinity || high < .infinity }

  /// The bounds in standard deviations from the center, mirrored if both would lie above it: the
  /// lower tail of a normal is known to all digits, the upper one isn't.
  private struct Window {
    var lower: Double
    var upper: Double
    /// +1, or −1 if mirrored.
    var sign: Double
    /// The probability below `lower`.
    var below: Double
    /// The probability between the bounds.
    var mass: Double
  }

  private var window: Window {
    var lower = (low - center) / sd
    var upper = (high - center) / sd
    let sign: Double = lower > 0 ? -1 : 1
    if sign < 0 { (lower, upper) = (-upper, -lower) }
    let below = gsl_cdf_ugaussian_P(lower)
    return Window(
      lower: lower, upper: upper, sign: sign, below: below,
      mass: gsl_cdf_ugaussian_P(upper) - below)
  }
}

extension Distribution.Normal: DistributionFamily {
  func quantile(_ u: Double) -> Double {
    guard isTruncated else { return center + sd * gsl_cdf_ugaussian_Pinv(u) }
    let window = window
    let share = window.sign > 0 ? u : 1 - u
    let z = gsl_cdf_ugaussian_Pinv(window.below + share * window.mass)
    return max(low, min(high, center + sd * window.sign * z))
  }

  func cdf(_ x: Double) -> Double {
    guard isTruncated else { return gsl_cdf_ugaussian_P((x - center) / sd) }
    if x < low { return 0 }
    if x >= high { return 1 }
    let window = window
    let z = window.sign * (x - center) / sd
    let share = (gsl_cdf_ugaussian_P(z) - window.below) / window.mass
    return window.sign > 0 ? share : 1 - share
  }

  /// Between bounds so close together the density is flat, and the exact formulas lose their
  /// digits.
  private static let narrow = 1e-3

  var mean: Double {
    guard isTruncated else { return center }
    let window = window
    if window.upper - window.lower < Self.narrow { return low + (high - low) / 2 }
    let shift = gsl_ran_ugaussian_pdf(window.lower) - gsl_ran_ugaussian_pdf(window.upper)
    return center + sd * window.sign * shift / window.mass
  }

  var variance: Double {
    guard isTruncated else { return sd * sd }
    let window = window
    if window.upper - window.lower < Self.narrow { return (high - low) * (high - low) / 12 }
    let shift =
      (gsl_ran_ugaussian_pdf(window.lower) - gsl_ran_ugaussian_pdf(window.upper)) / window.mass
    let edges =
      (Self.weighted(window.lower) - Self.weighted(window.upper)) / window.mass
    return sd * sd * (1 + edges - shift * shift)
  }

  /// z φ(z), which is 0 at infinity.
  private static func weighted(_ z: Double) -> Double {
    z.isInfinite ? 0 : z * gsl_ran_ugaussian_pdf(z)
  }

  var support: ClosedRange<Double> { low...high }

  func scaled(by factor: Double) -> Distribution {
    .normal(
      Self(
        checkedMean: center * factor, sd: sd * factor, low: low * factor, high: high * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    isTruncated
      ? quantile(source.openUniform()) : center + gsl_ran_gaussian_ziggurat(source.generator, sd)
  }
}
