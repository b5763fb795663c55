/// Count, mean, variance and extremes of observations, such as waiting times.
///
/// Mean and variance follow Welford's recurrence (Technometrics 4, 1962, 419–420), which does not
/// lose digits when the mean is large against the deviations. Nothing is stored per observation.
@frozen
public struct Tally: Sendable, BitwiseCopyable {
  @usableFromInline var observations = 0
  @usableFromInline var runningMean = 0.0
  @usableFromInline var squaredDeviations = 0.0
  @usableFromInline var least = Double.infinity
  @usableFromInline var greatest = -Double.infinity

  /// A tally of nothing.
  @inlinable
  public init() {}

  /// Adds an observation.
  @inlinable
  @inline(__always)
  public mutating func record(_ observation: Double) {
    observations &+= 1
    let deviation = observation - runningMean
    // The reciprocal does not wait for the last mean, the division of the deviation would.
    runningMean += deviation * (1 / Double(observations))
    squaredDeviations += deviation * (observation - runningMean)
    // NaN passes neither comparison, and shows in the mean.
    if observation < least { least = observation }
    if observation > greatest { greatest = observation }
  }

  /// Forgets all observations, as at the end of a warm-up.
  @inlinable
  public mutating func reset() { self = Tally() }

  /// The number of observations.
  public var count: Int {
    @inlinable get { observations }
  }
  /// The arithmetic mean, or nil without observations.
  public var mean: Double? {
    @inlinable get { observations == 0 ? nil : runningMean }
  }
  /// The sum of the observations, 0 without any; as exact as the mean, of which it is the multiple.
  public var sum: Double {
    @inlinable get { runningMean * Double(observations) }
  }
  /// The sample variance, with n − 1 in the denominator, or nil for fewer than two observations.
  public var variance: Double? {
    @inlinable get { observations < 2 ? nil : squaredDeviations / Double(observations - 1) }
  }
  /// The square root of the variance, or nil for fewer than two observations.
  public var standardDeviation: Double? {
    @inlinable get { variance?.squareRoot() }
  }
  /// The least observation, or nil without observations.
  public var minimum: Double? {
    @inlinable get { observations == 0 ? nil : least }
  }
  /// The greatest observation, or nil without observations.
  public var maximum: Double? {
    @inlinable get { observations == 0 ? nil : greatest }
  }
}
