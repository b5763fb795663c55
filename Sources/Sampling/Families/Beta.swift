import CGSL

extension Distribution {
  /// Beta with shapes `a` and `b`, stretched from 0...1 to `low`...`high`.
  public struct Beta: Hashable, Sendable {
    /// The first shape, positive; its weight pulls towards `high`.
    public let a: Double
    /// The second shape, positive; its weight pulls towards `low`.
    public let b: Double
    /// The lower bound.
    public let low: Double
    /// The upper bound.
    public let high: Double

    /// A beta distribution; both shapes must be positive, at most 100,000 (beyond which GSL's
    /// distribution function is inexact), and `high` above `low`.
    public init(a: Double, b: Double, low: Double = 0, high: Double = 1) throws(DistributionError) {
      try DistributionError.check("a", isPositiveNumber: a)
      try DistributionError.check("a", a, isIn: 0...1e5)
      try DistributionError.check("b", isPositiveNumber: b)
      try DistributionError.check("b", b, isIn: 0...1e5)
      try DistributionError.check("low", isFinite: low)
      try DistributionError.check("high", isFinite: high)
      try DistributionError.check("high", high, isAbove: "low", low)
      self.init(checkedA: a, b: b, low: low, high: high)
    }

    init(checkedA a: Double, b: Double, low: Double, high: Double) {
      self.a = a
      self.b = b
      self.low = low
      self.high = high
    }
  }
}

extension Distribution.Beta: DistributionFamily {
  func quantile(_ u: Double) -> Double {
    GSL.prepare()
    // Not by `gsl_cdf_beta_Pinv`: it gives NaN for some large shapes and never ends for others.
    let share = Inversion.quantile(
      u, estimate: .nan, upTo: 1, cdf: { gsl_cdf_beta_P($0, a, b) })
    return low + (high - low) * share
  }

  func cdf(_ x: Double) -> Double {
    GSL.prepare()
    return gsl_cdf_beta_P((x - low) / (high - low), a, b)
  }

  var mean: Double { low + (high - low) * a / (a + b) }

  var variance: Double {
    (high - low) * (high - low) * a * b / ((a + b) * (a + b) * (a + b + 1))
  }

  var support: ClosedRange<Double> { low...high }

  func scaled(by factor: Double) -> Distribution {
    .beta(Self(checkedA: a, b: b, low: low * factor, high: high * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    low + (high - low) * gsl_ran_beta(source.generator, a, b)
  }
}
