import CGSL

extension Distribution {
  /// The count of events that cluster: a Poisson whose mean is itself gamma distributed.
  public struct NegativeBinomial: Hashable, Sendable {
    /// The number of successes waited for; it need not be whole.
    public let successes: Double
    /// The probability of each success.
    public let probability: Double
    /// What one event counts as: 1 until scaled.
    public let unit: Double

    /// By the expected count and the dispersion, the variance divided by the mean (a Poisson has
    /// 1).
    ///
    /// `mean` must be positive and at most 100,000, `dispersion` above 1 and at most a million, and
    /// not so close to 1 that ten million successes are waited for: there GSL's distribution
    /// function is inexact.
    public init(mean: Double, dispersion: Double) throws(DistributionError) {
      try DistributionError.check("mean", isPositiveNumber: mean)
      try DistributionError.check("mean", mean, isIn: 0...1e5)
      guard dispersion > 1 else {
        throw DistributionError.broken(
          "dispersion",
          "must be above 1, which is a Poisson distribution "
            + "(found \(DistributionError.plain(dispersion)))")
      }
      try DistributionError.check("dispersion", dispersion, isIn: 1...1e6)
      guard mean / (dispersion - 1) <= 1e7 else {
        throw DistributionError.broken(
          "dispersion", "is too close to 1, which is a Poisson distribution")
      }
      self.init(checkedSuccesses: mean / (dispersion - 1), probability: 1 / dispersion, unit: 1)
    }

    /// By the failures before success number `successes`, each trial succeeding with `probability`.
    ///
    /// `successes` must be positive, `probability` above 0 and below 1; mean and dispersion have
    /// the limits of ``init(mean:dispersion:)``.
    public init(successes: Double, probability: Double) throws(DistributionError) {
      try DistributionError.check("successes", isPositiveNumber: successes)
      try DistributionError.check("successes", successes, isIn: 0...1e7)
      guard probability > 0, probability < 1 else {
        throw DistributionError.broken(
          "probability",
          "must be above 0 and below 1 (found \(DistributionError.plain(probability)))")
      }
      let dispersion = 1 / probability
      try DistributionError.check("1 / probability", dispersion, isIn: 1...1e6)
      try DistributionError.check("mean", successes * (dispersion - 1), isIn: 0...1e5)
      self.init(checkedSuccesses: successes, probability: probability, unit: 1)
    }

    private init(checkedSuccesses successes: Double, probability: Double, unit: Double) {
      self.successes = successes
      self.probability = probability
      self.unit = unit
    }
  }
}

extension Distribution.NegativeBinomial: DistributionFamily {
  private var meanCount: Double { successes * (1 - probability) / probability }
  private var varianceOfCount: Double { meanCount / probability }

  /// A count that is not reached in 10¹⁶ draws: the tail falls by e over `1 / probability` counts.
  private var limit: Double {
    meanCount + 64 * (1 + varianceOfCount.squareRoot() + 1 / probability)
  }

  func quantile(_ u: Double) -> Double {
    GSL.prepare()
    let count = Inversion.smallest(in: 0...UInt64(limit)) {
      gsl_cdf_negative_binomial_P(UInt32($0), probability, successes) >= u
    }
    return Double(count) * unit
  }

  func cdf(_ x: Double) -> Double {
    if x < 0 { return 0 }
    GSL.prepare()
    let count = UInt32(min(limit, Inversion.count(of: unit, in: x)))
    return gsl_cdf_negative_binomial_P(count, probability, successes)
  }

  var mean: Double { meanCount * unit }
  var variance: Double { varianceOfCount * unit * unit }
  var support: ClosedRange<Double> { 0...(.infinity) }

  func scaled(by factor: Double) -> Distribution {
    .negativeBinomial(
      Self(checkedSuccesses: successes, probability: probability, unit: unit * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    Double(gsl_ran_negative_binomial(source.generator, probability, successes)) * unit
  }
}
