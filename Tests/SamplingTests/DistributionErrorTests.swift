import Sampling
import Testing

/// Parameters that can't be, and the words about them.
struct Refusal: CustomTestStringConvertible, Sendable {
  let sentence: String
  let make: @Sendable () throws -> Distribution

  init(_ sentence: String, _ make: @escaping @Sendable () throws -> Distribution) {
    self.sentence = sentence
    self.make = make
  }

  var testDescription: String { sentence }
}

private let refusals = [
  Refusal("high (2) must be above low (5)") { try .uniform(low: 5, high: 2) },
  Refusal("low must be a finite number (found nan)") { try .uniform(low: .nan, high: 2) },
  Refusal("mode (0.5) must not be below low (1)") {
    try .triangular(low: 1, mode: 0.5, high: 2)
  },
  Refusal("high (2) must not be below mode (3)") { try .triangular(low: 1, mode: 3, high: 2) },
  Refusal("high (1) must be above low (1)") { try .pert(low: 1, mode: 1, high: 1) },
  Refusal("sd must be positive (found 0)") { try .normal(mean: 1, sd: 0) },
  Refusal("high (1) must be above low (3)") { try .normal(mean: 1, sd: 1, low: 3, high: 1) },
  Refusal("low and high must leave more than a billionth of the normal distribution") {
    try .normal(mean: 0, sd: 1, low: 8, high: 9)
  },
  Refusal("sigma must be a positive number (found 0)") { try .lognormal(mu: 1, sigma: 0) },
  Refusal("p90 (3) must be above the median (5)") { try .lognormal(median: 5, p90: 3) },
  Refusal("median must be positive (found -2)") { try .lognormal(median: -2, p90: 3) },
  Refusal("p90 must be a finite number (found inf)") {
    try .lognormal(median: 2, p90: .infinity)
  },
  Refusal("sd must be positive (found 0)") { try .lognormal(mean: 5, sd: 0) },
  Refusal("p90 (4) must be above p10 (4)") { try .lognormal(p10: 4, p90: 4) },
  Refusal("mean must be positive (found -1)") { try .exponential(mean: -1) },
  Refusal("shape must be a positive number (found 0)") { try .gamma(shape: 0, scale: 1) },
  Refusal("scale must be positive (found -1)") { try .gamma(shape: 1, scale: -1) },
  Refusal("sd must be positive (found 0)") { try .gamma(mean: 1, sd: 0) },
  Refusal("shape must be from 1 to 1000000 (found 0)") { try .erlang(shape: 0, mean: 1) },
  Refusal("mean must be positive (found 0)") { try .erlang(shape: 2, mean: 0) },
  Refusal("shape must be a positive number (found -1)") { try .weibull(shape: -1, scale: 1) },
  Refusal("b must be a positive number (found 0)") { try .beta(a: 1, b: 0) },
  Refusal("high (0) must be above low (1)") { try .beta(a: 1, b: 1, low: 1, high: 0) },
  Refusal("probability must be from 0 to 1 (found 1.2)") { try .bernoulli(probability: 1.2) },
  Refusal("values must have at least one number") { try .discrete(values: [], weights: []) },
  Refusal("weights must have one number for each value (found 1 for 2)") {
    try .discrete(values: [1, 2], weights: [1])
  },
  Refusal("weights must not be negative (found -1)") {
    try .discrete(values: [1, 2], weights: [1, -1])
  },
  Refusal("weights must have a sum that is positive and finite") {
    try .discrete(values: [1, 2], weights: [0, 0])
  },
  Refusal("values must have at least one number") { try .empirical(values: []) },
  Refusal("values must be a finite number (found nan)") { try .empirical(values: [1, .nan]) },
  Refusal("mean must be a positive number (found 0)") { try .poisson(mean: 0) },
  Refusal("mean must be from 0 to 1000000 (found 2000000)") { try .poisson(mean: 2e6) },
  Refusal("sd (1) must not be below a thousandth of the mean (2)") {
    try .gamma(mean: 2_000, sd: 1)
  },
  Refusal("dispersion is too close to 1, which is a Poisson distribution") {
    try .negativeBinomial(mean: 6, dispersion: 1 + 1e-9)
  },
  Refusal("dispersion must be above 1, which is a Poisson distribution (found 0.5)") {
    try .negativeBinomial(mean: 3, dispersion: 0.5)
  },
  Refusal("probability must be above 0 and below 1 (found 1)") {
    try .negativeBinomial(successes: 3, probability: 1)
  },
]

struct DistributionErrorTests {
  @Test(arguments: refusals)
  func `parameters that can't be are refused in words`(refusal: Refusal) {
    let error = #expect(throws: DistributionError.self) { try refusal.make() }
    #expect(error?.description == refusal.sentence)
  }

  @Test func `a sentence shows numbers in the reader's unit`() throws {
    let error = try #require(
      #expect(throws: DistributionError.self) { try Distribution.lognormal(median: 24, p90: 12) })
    #expect(error.parameter == "p90")
    let sentence = error.sentence { "\(Int($0)) months" }
    #expect(sentence == "p90 (12 months) must be above the median (24 months)")
  }

  @Test func `a quantile outside 0 to 1 stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Distribution.constant(1).quantile(1.5)
    }
  }

  @Test func `a negative factor stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Distribution.constant(1).scaled(by: -1)
    }
  }
}
