import CGSL

extension Distribution {
  /// Equally likely anywhere between two bounds.
  public struct Uniform: Hashable, Sendable {
    /// The lower bound.
    public let low: Double
    /// The upper bound.
    public let high: Double

    /// A uniform distribution; `high` must be above `low`.
    public init(low: Double, high: Double) throws(DistributionError) {
      try DistributionError.check("low", isFinite: low)
      try DistributionError.check("high", isFinite: high)
      try DistributionError.check("high", high, isAbove: "low", low)
      self.init(checkedLow: low, high: high)
    }

    private init(checkedLow low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }
}

extension Distribution.Uniform: DistributionFamily {
  func quantile(_ u: Double) -> Double { gsl_cdf_flat_Pinv(u, low, high) }
  func cdf(_ x: Double) -> Double { gsl_cdf_flat_P(x, low, high) }
  var mean: Double { low + (high - low) / 2 }
  var variance: Double { (high - low) * (high - low) / 12 }
  var support: ClosedRange<Double> { low...high }

  func scaled(by factor: Double) -> Distribution {
    .uniform(Self(checkedLow: low * factor, high: high * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    gsl_ran_flat(source.generator, low, high)
  }
}
