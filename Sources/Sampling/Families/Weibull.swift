import CGSL
import Foundation

extension Distribution {
  /// Time to an event whose hazard falls (shape below 1) or rises (above 1) with age.
  public struct Weibull: Hashable, Sendable {
    /// The shape, a bare number; 1 is exponential.
    public let shape: Double
    /// The value that 63 % stay below, in the unit of the values.
    public let scale: Double

    /// A Weibull distribution; both parameters must be positive.
    public init(shape: Double, scale: Double) throws(DistributionError) {
      try DistributionError.check("shape", isPositiveNumber: shape)
      try DistributionError.check("scale", isPositive: scale)
      self.init(checkedShape: shape, scale: scale)
    }

    private init(checkedShape shape: Double, scale: Double) {
      self.shape = shape
      self.scale = scale
    }
  }
}

extension Distribution.Weibull: DistributionFamily {
  func quantile(_ u: Double) -> Double { gsl_cdf_weibull_Pinv(u, scale, shape) }
  func cdf(_ x: Double) -> Double { x <= 0 ? 0 : gsl_cdf_weibull_P(x, scale, shape) }
  var mean: Double { scale * tgamma(1 + 1 / shape) }

  // By logarithms of the gamma function, since for small shapes two infinite numbers would be
  // subtracted. Shapes above 10⁶ leave few digits, and at worst 0.
  var variance: Double {
    mean * mean * max(0, expm1(lgamma(1 + 2 / shape) - 2 * lgamma(1 + 1 / shape)))
  }

  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .weibull(Self(checkedShape: shape, scale: scale * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    gsl_ran_weibull(source.generator, scale, shape)
  }
}
