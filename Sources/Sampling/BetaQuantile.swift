import CGSL

/// A quantile of the beta distribution, by the GNU Scientific Library.
///
/// - Parameters:
///   - probability: between 0 and 1.
///   - a: the first shape, greater than 0.
///   - b: the second shape, greater than 0.
/// - Returns: the number that a beta-distributed variable stays below with this probability.
public func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
  GSL.prepare()
  return gsl_cdf_beta_Pinv(probability, a, b)
}
