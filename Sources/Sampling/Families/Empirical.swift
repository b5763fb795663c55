import CGSL

extension Distribution {
  /// One of the observed values, each as likely, with nothing between or beyond them.
  public struct Empirical: Hashable, Sendable {
    /// The observations, rising; equal ones are repeated.
    public let values: [Double]

    /// Observations in any order: at least one, all finite.
    public init(values: [Double]) throws(DistributionError) {
      guard !values.isEmpty else {
        throw DistributionError.broken("values", "must have at least one number")
      }
      for value in values { try DistributionError.check("values", isFinite: value) }
      self.init(sorted: values.sorted())
    }

    private init(sorted values: [Double]) { self.values = values }
  }
}

extension Distribution.Empirical: DistributionFamily {
  func quantile(_ u: Double) -> Double {
    // Compared with cdf's own quotients, so that neither rounding can step over a value.
    let last = UInt64(values.count - 1)
    let rank = Inversion.smallest(in: 0...last) { Double($0 + 1) / Double(values.count) >= u }
    return values[Int(rank)]
  }

  func cdf(_ x: Double) -> Double {
    let above = Inversion.smallest(in: 0...UInt64(values.count)) {
      $0 == values.count || values[Int($0)] > x
    }
    return Double(above) / Double(values.count)
  }

  var mean: Double { values.reduce(0, +) / Double(values.count) }

  var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
  }

  var support: ClosedRange<Double> { values[0]...values[values.count - 1] }

  func scaled(by factor: Double) -> Distribution {
    .empirical(Self(sorted: values.map { $0 * factor }))
  }

  func draw(from source: inout RandomSource) -> Double {
    values[Int(gsl_rng_uniform_int(source.generator, UInt(values.count)))]
  }
}
