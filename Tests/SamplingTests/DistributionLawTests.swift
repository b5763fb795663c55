import Sampling
import TestSupport
import Testing

struct DistributionLawTests {
  private static let draws = 10_000

  /// Variates by the sampler, one per entity.
  private func sampled(_ distribution: Distribution) -> [Double] {
    var source = RandomSource(Replication(masterSeed: 2026, future: 1))
    let stream = StreamID("test/sampler")
    return (0..<UInt64(Self.draws)).map { source.sample(distribution, stream, entity: $0) }
  }

  /// Draws by quantile function, one per future.
  private func drawnAsParameter(_ distribution: Distribution) -> [Double] {
    var source = RandomSource(Replication(masterSeed: 2026, future: 0))
    let stream = StreamID("test/quantile")
    return (0..<UInt64(Self.draws)).map { future in
      source.replication = Replication(masterSeed: 2026, future: future)
      return source.parameter(distribution, stream)
    }
  }

  private func expectLaw(
    of samples: [Double], _ testCase: DistributionCase,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let distribution = testCase.distribution
    let outside = samples.filter { !distribution.support.contains($0) }
    #expect(outside.isEmpty, sourceLocation: sourceLocation)
    expectMean(of: samples, near: distribution.mean, sourceLocation: sourceLocation)
    expectVariance(of: samples, near: distribution.variance, sourceLocation: sourceLocation)
    if testCase.isDiscrete {
      let values = Set(samples).sorted()
      let counts = samples.reduce(into: [Double: Int]()) { $0[$1, default: 0] += 1 }
      let steps = values.map { distribution.cdf($0) - distribution.cdf($0.nextDown) }
      expectFrequencies(
        values.map { counts[$0] ?? 0 }, probabilities: steps, sourceLocation: sourceLocation)
    } else {
      expectFit(of: samples, to: { distribution.cdf($0) }, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: try distributionCases())
  func `sampled variates have the moments and the shape`(testCase: DistributionCase) {
    expectLaw(of: sampled(testCase.distribution), testCase)
  }

  @Test(arguments: try distributionCases())
  func `quantiles of uniform numbers have the moments and the shape`(testCase: DistributionCase) {
    expectLaw(of: drawnAsParameter(testCase.distribution), testCase)
  }

  @Test(arguments: try distributionCases())
  func `the quantile is the smallest value that reaches its probability`(
    testCase: DistributionCase
  ) {
    let distribution = testCase.distribution
    for u in [1e-9, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999, 1 - 1e-9] {
      let x = distribution.quantile(u)
      if testCase.isDiscrete {
        #expect(distribution.cdf(x) >= u)
        #expect(distribution.cdf(x.nextDown) < u)
      } else {
        #expect(distribution.hasQuantile(x, at: u))
      }
    }
  }

  @Test(arguments: try distributionCases())
  func `quantiles rise from bound to bound`(testCase: DistributionCase) {
    let distribution = testCase.distribution
    let quantiles = (0...1_000).map { distribution.quantile(Double($0) / 1_000) }
    #expect(quantiles == quantiles.sorted())
    #expect(quantiles.first == distribution.support.lowerBound)
    #expect(quantiles.last == distribution.support.upperBound)
    #expect(distribution.median == quantiles[500])
    #expect(distribution.standardDeviation == distribution.variance.squareRoot())
  }

  @Test(arguments: try distributionCases())
  func `scaling multiplies moments, quantiles and variates`(testCase: DistributionCase) {
    let factor = 730.5
    let original = testCase.distribution
    let scaled = original.scaled(by: factor)
    #expect(isClose(scaled.mean, factor * original.mean))
    #expect(isClose(scaled.variance, factor * factor * original.variance))
    var source = RandomSource(Replication(masterSeed: 3, future: 1))
    for entity in 0..<50 as Range<UInt64> {
      let u = (Double(entity) + 0.5) / 50
      let quantile = original.quantile(u)
      #expect(isClose(scaled.quantile(u), factor * quantile))
      let stream = StreamID("test/scaled")
      let variate = source.sample(original, stream, entity: entity)
      let scaledVariate = source.sample(scaled, stream, entity: entity)
      #expect(isClose(scaledVariate, factor * variate))
      // A step belongs to its value in any unit.
      if testCase.isDiscrete {
        #expect(scaled.cdf(scaled.quantile(u)) == original.cdf(quantile))
      }
    }
    #expect(original.scaled(by: 1) == original)
  }

  private func isClose(_ found: Double, _ known: Double) -> Bool {
    abs(found - known) <= 1e-9 * abs(known) + 1e-300
  }
}
