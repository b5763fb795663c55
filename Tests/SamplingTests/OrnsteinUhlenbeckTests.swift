import Foundation
import Sampling
import TestSupport
import Testing

struct OrnsteinUhlenbeckTests {
  @Test func `after a half-life half of the deviation is left`() {
    let step = OrnsteinUhlenbeckStep(halfLife: 28, sd: 25, step: 28)
    #expect(abs(step.phi - 0.5) < 1e-15)
    #expect(abs(step.innovationSd - 25 * 0.75.squareRoot()) < 1e-13)
    #expect(abs(step.next(after: 10, gaussian: 0) - 5) < 1e-14)
  }

  @Test func `two steps are one of twice the length`() {
    let short = OrnsteinUhlenbeckStep(rate: 0.03, sd: 25, step: 24)
    let long = OrnsteinUhlenbeckStep(rate: 0.03, sd: 25, step: 48)
    #expect(abs(short.phi * short.phi - long.phi) < 1e-15)
    let variance = short.innovationSd * short.innovationSd * (1 + short.phi * short.phi)
    #expect(abs(variance - long.innovationSd * long.innovationSd) < 1e-10)
  }

  @Test func `a tiny step keeps the digits of its small innovation`() {
    let step = OrnsteinUhlenbeckStep(rate: 1, sd: 1, step: 1e-12)
    #expect(abs(step.innovationSd / (2e-12).squareRoot() - 1) < 1e-11)
  }

  @Test func `without reversion or time nothing changes`() {
    #expect(OrnsteinUhlenbeckStep(rate: 0, sd: 3, step: 10).phi == 1)
    #expect(OrnsteinUhlenbeckStep(rate: 2, sd: 3, step: 0).innovationSd == 0)
  }

  @Test func `the process has its variance and its autocorrelation`() {
    let step = OrnsteinUhlenbeckStep(rate: 0.1, sd: 4, step: 3)
    let stream = StreamID("test/ou")
    var source = RandomSource(Replication(masterSeed: 8, future: 0))
    // Independent replications: each starts in the long run's distribution and takes five steps.
    var ends: [Double] = []
    var products: [Double] = []
    for replication in 0..<10_000 as Range<UInt64> {
      source.at(stream, entity: replication)
      let start = 4 * source.gaussian()
      var deviation = start
      for _ in 0..<5 { deviation = step.next(after: deviation, gaussian: source.gaussian()) }
      ends.append(deviation)
      products.append(start * deviation)
    }
    expectMean(of: ends, near: 0)
    expectVariance(of: ends, near: 16)
    expectMean(of: products, near: 16 * exp(-0.1 * 15))
  }
}
