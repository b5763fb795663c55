import Foundation

/// The rate at which a monthly cash flow is worth nothing.
///
/// With the flows c₀ (opening), c₁, c₂, … and the monthly discount factor v, it solves
/// `Σ cₖ vᵏ = 0`; the effective annual rate is `v^(−12) − 1`. A flow may have no such rate, or several:
/// then the one nearest zero is given.
///
/// Rates below −90 % a year count only where there is no other. An ordinary project has one there
/// whenever its last month ends with a loss, as by the tax of the last year, and nobody means it.
public struct InternalRateOfReturn: Equatable, Sendable {
  /// How many rates there are.
  public enum Status: Int, CaseIterable, Sendable {
    case none, unique, multiple
  }

  /// Effective annual rate above −1, such as 0.09; NaN where there is none.
  public var rate: Double
  /// How many rates solve the equation.
  public var status: Status

  /// The rate of return of flows per period, the opening ones first.
  ///
  /// Flows below 10⁻¹² of the largest are what rounding left of costs that met their revenue; they count
  /// as none, since they would make roots at absurd rates.
  public init(of flows: [Double]) {
    let largest = flows.reduce(0) { max($0, abs($1)) }
    let flows = flows.map { abs($0) < 1e-12 * largest ? 0 : $0 }
    var rates: [Double] = []
    PositiveRoots(of: flows).forEach { factor in rates.append(expm1(-12 * log(factor))) }
    if rates.contains(where: { $0 >= -0.9 }) { rates.removeAll { $0 < -0.9 } }
    rate = rates.min { abs($0) < abs($1) } ?? .nan
    status = rates.isEmpty ? .none : rates.count == 1 ? .unique : .multiple
  }
}
