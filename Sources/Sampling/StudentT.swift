import CGSL

/// The quantile of Student's t distribution.
///
/// - Parameters:
///   - probability: between 0 and 1, both excluded.
///   - degreesOfFreedom: above 0.
/// - Returns: the number that a t-distributed variable stays below with this probability.
public func studentTQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
  precondition(probability > 0 && probability < 1, "probability \(probability): not inside 0...1")
  precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom")
  GSL.prepare()
  return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
}
