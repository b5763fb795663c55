import CGSL

/// The probability that of so many independent trials at most some succeed, by the GNU Scientific Library.
///
/// - Parameters:
///   - successes: 0…trials; below 0 it is 0.
///   - trials: how many there are, 0 or more.
///   - probability: that of a success, 0…1.
/// - Returns: a probability.
public func binomialProbability(
  atMost successes: Int, of trials: Int, probability: Double
) -> Double {
  precondition(trials >= 0, "\(trials) trials")
  precondition(0 <= probability && probability <= 1, "probability \(probability)")
  guard successes >= 0 else { return 0 }
  guard successes < trials else { return 1 }
  GSL.prepare()
  return gsl_cdf_binomial_P(UInt32(successes), probability, UInt32(trials))
}

/// A quantile of the binomial distribution: the least number of successes that is not exceeded with at least
/// this probability.
///
/// - Parameters:
///   - level: the probability, between 0 and 1.
///   - trials: how many there are, 0 or more.
///   - probability: that of a success, 0…1.
/// - Returns: a number of successes, 0…trials.
public func binomialQuantile(_ level: Double, of trials: Int, probability: Double) -> Int {
  precondition(0 <= level && level <= 1, "level \(level)")
  var (low, high) = (0, trials)
  while low < high {
    let middle = (low + high) / 2
    if binomialProbability(atMost: middle, of: trials, probability: probability) >= level {
      high = middle
    } else {
      low = middle + 1
    }
  }
  return low
}
