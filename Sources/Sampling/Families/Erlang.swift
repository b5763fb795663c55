import CGSL

extension Distribution {
  /// The sum of several independent exponentials: time through as many equal stages.
  public struct Erlang: Hashable, Sendable {
    /// The number of exponentials.
    public let shape: Int
    /// The mean of their sum.
    public let mean: Double

    /// An Erlang distribution; `shape` must be from 1 to a million and `mean` positive.
    public init(shape: Int, mean: Double) throws(DistributionError) {
      try DistributionError.check("shape", Double(shape), isIn: 1...1_000_000)
      try DistributionError.check("mean", isPositive: mean)
      self.init(checkedShape: shape, mean: mean)
    }

    private init(checkedShape shape: Int, mean: Double) {
      self.shape = shape
      self.mean = mean
    }
  }
}

extension Distribution.Erlang: DistributionFamily {
  private var gamma: Distribution.Gamma {
    Distribution.Gamma(checkedShape: Double(shape), scale: mean / Double(shape))
  }

  func quantile(_ u: Double) -> Double { gamma.quantile(u) }
  func cdf(_ x: Double) -> Double { gamma.cdf(x) }
  var variance: Double { mean * mean / Double(shape) }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .erlang(Self(checkedShape: shape, mean: mean * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    gsl_ran_erlang(source.generator, mean / Double(shape), Double(shape))
  }
}
