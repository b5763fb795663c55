import Foundation
public import Testing

/// Expects independent samples to follow a continuous distribution, by Kolmogorov and Smirnov.
///
/// The largest distance between the samples' and the known distribution function may be at most
/// √(ln(2/α) / 2n): the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant
/// (Annals of Probability 18, 1990), which holds for every n. With the default α one true
/// hypothesis in a million fails.
public func expectFit(
  of samples: [Double], to cdf: (Double) -> Double, significance: Double = 1e-6,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let sorted = samples.sorted()
  let count = Double(sorted.count)
  var distance = 0.0
  var place = sorted.first ?? .nan
  for (rank, sample) in sorted.enumerated() {
    let known = cdf(sample)
    let gap = max(known - Double(rank) / count, Double(rank + 1) / count - known)
    if gap > distance { (distance, place) = (gap, sample) }
  }
  let critical = (log(2 / significance) / (2 * count)).squareRoot()
  #expect(
    distance <= critical,
    "\(sorted.count) samples are \(distance) off the distribution at \(place); critical \(critical)",
    sourceLocation: sourceLocation)
}

/// Expects counts in categories to follow known probabilities, by Pearson's chi-square.
///
/// Neighbouring categories are pooled until each expects at least 10. The critical value is that of
/// Wilson and Hilferty (1931), k (1 − 2/9k + z √(2/9k))³ for k degrees of freedom, with z = 4.7534:
/// one true hypothesis in a million fails. What the probabilities leave to 1 is a category that
/// may not occur.
public func expectFrequencies(
  _ counts: [Int], probabilities: [Double],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  precondition(
    counts.count == probabilities.count,
    "\(counts.count) counts for \(probabilities.count) probabilities")
  let trials = Double(counts.reduce(0, +))
  var pools: [(observed: Double, expected: Double)] = []
  var open = (observed: 0.0, expected: 0.0)
  for (count, probability) in zip(counts, probabilities) {
    #expect(
      count == 0 || probability > 0, "\(count) samples in a category of probability 0",
      sourceLocation: sourceLocation)
    open.observed += Double(count)
    open.expected += trials * probability
    if open.expected >= 10 {
      pools.append(open)
      open = (0, 0)
    }
  }
  if let last = pools.popLast() {
    pools.append((last.observed + open.observed, last.expected + open.expected))
  }
  let freedom = Double(pools.count - 1)
  precondition(freedom >= 1, "\(trials) trials are too few for two categories that expect 10")
  let statistic = pools.reduce(0) { sum, pool in
    sum + (pool.observed - pool.expected) * (pool.observed - pool.expected) / pool.expected
  }
  let spread = 2 / (9 * freedom)
  let root = 1 - spread + 4.7534 * spread.squareRoot()
  let critical = freedom * root * root * root
  #expect(
    statistic <= critical,
    "chi-square \(statistic) with \(pools.count - 1) degrees of freedom; critical \(critical)",
    sourceLocation: sourceLocation)
}

/// Expects the counts of equal periods to scatter as those of a Poisson process.
///
/// The index of dispersion, variance over mean, is 1 for a Poisson process; given the total of n
/// periods, n − 1 times the index is nearly chi-square, so its standard error is √(2/(n − 1)).
public func expectPoissonDispersion(
  of counts: [Int], standardErrors: Double = 4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let moments = SampleMoments(counts.map(Double.init))
  let index = moments.variance / moments.mean
  let error = (2 / (moments.count - 1)).squareRoot()
  #expect(
    abs(index - 1) <= standardErrors * error,
    "index of dispersion \(index) of \(counts.count) counts; known 1 ± \(standardErrors * error)",
    sourceLocation: sourceLocation)
}
