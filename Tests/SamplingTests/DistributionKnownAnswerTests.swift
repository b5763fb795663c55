import Sampling
import Testing

/// Quantiles, mean and variance from SciPy 1.17 (`scipy.stats`), which shares no code with GSL.
struct KnownDistribution: CustomTestStringConvertible, Sendable {
  let name: String
  let distribution: Distribution
  /// At 0.001, 0.1, 0.5, 0.9 and 0.999.
  let quantiles: [Double]
  let mean: Double
  let variance: Double

  var testDescription: String { name }

  static let probabilities = [0.001, 0.1, 0.5, 0.9, 0.999]
}

private func knownDistributions() throws -> [KnownDistribution] {
  [
    KnownDistribution(
      name: "triangular", distribution: try .triangular(low: 1, mode: 2, high: 5),
      quantiles: [
        1.0632455532033676, 1.632455532033676, 2.550510257216822, 3.904554884989668,
        4.890455488498967,
      ],
      mean: 2.666666666666667, variance: 0.7222222222222222),
    KnownDistribution(
      name: "PERT", distribution: try .pert(low: 3, mode: 6, high: 12),
      quantiles: [
        3.1709467183624467, 4.377249243088313, 6.38231256303709, 8.800110278585224,
        11.168182412206807,
      ],
      mean: 6.5, variance: 2.75),
    KnownDistribution(
      name: "normal", distribution: try .normal(mean: 3, sd: 2),
      quantiles: [
        -3.1804646123356264, 0.43689686891079926, 3.0, 5.563103131089201, 9.180464612335626,
      ],
      mean: 3, variance: 4),
    KnownDistribution(
      name: "normal, truncated", distribution: try .normal(mean: 3, sd: 2, low: 0, high: 4),
      quantiles: [
        0.009611188068282761, 0.7403285637423576, 2.384492357702009, 3.658395748833141,
        3.996453052156011,
      ],
      mean: 2.2874542316458806, variance: 1.1209926006049002),
    KnownDistribution(
      name: "normal, upper tail", distribution: try .normal(mean: 0, sd: 1, low: 4, high: 6),
      quantiles: [
        4.000236757085643, 4.024863254132875, 4.16109716567986, 4.514854532330789,
        5.403607763282511,
      ],
      mean: 4.225546931806202, variance: 0.04655715784038472),
    KnownDistribution(
      name: "lognormal", distribution: try .lognormal(median: 24, p90: 60),
      quantiles: [2.634208276216966, 9.6, 24, 60, 218.66152543837728],
      mean: 30.989732262206832, variance: 640.8484093310545),
    KnownDistribution(
      name: "exponential", distribution: try .exponential(mean: 3),
      quantiles: [
        0.0030015010007506003, 0.3160815469734789, 2.0794415416798357, 6.907755278982138,
        20.723265836946407,
      ],
      mean: 3, variance: 9),
    KnownDistribution(
      name: "gamma", distribution: try .gamma(shape: 2.5, scale: 2),
      quantiles: [
        0.2102126026292192, 1.6103079869623227, 4.351460191095526, 9.236356899781123,
        20.515005652432873,
      ],
      mean: 5, variance: 10),
    KnownDistribution(
      name: "gamma, small shape", distribution: try .gamma(shape: 0.1, scale: 3),
      quantiles: [
        1.8219145087223605e-30, 1.821914508822962e-10, 0.0017801733133806852, 0.798463661216511,
        10.091031035156261,
      ],
      mean: 0.3, variance: 0.9),
    KnownDistribution(
      name: "Erlang", distribution: try .erlang(shape: 3, mean: 6),
      quantiles: [
        0.3810667551368064, 2.2041306564986427, 5.348120627447118, 10.644640675668422,
        22.457744484825323,
      ],
      mean: 6, variance: 12),
    KnownDistribution(
      name: "Weibull", distribution: try .weibull(shape: 1.5, scale: 4),
      quantiles: [
        0.04001334111654738, 0.8923021025476684, 3.1328790750986055, 6.974886054385647,
        14.508347649357903,
      ],
      mean: 3.610981171803734, variance: 6.011044557022911),
    KnownDistribution(
      name: "beta", distribution: try .beta(a: 2, b: 5, low: 1, high: 4),
      quantiles: [
        1.02476647836324, 1.2777857767393863, 1.7933499498869803, 2.530948919654475,
        3.455841600757402,
      ],
      mean: 1.8571428571428572, variance: 0.22959183673469388),
    KnownDistribution(
      name: "beta, bathtub", distribution: try .beta(a: 0.3, b: 0.6),
      quantiles: [
        2.107725412965514e-10, 0.000978025011380078, 0.19596783577296525, 0.9049011764094972,
        0.9999539091287316,
      ],
      mean: 1.0 / 3, variance: 0.1169590643274854),
    KnownDistribution(
      name: "Poisson", distribution: try .poisson(mean: 4.2), quantiles: [0, 2, 4, 7, 12],
      mean: 4.2, variance: 4.2),
    KnownDistribution(
      name: "Poisson, large mean", distribution: try .poisson(mean: 250),
      quantiles: [203, 230, 250, 270, 300], mean: 250, variance: 250),
    KnownDistribution(
      name: "negative binomial", distribution: try .negativeBinomial(mean: 6, dispersion: 4),
      quantiles: [0, 1, 5, 13, 31], mean: 6, variance: 24),
    KnownDistribution(
      name: "negative binomial, rare successes",
      distribution: try .negativeBinomial(successes: 0.7, probability: 0.1),
      quantiles: [0, 0, 4, 16, 57], mean: 6.3, variance: 63),
  ]
}

