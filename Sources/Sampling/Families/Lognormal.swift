import CGSL
import Foundation

extension Distribution {
  /// The exponential of a normal: what many independent factors multiply up to.
  public struct Lognormal: Hashable, Sendable {
    /// The mean of the logarithm.
    public let mu: Double
    /// The standard deviation of the logarithm, a bare number.
    public let sigma: Double

    /// By the mean and the standard deviation of the logarithm; `sigma` must be positive.
    public init(mu: Double, sigma: Double) throws(DistributionError) {
      try DistributionError.check("mu", isFinite: mu)
      try DistributionError.check("sigma", isPositiveNumber: sigma)
      self.init(checkedMu: mu, sigma: sigma)
    }

    /// By the median and the 90th percentile, both positive, the latter above the former.
    public init(median: Double, p90: Double) throws(DistributionError) {
      try DistributionError.check("median", isPositive: median)
      try DistributionError.check("p90", isFinite: p90)
      try DistributionError.check("p90", p90, isAbove: "the median", median)
      self.init(checkedMu: log(median), sigma: log(p90 / median) / Self.z90)
    }

    /// By the mean and the standard deviation of the values themselves, both positive.
    public init(mean: Double, sd: Double) throws(DistributionError) {
      try DistributionError.check("mean", isPositive: mean)
      try DistributionError.check("sd", isPositive: sd)
      let logVariance = log1p((sd / mean) * (sd / mean))
      self.init(checkedMu: log(mean) - logVariance / 2, sigma: logVariance.squareRoot())
    }

    /// By the 10th and the 90th percentile, both positive, the latter above the former.
    public init(p10: Double, p90: Double) throws(DistributionError) {
      try DistributionError.check("p10", isPositive: p10)
      try DistributionError.check("p90", isFinite: p90)
      try DistributionError.check("p90", p90, isAbove: "p10", p10)
      self.init(
        checkedMu: (log(p10) + log(p90)) / 2, sigma: log(p90 / p10) / (2 * Self.z90))
    }

    private init(checkedMu mu: Double, sigma: Double) {
      self.mu = mu
      self.sigma = sigma
    }

    /// The 90th percentile of the standard normal.
    private static let z90 = gsl_cdf_ugaussian_Pinv(0.9)
  }
}

extension Distribution.Lognormal: DistributionFamily {
  func quantile(_ u: Double) -> Double { gsl_cdf_lognormal_Pinv(u, mu, sigma) }
  func cdf(_ x: Double) -> Double { x <= 0 ? 0 : gsl_cdf_lognormal_P(x, mu, sigma) }
  var mean: Double { exp(mu + sigma * sigma / 2) }
  var variance: Double { expm1(sigma * sigma) * exp(2 * mu + sigma * sigma) }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .lognormal(Self(checkedMu: mu + log(factor), sigma: sigma))
  }

  /// By GSL's ziggurat, which takes half a word and no logarithm where `gsl_ran_lognormal` takes
  /// several.
  func draw(from source: inout RandomSource) -> Double {
    exp(mu + gsl_ran_gaussian_ziggurat(source.generator, sigma))
  }
}
