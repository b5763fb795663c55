import Columns
import Experiments
import Quantities
import Testing

struct StatisticsTests {
  @Test(arguments: [(0.0, 1.0), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1.0, 4.0)])
  func `quantiles interpolate between order statistics`(probability: Double, expected: Double) {
    #expect(abs((quantile(probability, ofSorted: [1.0, 2, 3, 4]) ?? -1) - expected) < 1e-15)
  }

  @Test func `a quantile on or beside never is empty`() {
    let sample = [1.0, 2, 3, .infinity, .infinity]
    #expect(quantile(0.5, ofSorted: sample) == 3)
    #expect(quantile(0.51, ofSorted: sample) == nil)
    #expect(quantile(0.95, ofSorted: sample) == nil)
    #expect(quantile(0.5, ofSorted: [Double]()) == nil)
  }

  @Test func `selected order statistics equal those of the sorted sample`() {
    var state: UInt64 = 7
    for count in [1, 2, 3, 24, 25, 26, 100, 999, 1000] {
      for values in [2, 10, 1_000_000] as [UInt64] {
        var sample: [Float] = (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Float(state >> 33 % values)
        }
        let sorted = sample.sorted()
        sample.place(quantiles: SampleSummary.probabilities)
        for probability in SampleSummary.probabilities {
          #expect(
            quantile(probability, ofSorted: sample) == quantile(probability, ofSorted: sorted))
        }
        #expect(sample.sorted() == sorted)
      }
    }
  }

  @Test func `the interval of a mean is Student's`() throws {
    // Mean 3, sd sqrt(2.5), n = 5; the 97.5 % quantile of t with 4 degrees of freedom is 2.776445.
    let summary = SampleSummary([1, 2, 3, 4, 5], absence: .undefined, inner: 1)
    let mean = try #require(summary.mean)
    let halfWidth = 2.776_445_105_197_793 * (2.5 / 5).squareRoot()
    #expect(mean.mean == 3)
    #expect(abs(try #require(mean.low) - (3 - halfWidth)) < 1e-9)
    #expect(abs(try #require(mean.high) - (3 + halfWidth)) < 1e-9)
    #expect(abs(try #require(summary.standardDeviation) - 2.5.squareRoot()) < 1e-15)
  }

  @Test func `runs within one future count as one observation for the interval`() throws {
    // Futures with means 2, 4, 9: mean 5, sd sqrt(13); t with 2 degrees of freedom is 4.302653.
    let summary = SampleSummary([1, 3, 4, 4, 8, 10], absence: .undefined, inner: 2)
    let mean = try #require(summary.mean)
    let halfWidth = 4.302_652_729_911_275 * (13.0 / 3).squareRoot()
    #expect(mean.mean == 5)
    #expect(abs(try #require(mean.high) - (5 + halfWidth)) < 1e-9)
  }

  @Test func `there is no mean where an instant never comes in some replications`() {
    let summary = SampleSummary([5, .nan, -3, 1], absence: .never, inner: 1)
    #expect(summary.mean == nil)
    #expect(summary.standardDeviation == nil)
    #expect(summary.reachedFraction == 0.75)
    #expect(summary.negativeFraction == 0.25)
    #expect(summary.quantile(0.5) == 3)
    #expect(summary.quantile(0.9) == nil)
  }

  @Test func `one replication has a mean and no interval`() {
    let summary = SampleSummary([4], absence: .never, inner: 1)
    #expect(summary.mean?.mean == 4)
    #expect(summary.mean?.low == nil)
    #expect(summary.standardDeviation == nil)
    #expect(summary.quantile(0.05) == 4)
  }

  @Test func `a ratio that some replications lack is summarised over the others`() throws {
    let summary = SampleSummary([5, .nan, -3, 1], absence: .undefined, inner: 1)
    #expect(summary.mean?.mean == 1)
    #expect(summary.standardDeviation == 4)
    #expect(summary.reachedFraction == 0.75)
    #expect(summary.quantile(0.5) == 1)
    #expect(abs(try #require(summary.quantile(0.9)) - 4.2) < 1e-12)
    #expect(SampleSummary([.nan], absence: .undefined, inner: 1).mean == nil)
  }

  static let a = [3.0, 5, .nan, .nan, 2]
  static let b = [1.0, 5, 7, .nan, .nan]

  @Test func `instants are compared with never as the latest, by the pairs that both have`() throws
  {
    let pair = PairedComparison(Self.a, Self.b, absence: .never, by: .medians, inner: 1)
    #expect(pair.count == 2 && pair.missing == 3)
    #expect(pair.mean == nil)
    #expect(pair.difference?.value == 1 && pair.difference?.low == nil)
    #expect(pair.signs.positive == 1 && pair.signs.negative == 0)
    // Won, tied, won by never, tied at never, lost to never.
    #expect(pair.probabilityGreater == 0.6)
    #expect(pair.tiedFraction == 0.4)
    #expect(abs(try #require(pair.strictlyGreaterFraction) - 0.4) < 1e-12)
    #expect(abs(try #require(pair.strictlyLessFraction) - 0.2) < 1e-12)
  }

  @Test func `other numbers are compared where both strategies have one`() throws {
    let pair = PairedComparison(Self.a, Self.b, absence: .undefined, by: .means, inner: 1)
    #expect(pair.count == 2)
    let difference = try #require(pair.difference)
    #expect(difference.value == 1)
    // Differences 2 and 0: sd sqrt(2), standard error 1, t with 1 degree of freedom 12.7062.
    #expect(abs(try #require(difference.high) - (1 + 12.706_204_736_174_7)) < 1e-6)
    #expect(pair.probabilityGreater == 0.75)
    #expect(pair.tiedFraction == 0.5)
  }

  @Test(arguments: [0.3, 0.1, -1e9 / 3, 5e-324, 1e300, 0], [2, 3, 10, 60, 999])
  func `what is the same in all futures has that mean, no deviation, and an interval that holds it`(
    _ number: Double, _ count: Int
  ) throws {
    for inner in [1, 3] {
      let sample = Array(repeating: number, count: count * inner)
      let summary = SampleSummary(sample, absence: .undefined, inner: inner)
      #expect(summary.mean == MeanEstimate(sample, futures: Array(sample.indices)))
      #expect(summary.mean?.mean == number)
      #expect(summary.mean?.low == number && summary.mean?.high == number)
      #expect(summary.standardDeviation == 0)
      #expect(summary.quantiles.allSatisfy { $0 == number })
    }
  }

  @Test func `strategies that differ by the same in all futures do so for sure`() {
    let (a, b) = (Array(repeating: 0.7, count: 60), Array(repeating: 0.4, count: 60))
    let difference = PairedComparison(a, b, absence: .undefined, by: .means, inner: 1).difference
    #expect(difference?.value == 0.7 - 0.4)
    #expect(difference?.low == 0.7 - 0.4 && difference?.high == 0.7 - 0.4)
    let same = PairedComparison(a, a, absence: .undefined, by: .means, inner: 1).difference
    #expect(same?.value == 0 && same?.low == 0 && same?.high == 0)
  }

  @Test func `a running mean weighs its numbers, and is exact where they are the same`() {
    var weighted = RunningMean()
    #expect(weighted.value == nil)
    for (number, weight) in [(10.0, 1.0), (20, 3), (40, 4)] {
      weighted.add(number, weight: weight)
    }
    #expect(weighted.value == 230.0 / 8)
    var constant = RunningMean()
    for hours in [744.0, 672, 744, 720] { constant.add(0.3, weight: hours) }
    #expect(constant.value == 0.3)
  }

  @Test func `a mean is right to the last digit, whatever its numbers come after`() {
    // 1e16 and 1 are not added up in 53 bits; 1/3 of 1 is what is left.
    for sample in [[1e16, 1, -1e16], [1, 1e16, -1e16], [-1e16, 1e16, 1]] {
      var mean = RunningMean()
      for number in sample { mean.add(number) }
      #expect(mean.value == 1.0 / 3)
    }
  }
}
