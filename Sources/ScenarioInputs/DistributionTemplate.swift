import Sampling

/// A distribution with uncertain numbers among its parameters, made anew in each future.
struct DistributionTemplate: Sendable {
  /// A parameter: a number, or an uncertain one.
  enum Parameter: Sendable {
    case fixed(Double)
    case uncertain(UncertainTerm)
  }

  let form: DistributionForm
  let parameters: [(name: String, value: Parameter)]
  /// The canonical number of one written unit, where the distribution is made in that.
  let scale: Double

  /// The distribution in a future.
  ///
  /// - Precondition: the parameters fit each other, as `check` found for the extremes.
  func distribution(_ uncertain: [Double]) -> Distribution {
    do {
      return try make { $0.value(uncertain) }
    } catch {
      preconditionFailure("\(form.name) with drawn parameters: \(error)")
    }
  }

  /// The distribution where each uncertain parameter has the value that a function gives.
  func make(
    _ value: (UncertainTerm) -> Double
  ) throws(DistributionError) -> Distribution {
    var given: [String: Double] = [:]
    for (name, parameter) in parameters {
      switch parameter {
      case .fixed(let number): given[name] = number
      case .uncertain(let term): given[name] = value(term)
      }
    }
    return try form.make(given).scaled(by: scale)
  }

  /// The uncertain parameters that it depends on, each once.
  var dependencies: [Int] {
    var indices: [Int] = []
    for case .uncertain(let term) in parameters.map(\.value) where !indices.contains(term.index) {
      indices.append(term.index)
    }
    return indices
  }
}
