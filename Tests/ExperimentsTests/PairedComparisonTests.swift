import Columns
import Sampling
import Testing

@testable import Experiments

/// Paired differences whose intervals are published, and how often intervals hold what they are to hold.
struct PairedComparisonTests {
  /// Hours of sleep that two drugs gave ten people in addition.
  ///
  /// A. R. Cushny and A. R. Peebles, Journal of Physiology 32 (1905), from which Student took his example in
  /// Biometrika 6 (1908).
  static let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
  static let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]

  @Test func `the paired means are those of Student's table`() throws {
    let pair = PairedComparison(
      Self.second, Self.first, absence: .undefined, by: .means, inner: 1)
    // R: t.test(second, first, paired = TRUE).
    let mean = try #require(pair.mean)
    #expect(abs(mean.mean - 1.58) < 1e-12)
    #expect(abs(try #require(mean.low) - 0.7001142) < 5e-8)
    #expect(abs(try #require(mean.high) - 2.4598858) < 5e-8)
    let sure = PairedComparison(
      Self.second, Self.first, absence: .undefined, by: .means, inner: 1, confidence: 0.99)
    // The 99.5 % quantile of t with 9 degrees of freedom is 3.249836.
    let error = (2.4598858 - 1.58) / 2.262157
    #expect(abs(try #require(sure.mean?.high) - (1.58 + 3.249836 * error)) < 1e-6)
  }

  @Test func `the median of the same pairs runs from the second smallest to the second largest`()
    throws
  {
    let pair = PairedComparison(
      Self.second, Self.first, absence: .undefined, by: .medians, inner: 1)
    // Differences 1.2 2.4 1.3 1.3 0 1 1.8 0.8 4.6 1.4: nine are above zero, one is zero.
    #expect(pair.mean == nil)
    let difference = try #require(pair.difference)
    #expect(abs(difference.value - 1.3) < 1e-12)
    #expect(abs(try #require(difference.low) - 0.8) < 1e-12)
    #expect(abs(try #require(difference.high) - 2.4) < 1e-12)
    #expect(pair.signs.positive == 9 && pair.signs.negative == 0)
    #expect(abs(pair.signs.pValue - 2.0 / 512) < 1e-15)
    #expect(pair.probabilityGreater == 0.95 && pair.tiedFraction == 0.1)
  }

  @Test(arguments: [(5, nil), (6, 1), (8, 1), (9, 2), (10, 2), (20, 6), (100, 40), (1000, 469)])
  func `the ranks of the interval are those of the tables`(_ count: Int, _ rank: Int?) {
    // D. B. Owen, Handbook of Statistical Tables (1962), section 12.1, and for 1000 the binomial itself.
    #expect(MedianEstimate.rank(of: count, confidence: 0.95) == rank)
  }

  @Test func `a pair of which one has no value is left out and counted`() {
    let pair = PairedComparison(
      [1, .nan, 3, .nan], [0, 1, .nan, .nan], absence: .undefined, by: .medians, inner: 1)
    #expect(pair.count == 1 && pair.missing == 3)
    #expect(pair.difference?.value == 1)
    let none = PairedComparison([.nan], [1], absence: .undefined, by: .medians, inner: 1)
    #expect(none.difference == nil && none.missing == 1 && none.probabilityGreater == nil)
  }

  @Test func `runs within one future count as one in medians and signs`() {
    // Futures with the differences 1 2 9, −1 −2 −3 and 4 alone: medians 2, −2 and 4.
    let pair = PairedComparison(
      [1, 2, 9, -1, -2, -3, 4, .nan, .nan], Array(repeating: 0, count: 9), absence: .undefined,
      by: .medians, inner: 3)
    #expect(pair.count == 7 && pair.missing == 2)
    #expect(pair.difference?.value == 2)
    #expect(pair.signs.positive == 2 && pair.signs.negative == 1)
    #expect(pair.signs.pValue == 1)
  }

  @Test func `the interval of a share is that of Clopper and Pearson`() {
    // R: binom.test(682, 925), Mendel's peas, and binom.test(0, 10).
    let peas = ShareEstimate(682, of: 925)
    #expect(abs(peas.low - 0.7076683) < 5e-8 && abs(peas.high - 0.7654066) < 5e-8)
    let none = ShareEstimate(0, of: 10)
    #expect(none.low == 0 && abs(none.high - 0.3084971) < 5e-8)
    let all = ShareEstimate(10, of: 10)
    #expect(all.high == 1 && abs(all.low - 0.6915029) < 5e-8)
  }

  @Test func `the intervals hold what they estimate as often as theory says`() {
    let (samples, size) = (4000, 20)
    var source = RandomSource(Replication(masterSeed: 20_261, future: 0))
    source.at(StreamID("test/intervals"))
    var (meansHeld, mediansHeld, sharesHeld) = (0, 0, 0)
    for _ in 0..<samples {
      // Skewed: exponential numbers with the mean 1 and the median ln 2; normal ones for the means.
      let skewed = (0..<size).map { _ in source.exponential(mean: 1) }
      let normal = (0..<size).map { _ in source.gaussian() }
      let zeros = Array(repeating: 0.0, count: size)
      let median = PairedComparison(skewed, zeros, absence: .undefined, by: .medians, inner: 1)
      let mean = PairedComparison(normal, zeros, absence: .undefined, by: .means, inner: 1)
      if let low = median.difference?.low, let high = median.difference?.high,
        low <= 0.693_147_180_559_945, 0.693_147_180_559_945 <= high
      {
        mediansHeld += 1
      }
      if let low = mean.difference?.low, let high = mean.difference?.high, low <= 0, 0 <= high {
        meansHeld += 1
      }
      if let share = mean.greater, share.low <= 0.5, 0.5 <= share.high { sharesHeld += 1 }
    }
    /// How far the share that is held may be from what theory says: four standard errors.
    func isNear(_ held: Int, _ theory: Double) -> Bool {
      let error = (theory * (1 - theory) / Double(samples)).squareRoot()
      return abs(Double(held) / Double(samples) - theory) < 4 * error
    }
    // Student's interval is exact; the other two leave out fewer than 6 of 20 at each end, with the
    // probability 2 · 21700 / 2^20.
    #expect(isNear(meansHeld, 0.95), "\(meansHeld)")
    #expect(isNear(mediansHeld, 1 - 2 * 21_700 / 1_048_576), "\(mediansHeld)")
    #expect(isNear(sharesHeld, 1 - 2 * 21_700 / 1_048_576), "\(sharesHeld)")
  }
}
