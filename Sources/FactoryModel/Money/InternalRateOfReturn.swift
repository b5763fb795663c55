import Foundation

/// The rate at which a monthly cash flow is worth nothing.
///
/// With the flows c₀ (opening), c₁, c₂, … and the monthly discount factor v, it solves
/// `Σ cₖ vᵏ = 0`; the effective annual rate is `v^(−12) − 1`. A flow may have no such rate, or several:
/// then the one nearest zero is given.
struct InternalRateOfReturn: Equatable, Sendable {
  /// How many rates there are.
  enum Status: Int, CaseIterable, Sendable {
    case none, unique, multiple
  }

  /// Effective annual rate above −1, such as 0.09; NaN where there is none.
  var rate: Double
  /// How many rates solve the equation.
  var status: Status

  /// The rate of return of flows per period, the opening ones first.
  init(of flows: [Double]) {
    var nearest = Double.nan
    var count = 0
    PositiveRoots(of: flows).forEach { factor in
      let rate = expm1(-12 * log(factor))
      count += 1
      if !(abs(rate) >= abs(nearest)) { nearest = rate }
    }
    rate = nearest
    status = count == 0 ? .none : count == 1 ? .unique : .multiple
  }
}
