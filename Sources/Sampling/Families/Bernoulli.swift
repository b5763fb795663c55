import CGSL

extension Distribution {
  /// One with a probability, otherwise 0.
  public struct Bernoulli: Hashable, Sendable {
    /// The probability of `unit`.
    public let probability: Double
    /// What success counts as: 1 until scaled.
    public let unit: Double

    /// A Bernoulli distribution; `probability` must be from 0 to 1.
    public init(probability: Double) throws(DistributionError) {
      try DistributionError.check("probability", probability, isIn: 0...1)
      self.init(checkedProbability: probability, unit: 1)
    }

    private init(checkedProbability probability: Double, unit: Double) {
      self.probability = probability
      self.unit = unit
    }
  }
}

extension Distribution.Bernoulli: DistributionFamily {
  func quantile(_ u: Double) -> Double { u <= 1 - probability ? 0 : unit }

  func cdf(_ x: Double) -> Double {
    if x < 0 { return 0 }
    return x < unit ? 1 - probability : 1
  }

  var mean: Double { probability * unit }
  var variance: Double { probability * (1 - probability) * unit * unit }

  var support: ClosedRange<Double> {
    (probability < 1 ? 0 : unit)...(probability > 0 ? unit : 0)
  }

  func scaled(by factor: Double) -> Distribution {
    .bernoulli(Self(checkedProbability: probability, unit: unit * factor))
  }

  func draw(from source: inout RandomSource) -> Double {
    Double(gsl_ran_bernoulli(source.generator, probability)) * unit
  }
}
