import Sampling
import Testing

/// Every family, in the shapes where samplers and inversions take different ways.
struct DistributionCase: CustomTestStringConvertible, Sendable {
  let name: String
  let distribution: Distribution
  /// Whether it has steps, so that it is tested by frequencies and not by Kolmogorov and Smirnov.
  var isDiscrete = false

  var testDescription: String { name }
}

extension Distribution {
  /// Whether `x` is the quantile at `u` as far as numbers can tell: its neighbours lie on both
  /// sides, to within a billionth of the nearer tail and the 10⁻¹² to which distribution functions
  /// are known.
  func hasQuantile(_ x: Double, at u: Double) -> Bool {
    let tolerance = 1e-9 * min(u, 1 - u) + 1e-12
    return cdf(x.nextDown) <= u + tolerance && cdf(x.nextUp) >= u - tolerance
  }
}

func distributionCases() throws -> [DistributionCase] {
  [
    DistributionCase(name: "uniform", distribution: try .uniform(low: -2, high: 6)),
    DistributionCase(
      name: "triangular", distribution: try .triangular(low: 1, mode: 2, high: 5)),
    DistributionCase(
      name: "triangular, mode low", distribution: try .triangular(low: 1, mode: 1, high: 5)),
    DistributionCase(
      name: "triangular, mode high", distribution: try .triangular(low: 1, mode: 5, high: 5)),
    DistributionCase(name: "PERT", distribution: try .pert(low: 3, mode: 6, high: 12)),
    DistributionCase(name: "PERT, mode low", distribution: try .pert(low: 3, mode: 3, high: 12)),
    DistributionCase(name: "normal", distribution: try .normal(mean: 3, sd: 2)),
    DistributionCase(
      name: "normal, truncated", distribution: try .normal(mean: 3, sd: 2, low: 0, high: 4)),
    DistributionCase(
      name: "normal, one bound", distribution: try .normal(mean: 3, sd: 2, low: 0)),
    DistributionCase(
      name: "normal, upper tail", distribution: try .normal(mean: 0, sd: 1, low: 4, high: 6)),
    DistributionCase(
      name: "normal, lower tail", distribution: try .normal(mean: 0, sd: 1, high: -4)),
    DistributionCase(
      name: "normal, narrow", distribution: try .normal(mean: 0, sd: 1, low: 1, high: 1.0005)),
    DistributionCase(name: "lognormal", distribution: try .lognormal(median: 12, p90: 18)),
    DistributionCase(name: "exponential", distribution: try .exponential(mean: 3)),
    DistributionCase(name: "gamma", distribution: try .gamma(shape: 2.5, scale: 2)),
    DistributionCase(name: "gamma, small shape", distribution: try .gamma(shape: 0.1, scale: 3)),
    DistributionCase(name: "gamma, large shape", distribution: try .gamma(shape: 900, scale: 0.1)),
    DistributionCase(name: "Erlang", distribution: try .erlang(shape: 3, mean: 6)),
    DistributionCase(name: "Weibull", distribution: try .weibull(shape: 1.5, scale: 4)),
    DistributionCase(name: "Weibull, narrow", distribution: try .weibull(shape: 300, scale: 4)),
    DistributionCase(name: "Weibull, falling", distribution: try .weibull(shape: 0.7, scale: 4)),
    DistributionCase(name: "beta", distribution: try .beta(a: 2, b: 5, low: 1, high: 4)),
    DistributionCase(name: "beta, bathtub", distribution: try .beta(a: 0.3, b: 0.6)),
    DistributionCase(
      name: "Bernoulli", distribution: try .bernoulli(probability: 0.3), isDiscrete: true),
    DistributionCase(
      name: "discrete",
      distribution: try .discrete(values: [5, 1, 2, 9, 2], weights: [3, 1, 2, 0, 1]),
      isDiscrete: true),
    DistributionCase(
      name: "empirical", distribution: try .empirical(values: [4, 1, 1, 3, 7, 2.5]),
      isDiscrete: true),
    DistributionCase(name: "Poisson", distribution: try .poisson(mean: 4.2), isDiscrete: true),
    DistributionCase(
      name: "Poisson, large mean", distribution: try .poisson(mean: 250), isDiscrete: true),
    DistributionCase(
      name: "negative binomial", distribution: try .negativeBinomial(mean: 6, dispersion: 4),
      isDiscrete: true),
    DistributionCase(
      name: "negative binomial, rare successes",
      distribution: try .negativeBinomial(successes: 0.7, probability: 0.1), isDiscrete: true),
  ]
}
