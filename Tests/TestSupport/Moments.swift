public import Testing

/// Expects the mean of independent samples near a value known from theory.
///
/// The tolerance is `standardErrors` times the standard error σ/√n, with σ from the samples; with
/// 4, one true hypothesis in 16,000 fails. Samples must be independent replications: a stretch of
/// one autocorrelated run has a larger error. For samples without spread the values must be equal
/// to 12 digits.
public func expectMean(
  of samples: [Double], near known: Double, standardErrors: Double = 4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let moments = SampleMoments(samples)
  let tolerance = max(standardErrors * moments.errorOfMean, 1e-12 * abs(known))
  #expect(
    abs(moments.mean - known) <= tolerance,
    "mean \(moments.mean) of \(samples.count) samples; known \(known) ± \(tolerance)",
    sourceLocation: sourceLocation)
}

/// Expects the variance of independent samples near a value known from theory.
///
/// The tolerance is `standardErrors` times √((μ₄ − σ⁴ (n − 3)/(n − 1)) / n), with the moments from
/// the samples. Where the tail is so heavy that the fourth moment comes from a few samples, this
/// error is too small; test the logarithm instead.
public func expectVariance(
  of samples: [Double], near known: Double, standardErrors: Double = 4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let moments = SampleMoments(samples)
  let tolerance = max(standardErrors * moments.errorOfVariance, 1e-12 * known)
  #expect(
    abs(moments.variance - known) <= tolerance,
    "variance \(moments.variance) of \(samples.count) samples; known \(known) ± \(tolerance)",
    sourceLocation: sourceLocation)
}

/// Expects a share of successes near a probability known from theory.
///
/// The tolerance is `standardErrors` times the binomial √(p(1 − p)/n), and half a success, as the
/// share moves in steps.
public func expectShare(
  successes: Int, of trials: Int, near known: Double, standardErrors: Double = 4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  precondition(trials > 0, "a share of no trials")
  let count = Double(trials)
  let share = Double(successes) / count
  let tolerance = standardErrors * (known * (1 - known) / count).squareRoot() + 0.5 / count
  #expect(
    abs(share - known) <= tolerance,
    "share \(share), \(successes) of \(trials); known \(known) ± \(tolerance)",
    sourceLocation: sourceLocation)
}

/// Expects the correlation of independent pairs to be none.
///
/// The correlation of n independent pairs has the standard error 1/√n.
public func expectNoCorrelation(
  between first: [Double], and second: [Double], standardErrors: Double = 4,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  precondition(first.count == second.count, "\(first.count) and \(second.count) samples in pairs")
  let (a, b) = (SampleMoments(first), SampleMoments(second))
  let products = zip(first, second).reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
  let correlation = products / (a.count - 1) / (a.variance * b.variance).squareRoot()
  let tolerance = standardErrors / a.count.squareRoot()
  #expect(
    abs(correlation) <= tolerance,
    "correlation \(correlation) of \(first.count) pairs; known 0 ± \(tolerance)",
    sourceLocation: sourceLocation)
}