struct DistributionKnownAnswerTests {
  @Test(arguments: try knownDistributions())
  func `quantiles and moments are those of another library`(known: KnownDistribution) {
    for (u, quantile) in zip(KnownDistribution.probabilities, known.quantiles) {
      #expect(abs(known.distribution.quantile(u) - quantile) <= 1e-9 * abs(quantile))
    }
    #expect(abs(known.distribution.mean - known.mean) <= 1e-12 * known.mean)
    #expect(abs(known.distribution.variance - known.variance) <= 1e-9 * known.variance)
  }

  @Test func `a constant is its value in every respect`() {
    let constant = Distribution.constant(5)
    var source = RandomSource(Replication(masterSeed: 1, future: 1))
    #expect(constant.quantile(0.2) == 5)
    let variate = source.sample(constant)
    #expect(variate == 5)
    #expect(constant.mean == 5)
    #expect(constant.variance == 0)
    #expect(constant.cdf(4.9) == 0)
    #expect(constant.cdf(5) == 1)
    #expect(constant.support == 5...5)
    #expect(constant.scaled(by: 2) == .constant(10))
  }

  @Test func `a lognormal meets what it was made from`() throws {
    let byPercentiles = try Distribution.lognormal(p10: 4, p90: 25)
    #expect(abs(byPercentiles.quantile(0.1) - 4) < 1e-12)
    #expect(abs(byPercentiles.quantile(0.9) - 25) < 1e-12)
    #expect(abs(byPercentiles.median - 10) < 1e-12)
    let byMoments = try Distribution.lognormal(mean: 7, sd: 3)
    #expect(abs(byMoments.mean - 7) < 1e-12)
    #expect(abs(byMoments.standardDeviation - 3) < 1e-12)
    #expect(try Distribution.lognormal(mu: 1, sigma: 0.5).median == 2.718281828459045)
  }

  @Test func `a gamma meets the mean and sd it was made from`() throws {
    let gamma = try Distribution.gamma(mean: 7, sd: 3)
    #expect(abs(gamma.mean - 7) < 1e-12)
    #expect(abs(gamma.standardDeviation - 3) < 1e-12)
  }

  @Test func `gamma quantiles hold over all shapes`() throws {
    for shape in [0.001, 0.01, 0.3, 1, 1.7, 30, 1_000, 1e6] {
      let gamma = try Distribution.gamma(shape: shape, scale: 1)
      for u in [1e-12, 1e-3, 0.3, 0.5, 0.97, 1 - 1e-9] {
        let x = gamma.quantile(u)
        #expect(gamma.hasQuantile(x, at: u), "shape \(shape), u \(u), x \(x)")
      }
    }
  }

  @Test func `beta quantiles hold over all shapes`() throws {
    for a in [0.05, 0.5, 1, 3, 200] {
      for b in [0.05, 0.5, 1, 3, 200] {
        let beta = try Distribution.beta(a: a, b: b)
        for u in [1e-6, 1e-3, 0.3, 0.5, 0.97, 1 - 1e-6] {
          let x = beta.quantile(u)
          #expect(beta.hasQuantile(x, at: u), "a \(a), b \(b), u \(u), x \(x)")
        }
      }
    }
  }

  @Test func `repeated and weightless values of a discrete distribution are merged`() throws {
    let discrete = try Distribution.discrete(values: [5, 1, 2, 9, 2], weights: [3, 1, 2, 0, 1])
    #expect(discrete.support == 1...5)
    #expect(discrete.cdf(2) == 4.0 / 7)
    #expect(abs(discrete.mean - 22.0 / 7) < 1e-15)
  }

  @Test func `certain outcomes have their only value as support`() throws {
    #expect(try Distribution.bernoulli(probability: 0).support == 0...0)
    #expect(try Distribution.bernoulli(probability: 1).support == 1...1)
    #expect(try Distribution.bernoulli(probability: 1).quantile(1e-9) == 1)
    #expect(try Distribution.bernoulli(probability: 0).quantile(1 - 1e-9) == 0)
  }
}
