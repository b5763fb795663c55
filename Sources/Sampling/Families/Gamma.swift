import CGSL

extension Distribution {
  /// Gamma: positive, skewed, with a lighter tail than a lognormal.
  public struct Gamma: Hashable, Sendable {
    /// The shape, a bare number; 1 is exponential.
    public let shape: Double
    /// The scale, in the unit of the values.
    public let scale: Double

    /// By shape and scale, both positive.
    ///
    /// The shape may be up to a million, beyond which GSL's distribution function is inexact.
    public init(shape: Double, scale: Double) throws(DistributionError) {
      try DistributionError.check("shape", isPositiveNumber: shape)
      try DistributionError.check("shape", shape, isIn: 0...1e6)
      try DistributionError.check("scale", isPositive: scale)
      self.init(checkedShape: shape, scale: scale)
    }

    /// By mean and standard deviation, both positive, the latter a thousandth of the mean or more.
    public init(mean: Double, sd: Double) throws(DistributionError) {
      try DistributionError.check("mean", isPositive: mean)
      try DistributionError.check("sd", isPositive: sd)
      try DistributionError.check("sd", sd, isAtLeast: "a thousandth of the mean", mean / 1_000)
      self.init(checkedShape: (mean / sd) * (mean / sd), scale: sd * sd / mean)
    }

    init(checkedShape shape: Double, scale: Double) {
      self.shape = shape
      self.scale = scale
    }
  }
}

extension Distribution.Gamma: DistributionFamily {
  func quantile(_ u: Double) -> Double {
    GSL.prepare()
    let standard = Inversion.quantile(
      u, estimate: gsl_cdf_gamma_Pinv(u, shape, 1), upTo: .greatestFiniteMagnitude,
      cdf: { gsl_cdf_gamma_P($0, shape, 1) })
    return scale * standard
  }

  func cdf(_ x: Double) -> Double {
    GSL.prepare()
    return x == .infinity ? 1 : gsl_cdf_gamma_P(x, shape, scale)
  }

  var mean: Double { shape * scale }
  var variance: Double { shape * scale * scale }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .gamma(Self(checkedShape: shape, scale: scale * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    gsl_ran_gamma(source.generator, shape, scale)
  }
}
