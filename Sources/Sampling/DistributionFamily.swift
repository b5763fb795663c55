/// What each family of distributions answers, in the unit of its parameters.
///
/// A new family is one file with its parameters, their checks and these answers, a case of
/// ``Distribution`` and a line in each of its two `switch` statements.
protocol DistributionFamily: Hashable, Sendable {
  /// The smallest x with `cdf(x) >= u`, for `u` on [0, 1].
  func quantile(_ u: Double) -> Double
  /// The probability of a value up to and including `x`.
  func cdf(_ x: Double) -> Double
  var mean: Double { get }
  var variance: Double { get }
  /// The smallest and the largest value that can occur.
  var support: ClosedRange<Double> { get }
  /// The distribution of the value times a positive factor.
  func scaled(by factor: Double) -> Distribution
  /// The next variate from an addressed source.
  func draw(from source: inout RandomSource) -> Double
}
