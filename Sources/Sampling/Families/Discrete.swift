extension Distribution {
  /// One of several values, each with its weight.
  public struct Discrete: Hashable, Sendable {
    /// The values that can occur, each once and rising.
    public let values: [Double]
    /// For each value the probability of it or a smaller one; the last is 1.
    public let cumulative: [Double]

    /// Values by weight: as many weights as values, none negative, not all 0.
    ///
    /// The order is free, and a value may be repeated; its weights add up.
    public init(values: [Double], weights: [Double]) throws(DistributionError) {
      guard !values.isEmpty else {
        throw DistributionError.broken("values", "must have at least one number")
      }
      guard values.count == weights.count else {
        throw DistributionError.broken(
          "weights",
          "must have one number for each value (found \(weights.count) for \(values.count))")
      }
      for value in values { try DistributionError.check("values", isFinite: value) }
      for weight in weights where !(weight >= 0) {
        throw DistributionError.broken(
          "weights", "must not be negative (found \(DistributionError.plain(weight)))")
      }
      let total = weights.reduce(0, +)
      guard total > 0, total.isFinite else {
        throw DistributionError.broken("weights", "must have a sum that is positive and finite")
      }

      var distinct: [Double] = []
      var sums: [Double] = []
      var sum = 0.0
      for (value, weight) in zip(values, weights).sorted(by: { $0.0 < $1.0 }) where weight > 0 {
        sum += weight
        if value == distinct.last {
          sums[sums.count - 1] = sum
        } else {
          distinct.append(value)
          sums.append(sum)
        }
      }
      // Divided by the sum in this order, so that the last is 1 exactly.
      self.init(checkedValues: distinct, cumulative: sums.map { $0 / sum })
    }

    private init(checkedValues values: [Double], cumulative: [Double]) {
      self.values = values
      self.cumulative = cumulative
    }
  }
}

extension Distribution.Discrete: DistributionFamily {
  func quantile(_ u: Double) -> Double {
    let last = UInt64(values.count - 1)
    return values[Int(Inversion.smallest(in: 0...last) { cumulative[Int($0)] >= u })]
  }

  func cdf(_ x: Double) -> Double {
    let above = Inversion.smallest(in: 0...UInt64(values.count)) {
      $0 == values.count || values[Int($0)] > x
    }
    return above == 0 ? 0 : cumulative[Int(above) - 1]
  }

  /// The sum of a function of each value, times its probability.
  private func expected(_ function: (Double) -> Double) -> Double {
    var below = 0.0
    var sum = 0.0
    for (value, reached) in zip(values, cumulative) {
      sum += (reached - below) * function(value)
      below = reached
    }
    return sum
  }

  var mean: Double { expected { $0 } }

  var variance: Double {
    let mean = mean
    return expected { ($0 - mean) * ($0 - mean) }
  }

  var support: ClosedRange<Double> { values[0]...values[values.count - 1] }

  func scaled(by factor: Double) -> Distribution {
    .discrete(Self(checkedValues: values.map { $0 * factor }, cumulative: cumulative))
  }

  func draw(from source: inout RandomSource) -> Double { quantile(source.openUniform()) }
}
