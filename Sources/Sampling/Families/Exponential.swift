import CGSL

extension Distribution {
  /// Time to an event of constant hazard.
  public struct Exponential: Hashable, Sendable {
    /// The mean, one over the hazard.
    public let mean: Double

    /// An exponential distribution; its mean must be positive.
    public init(mean: Double) throws(DistributionError) {
      try DistributionError.check("mean", isPositive: mean)
      self.init(checkedMean: mean)
    }

    private init(checkedMean mean: Double) { self.mean = mean }
  }
}

extension Distribution.Exponential: DistributionFamily {
  func quantile(_ u: Double) -> Double { gsl_cdf_exponential_Pinv(u, mean) }
  func cdf(_ x: Double) -> Double { gsl_cdf_exponential_P(x, mean) }
  var variance: Double { mean * mean }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .exponential(Self(checkedMean: mean * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    source.exponential(mean: mean)
  }
}
