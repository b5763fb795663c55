import CGSL

extension Distribution {
  /// The count of independent events, given how many are expected.
  public struct Poisson: Hashable, Sendable {
    /// The expected count, before scaling.
    public let meanCount: Double
    /// What one event counts as: 1 until scaled.
    public let unit: Double

    /// A Poisson distribution; its mean must be positive and at most a million.
    public init(mean: Double) throws(DistributionError) {
      try DistributionError.check("mean", isPositiveNumber: mean)
      try DistributionError.check("mean", mean, isIn: 0...1e6)
      self.init(checkedMean: mean, unit: 1)
    }

    private init(checkedMean mean: Double, unit: Double) {
      self.meanCount = mean
      self.unit = unit
    }
  }
}

extension Distribution.Poisson: DistributionFamily {
  /// A count that is not reached in 10¹⁶ draws: 64 standard deviations and 64 above the mean.
  private var limit: Double { meanCount + 64 * (1 + meanCount.squareRoot()) }

  func quantile(_ u: Double) -> Double {
    GSL.prepare()
    let count = Inversion.smallest(in: 0...UInt64(limit)) {
      gsl_cdf_poisson_P(UInt32($0), meanCount) >= u
    }
    return Double(count) * unit
  }

  func cdf(_ x: Double) -> Double {
    if x < 0 { return 0 }
    GSL.prepare()
    return gsl_cdf_poisson_P(UInt32(min(limit, Inversion.count(of: unit, in: x))), meanCount)
  }

  var mean: Double { meanCount * unit }
  var variance: Double { meanCount * unit * unit }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .poisson(Self(checkedMean: meanCount, unit: unit * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    Double(gsl_ran_poisson(source.generator, meanCount)) * unit
  }
}
