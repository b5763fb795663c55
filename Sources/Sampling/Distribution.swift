/// A probability distribution with parameters that were checked when it was made.
///
/// ```swift
/// let slip = try Distribution.lognormal(median: 24, p90: 60)
/// slip.quantile(0.9)  // 60
/// ```
///
/// Parameters of a model are drawn by ``quantile(_:)``, process noise by
/// ``RandomSource/sample(_:)``. A distribution has no unit: it is that of the numbers it was made
/// from; ``scaled(by:)`` converts.
public enum Distribution: Hashable, Sendable {
  /// Always the same value.
  case constant(Double)
  /// Equally likely anywhere between two bounds.
  case uniform(Uniform)
  /// Density rising linearly from low to the mode and falling to high.
  case triangular(Triangular)
  /// A smooth curve between low and high around the mode.
  case pert(Pert)
  /// Normal, whole or cut off at bounds.
  case normal(Normal)
  /// The exponential of a normal.
  case lognormal(Lognormal)
  /// Time to an event of constant hazard.
  case exponential(Exponential)
  /// Gamma.
  case gamma(Gamma)
  /// The sum of several exponentials.
  case erlang(Erlang)
  /// Time to an event of rising or falling hazard.
  case weibull(Weibull)
  /// Beta between two bounds.
  case beta(Beta)
  /// 1 with a probability, otherwise 0.
  case bernoulli(Bernoulli)
  /// One of several values by weight.
  case discrete(Discrete)
  /// One of the observed values, each as likely.
  case empirical(Empirical)
  /// Count of independent events.
  case poisson(Poisson)
  /// Count of events that cluster.
  case negativeBinomial(NegativeBinomial)
}

extension Distribution {
  private var family: any DistributionFamily {
    switch self {
    case .constant(let value): Constant(value: value)
    case .uniform(let family): family
    case .triangular(let family): family
    case .pert(let family): family
    case .normal(let family): family
    case .lognormal(let family): family
    case .exponential(let family): family
    case .gamma(let family): family
    case .erlang(let family): family
    case .weibull(let family): family
    case .beta(let family): family
    case .bernoulli(let family): family
    case .discrete(let family): family
    case .empirical(let family): family
    case .poisson(let family): family
    case .negativeBinomial(let family): family
    }
  }

  /// The value that a share `u` of all draws does not exceed: the smallest x with `cdf(x) >= u`.
  ///
  /// At 0 and 1 the bounds of ``support``, infinite where there are none.
  ///
  /// - Precondition: `u` is on [0, 1].
  public func quantile(_ u: Double) -> Double {
    precondition((0...1).contains(u), "a quantile at \(u) is outside 0...1")
    if u == 0 { return support.lowerBound }
    if u == 1 { return support.upperBound }
    return family.quantile(u)
  }

  /// The probability of a value up to and including `x`.
  public func cdf(_ x: Double) -> Double { family.cdf(x) }

  /// The expected value.
  public var mean: Double { family.mean }

  /// The expected squared deviation from the mean.
  public var variance: Double { family.variance }

  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The value that half of all draws do not exceed.
  public var median: Double { quantile(0.5) }

  /// The smallest and the largest value that can occur, infinite where there is no bound.
  public var support: ClosedRange<Double> { family.support }

  /// The distribution of the value times a factor, as when its unit is converted.
  ///
  /// - Precondition: `factor` is positive and finite.
  public func scaled(by factor: Double) -> Distribution {
    precondition(factor > 0 && factor.isFinite, "a distribution can't be scaled by \(factor)")
    return factor == 1 ? self : family.scaled(by: factor)
  }
}
