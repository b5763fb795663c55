import Sampling

/// Which drawn parameters move an outcome: the standardised rank regression of the outcome on them.
///
/// Parameters and outcome are replaced by their ranks (ties share the mean rank), brought to mean 0
/// and standard deviation 1, and fitted by least squares. A coefficient of 0.5 says that the outcome
/// rises by half a standard deviation of its ranks where the parameter rises by one of its own. Ranks
/// make it hold for any monotonic effect, however bent. A. Saltelli and others, Sensitivity Analysis,
/// Wiley 2000, chapter 6.
public struct RankRegression: Sendable {
  /// What one parameter does.
  public struct Effect: Sendable, Hashable {
    /// The parameter's place in what was given.
    public let parameter: Int

    /// The standardised rank regression coefficient, about -1…1.
    public let coefficient: Double

    /// The ends of its 95 % interval by Student's t.
    public let low, high: Double
  }

  /// The parameters that vary, largest effect first.
  public let effects: [Effect]

  /// The share of the variance of the outcome's ranks that all parameters together explain, 0…1.
  public let explained: Double

  /// Regresses an outcome on parameters.
  ///
  /// It is nil where the outcome or all parameters are the same in every future, or where there are
  /// too few futures for intervals: no more than two beside one for each parameter.
  ///
  /// - Parameters:
  ///   - parameters: the draws of each parameter, by future.
  ///   - outcome: by future; `.infinity` for never, which ranks above any number.
  public init?(_ parameters: [[Double]], outcome: [Double]) {
    let varying = parameters.indices.filter { Set(parameters[$0]).count > 1 }
    guard !varying.isEmpty, outcome.contains(where: { $0 != outcome[0] }),
      outcome.count > varying.count + 2
    else { return nil }
    let columns = varying.map { standardised(ranks(parameters[$0])) }
    let values = standardised(ranks(outcome))
    guard let fit = LeastSquares(columns: columns, values: values) else { return nil }
    let total = Double(values.count - 1)
    explained = 1 - fit.residualSumOfSquares / total
    // Standardising took one degree of freedom, which GSL, fitting no constant, does not know of.
    let freedom = Double(values.count - 1 - varying.count)
    let correction = ((freedom + 1) / freedom).squareRoot()
    let factor = studentTQuantile(0.975, degreesOfFreedom: freedom) * correction
    effects = varying.enumerated().map { place, parameter in
      let halfWidth = factor * fit.standardErrors[place]
      let coefficient = fit.coefficients[place]
      return Effect(
        parameter: parameter, coefficient: coefficient, low: coefficient - halfWidth,
        high: coefficient + halfWidth)
    }.sorted {
      (abs($0.coefficient), -$0.parameter) > (abs($1.coefficient), -$1.parameter)
    }
  }
}

/// The ranks of numbers from 1; equal ones share the mean of their ranks.
func ranks(_ numbers: [Double]) -> [Double] {
  let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
  var ranks = Array(repeating: 0.0, count: numbers.count)
  var first = 0
  while first < order.count {
    var last = first
    while last + 1 < order.count, numbers[order[last + 1]] == numbers[order[first]] { last += 1 }
    for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
    first = last + 1
  }
  return ranks
}

/// Numbers brought to mean 0 and standard deviation 1.
private func standardised(_ numbers: [Double]) -> [Double] {
  let mean = average(numbers)
  let deviation = standardDeviation(numbers)
  return numbers.map { ($0 - mean) / deviation }
}
