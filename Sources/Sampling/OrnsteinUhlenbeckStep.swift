import Foundation

/// One exact step of an Ornstein–Uhlenbeck process around zero.
///
/// Over a step Δ, `X(t+Δ) = φ X(t) + ε` with `φ = e^(−κΔ)` and `ε` normal with the variance
/// `σ² (1 − φ²)`, where σ is the standard deviation that the process has in the long run. It holds
/// for any Δ, not only for a small one. Source: D. T. Gillespie, "Exact numerical simulation of the
/// Ornstein–Uhlenbeck process and its integral", Physical Review E 54 (1996), 2084.
public struct OrnsteinUhlenbeckStep: Hashable, Sendable, BitwiseCopyable {
  /// The share of today's deviation that is left after the step, on (0, 1]; a bare number.
  public let phi: Double
  /// The standard deviation of what the step adds, in the unit of the process.
  public let innovationSd: Double

  /// A step by the rate κ at which deviations fade.
  ///
  /// - Parameters:
  ///   - rate: κ, per unit of time.
  ///   - sd: The long-run standard deviation, in the unit of the process.
  ///   - step: Δ, in the same unit of time.
  /// - Precondition: None is negative, all are finite.
  public init(rate: Double, sd: Double, step: Double) {
    precondition(rate >= 0 && rate.isFinite, "rate \(rate) of a mean-reverting process")
    precondition(sd >= 0 && sd.isFinite, "standard deviation \(sd) of a mean-reverting process")
    precondition(step >= 0 && step.isFinite, "step \(step) of a mean-reverting process")
    phi = exp(-rate * step)
    innovationSd = sd * (-expm1(-2 * rate * step)).squareRoot()
  }

  /// A step by the time in which half of a deviation fades.
  ///
  /// - Precondition: `halfLife` is positive.
  public init(halfLife: Double, sd: Double, step: Double) {
    precondition(halfLife > 0, "half-life \(halfLife) of a mean-reverting process")
    self.init(rate: log(2) / halfLife, sd: sd, step: step)
  }

  /// The deviation after the step, from the one before and a standard normal variate.
  public func next(after deviation: Double, gaussian: Double) -> Double {
    phi * deviation + innovationSd * gaussian
  }
}
