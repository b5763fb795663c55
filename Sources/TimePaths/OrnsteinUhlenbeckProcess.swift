import Sampling

/// An Ornstein–Uhlenbeck process around 0 that starts at 0, added to the trend.
///
/// In the long run it has the standard deviation `sd` and the autocorrelation `2^(−Δ/halfLife)`. Steps
/// are exact, whatever their length.
public struct OrnsteinUhlenbeckProcess: SteppedProcess {
  private let halfLife, sd: Double
  /// The step of the length taken last: on most grids all have the same.
  private var step: OrnsteinUhlenbeckStep
  private var length = 0.0

  /// A process by the time (h) in which half of a deviation fades, and its long-run deviation.
  ///
  /// - Precondition: `halfLife` is positive, `sd` is not negative.
  public init(halfLife: Double, sd: Double) {
    self.halfLife = halfLife
    self.sd = sd
    step = OrnsteinUhlenbeckStep(halfLife: halfLife, sd: sd, step: 0)
  }

  /// At its mean.
  public var start: Double { 0 }
  /// Whether it leaves its mean.
  public var isRandom: Bool { sd > 0 }

  /// The deviation after a step.
  public mutating func next(after state: Double, over hours: Double, gaussian: Double) -> Double {
    if hours != length {
      step = OrnsteinUhlenbeckStep(halfLife: halfLife, sd: sd, step: hours)
      length = hours
    }
    return step.next(after: state, gaussian: gaussian)
  }

  /// The trend and the deviation.
  public func value(_ state: Double, about level: Double) -> Double { level + state }
}
