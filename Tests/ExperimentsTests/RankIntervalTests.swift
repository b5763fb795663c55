import Foundation
import Sampling
import Testing

@testable import Experiments

struct RankIntervalTests {
  @Test func `the interval is that of the order statistic`() {
    // Of one number the rank may be any: uniform.
    let one = RankInterval(0.5, futures: 1)
    #expect(abs(one.low - 0.025) < 1e-12 && abs(one.high - 0.975) < 1e-12)
    // The smallest of n has the rank beta(1, n): 1 − (1 − p)^(1/n).
    let least = RankInterval(0, futures: 20)
    #expect(abs(least.low - (1 - pow(0.975, 1 / 20.0))) < 1e-12)
    #expect(abs(least.high - (1 - pow(0.025, 1 / 20.0))) < 1e-12)
    #expect(RankInterval(0.5, futures: 0).high == 1)
  }

  @Test(arguments: [0.05, 0.1, 0.5, 0.9]) func `the true rank lies in it 95 times of 100`(
    probability: Double
  ) {
    var source = RandomSource(Replication(masterSeed: 20_260_101, future: 0))
    source.at(StreamID("test/ranks"))
    let interval = RankInterval(probability, futures: 200)
    let trials = 4000
    var inside = 0
    for _ in 0..<trials {
      // Of uniform numbers the rank is the number itself.
      let sample = (0..<200).map { _ in source.uniform() }.sorted()
      let rank = quantile(probability, ofSorted: sample) ?? .nan
      if interval.low <= rank && rank <= interval.high { inside += 1 }
    }
    // Between two order statistics the rank varies a little less than at one: more lie inside, never
    // fewer. 95 % less four standard errors of a share, and at most 97 %.
    let share = Double(inside) / Double(trials)
    #expect(share > 0.95 - 4 * (0.95 * 0.05 / Double(trials)).squareRoot())
    #expect(share < 0.97)
  }
}
