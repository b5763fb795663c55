// Each function checks its parameters and throws a sentence about the first that can't be; what the
// parameters mean is said at the family's initialiser.

extension Distribution {
  /// Equally likely anywhere from `low` to `high`.
  public static func uniform(low: Double, high: Double) throws(DistributionError) -> Self {
    .uniform(try Uniform(low: low, high: high))
  }

  /// Triangular between `low` and `high`, most likely at `mode`.
  public static func triangular(
    low: Double, mode: Double, high: Double
  ) throws(DistributionError) -> Self {
    .triangular(try Triangular(low: low, mode: mode, high: high))
  }

  /// PERT between `low` and `high`, most likely at `mode`.
  public static func pert(low: Double, mode: Double, high: Double) throws(DistributionError) -> Self
  {
    .pert(try Pert(low: low, mode: mode, high: high))
  }

  /// Normal; values outside `low` and `high` are excluded, and `mean` and `sd` are those before.
  public static func normal(
    mean: Double, sd: Double, low: Double = -.infinity, high: Double = .infinity
  ) throws(DistributionError) -> Self {
    .normal(try Normal(mean: mean, sd: sd, low: low, high: high))
  }

  /// Lognormal by the mean and the standard deviation of its logarithm.
  public static func lognormal(mu: Double, sigma: Double) throws(DistributionError) -> Self {
    .lognormal(try Lognormal(mu: mu, sigma: sigma))
  }

  /// Lognormal by its median and its 90th percentile.
  public static func lognormal(median: Double, p90: Double) throws(DistributionError) -> Self {
    .lognormal(try Lognormal(median: median, p90: p90))
  }

  /// Lognormal by its own mean and standard deviation.
  public static func lognormal(mean: Double, sd: Double) throws(DistributionError) -> Self {
    .lognormal(try Lognormal(mean: mean, sd: sd))
  }

  /// Lognormal by its 10th and its 90th percentile.
  public static func lognormal(p10: Double, p90: Double) throws(DistributionError) -> Self {
    .lognormal(try Lognormal(p10: p10, p90: p90))
  }

  /// Exponential by its mean, which is a duration and not a rate.
  public static func exponential(mean: Double) throws(DistributionError) -> Self {
    .exponential(try Exponential(mean: mean))
  }

  /// Gamma by shape and scale; its mean is their product.
  public static func gamma(shape: Double, scale: Double) throws(DistributionError) -> Self {
    .gamma(try Gamma(shape: shape, scale: scale))
  }

  /// Gamma by its mean and standard deviation.
  public static func gamma(mean: Double, sd: Double) throws(DistributionError) -> Self {
    .gamma(try Gamma(mean: mean, sd: sd))
  }

  /// The sum of `shape` independent exponentials with this mean in all.
  public static func erlang(shape: Int, mean: Double) throws(DistributionError) -> Self {
    .erlang(try Erlang(shape: shape, mean: mean))
  }

  /// Weibull; 63 % of the values lie below `scale`.
  public static func weibull(shape: Double, scale: Double) throws(DistributionError) -> Self {
    .weibull(try Weibull(shape: shape, scale: scale))
  }

  /// Beta with shapes `a` and `b`, stretched from 0...1 to `low`...`high`.
  public static func beta(
    a: Double, b: Double, low: Double = 0, high: Double = 1
  ) throws(DistributionError) -> Self {
    .beta(try Beta(a: a, b: b, low: low, high: high))
  }

  /// 1 with this probability, otherwise 0.
  public static func bernoulli(probability: Double) throws(DistributionError) -> Self {
    .bernoulli(try Bernoulli(probability: probability))
  }

  /// One of the values, with a probability proportional to its weight.
  public static func discrete(
    values: [Double], weights: [Double]
  ) throws(DistributionError) -> Self {
    .discrete(try Discrete(values: values, weights: weights))
  }

  /// One of the observed values, each as likely.
  public static func empirical(values: [Double]) throws(DistributionError) -> Self {
    .empirical(try Empirical(values: values))
  }

  /// Poisson counts.
  public static func poisson(mean: Double) throws(DistributionError) -> Self {
    .poisson(try Poisson(mean: mean))
  }

  /// Negative binomial counts by mean and dispersion, the variance divided by the mean.
  public static func negativeBinomial(
    mean: Double, dispersion: Double
  ) throws(DistributionError) -> Self {
    .negativeBinomial(try NegativeBinomial(mean: mean, dispersion: dispersion))
  }

  /// Negative binomial: failures before success number `successes`, each of this probability.
  public static func negativeBinomial(
    successes: Double, probability: Double
  ) throws(DistributionError) -> Self {
    .negativeBinomial(try NegativeBinomial(successes: successes, probability: probability))
  }
}
