extension Distribution {
  /// Density rising linearly from `low` to `mode` and falling linearly to `high`.
  public struct Triangular: Hashable, Sendable {
    /// The lower bound.
    public let low: Double
    /// The most likely value; it may be one of the bounds.
    public let mode: Double
    /// The upper bound.
    public let high: Double

    /// A triangular distribution; `low <= mode <= high`, and `high` must be above `low`.
    public init(low: Double, mode: Double, high: Double) throws(DistributionError) {
      try DistributionError.check(low: low, mode: mode, high: high)
      self.init(checkedLow: low, mode: mode, high: high)
    }

    private init(checkedLow low: Double, mode: Double, high: Double) {
      self.low = low
      self.mode = mode
      self.high = high
    }
  }
}

extension DistributionError {
  /// Checks three estimates of one quantity.
  static func check(low: Double, mode: Double, high: Double) throws(DistributionError) {
    try check("low", isFinite: low)
    try check("mode", isFinite: mode)
    try check("high", isFinite: high)
    try check("high", high, isAbove: "low", low)
    try check("mode", mode, isAtLeast: "low", low)
    try check("high", high, isAtLeast: "mode", mode)
  }
}

extension Distribution.Triangular: DistributionFamily {
  /// The probability of a value below the mode.
  private var shareBelowMode: Double { (mode - low) / (high - low) }

  func quantile(_ u: Double) -> Double {
    u < shareBelowMode
      ? low + (u * (high - low) * (mode - low)).squareRoot()
      : high - ((1 - u) * (high - low) * (high - mode)).squareRoot()
  }

  func cdf(_ x: Double) -> Double {
    if x <= low { return 0 }
    if x >= high { return 1 }
    return x < mode
      ? (x - low) * (x - low) / ((high - low) * (mode - low))
      : 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
  }

  var mean: Double { (low + mode + high) / 3 }

  var variance: Double {
    let (left, right) = (mode - low, high - mode)
    return (left * left + left * right + right * right) / 18
  }

  var support: ClosedRange<Double> { low...high }

  func scaled(by factor: Double) -> Distribution {
    .triangular(Self(checkedLow: low * factor, mode: mode * factor, high: high * factor))
  }

  func draw(from source: inout RandomSource) -> Double { quantile(source.openUniform()) }
}
