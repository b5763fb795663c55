import CGSL

extension RandomSource {
  /// The next variate of a distribution, by GSL's sampler where it has one.
  public mutating func sample(_ distribution: Distribution) -> Double {
    switch distribution {
    case .constant(let value): value
    case .uniform(let family): family.draw(from: &self)
    case .triangular(let family): family.draw(from: &self)
    case .pert(let family): family.draw(from: &self)
    case .normal(let family): family.draw(from: &self)
    case .lognormal(let family): family.draw(from: &self)
    case .exponential(let family): family.draw(from: &self)
    case .gamma(let family): family.draw(from: &self)
    case .erlang(let family): family.draw(from: &self)
    case .weibull(let family): family.draw(from: &self)
    case .beta(let family): family.draw(from: &self)
    case .bernoulli(let family): family.draw(from: &self)
    case .discrete(let family): family.draw(from: &self)
    case .empirical(let family): family.draw(from: &self)
    case .poisson(let family): family.draw(from: &self)
    case .negativeBinomial(let family): family.draw(from: &self)
    }
  }

  /// The first variate of a distribution at an address.
  public mutating func sample(
    _ distribution: Distribution, _ stream: StreamID, entity: UInt64 = 0, attempt: UInt32 = 0
  ) -> Double {
    at(stream, entity: entity, attempt: attempt)
    return sample(distribution)
  }

  /// The next exponential variate, in the unit of its mean.
  ///
  /// By GSL's product of uniforms for gammas of whole order, here 1: its logarithm takes a third of
  /// the time of the `log1p` in `gsl_ran_exponential`, which is 6 % of a replication.
  ///
  /// - Precondition: `mean` is not negative; with 0 every variate is 0.
  public mutating func exponential(mean: Double) -> Double {
    precondition(mean >= 0, "mean \(mean) of an exponential variate is negative")
    return mean * gsl_ran_gamma_int(generator, 1)
  }

  /// The next two exponential variates of mean 1, independent of each other, out of one logarithm.
  ///
  /// Two waits of a Poisson process end at the second event, after a time that GSL draws as a gamma of
  /// order 2; given that, the first event lies anywhere before it with equal chance. Takes two words
  /// and a half; the place of the first event has 32 bits.
  ///
  /// Source: L. Devroye, Non-Uniform Random Variate Generation (1986), section V.2.
  public mutating func exponentialPair() -> (Double, Double) {
    let both = gsl_ran_gamma_int(generator, 2)
    let first = both * ((Double(millwright_philox_next_half(philox)) + 0.5) * 0x1p-32)
    return (first, both - first)
  }

  /// The next standard normal variate (mean 0, standard deviation 1).
  public mutating func gaussian() -> Double {
    gsl_ran_gaussian_ziggurat(generator, 1)
  }

  /// Whether the next event of this probability (0 to 1) happens.
  public mutating func happens(withProbability probability: Double) -> Bool {
    precondition((0...1).contains(probability), "probability \(probability) is outside 0...1")
    return gsl_ran_bernoulli(generator, probability) == 1
  }
}
