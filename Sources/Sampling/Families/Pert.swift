extension Distribution {
  /// PERT: a beta between `low` and `high` with its mean at (low + 4 mode + high) / 6.
  ///
  /// Source: D. G. Malcolm, J. H. Roseboom, C. E. Clark, W. Fazar, "Application of a technique for
  /// research and development program evaluation", Operations Research 7 (1959), 646–669, in the
  /// form with shapes 1 + 4 (mode − low)/(high − low) and 1 + 4 (high − mode)/(high − low).
  public struct Pert: Hashable, Sendable {
    /// The lower bound.
    public let low: Double
    /// The most likely value; it may be one of the bounds.
    public let mode: Double
    /// The upper bound.
    public let high: Double

    /// A PERT distribution; `low <= mode <= high`, and `high` must be above `low`.
    public init(low: Double, mode: Double, high: Double) throws(DistributionError) {
      try DistributionError.check(low: low, mode: mode, high: high)
      self.init(checkedLow: low, mode: mode, high: high)
    }

    private init(checkedLow low: Double, mode: Double, high: Double) {
      self.low = low
      self.mode = mode
      self.high = high
    }
  }
}

extension Distribution.Pert: DistributionFamily {
  private var beta: Distribution.Beta {
    let width = high - low
    return Distribution.Beta(
      checkedA: 1 + 4 * (mode - low) / width, b: 1 + 4 * (high - mode) / width,
      low: low, high: high)
  }

  func quantile(_ u: Double) -> Double { beta.quantile(u) }
  func cdf(_ x: Double) -> Double { beta.cdf(x) }
  var mean: Double { (low + 4 * mode + high) / 6 }
  var variance: Double { (mean - low) * (high - mean) / 7 }
  var support: ClosedRange<Double> { low...high }

  func scaled(by factor: Double) -> Distribution {
    .pert(Self(checkedLow: low * factor, mode: mode * factor, high: high * factor))
  }

  func draw(from source: inout RandomSource) -> Double { beta.draw(from: &source) }
}
