import Foundation

/// What a euro a year is worth at the beginning of a contract, in the monthly convention of the accounts:
/// a twelfth at the end of each month.
///
/// With the cost of capital r, the yearly change g of rents, v = 1/(1 + r) and q = v (1 + g):
///
///     a(x) = (1 − vˣ) / (12 ((1 + r)^(1/12) − 1))          a rent that stays as it is
///     b(x) = v^(1/12) (1 − qˣ) / (12 (1 − q^(1/12)))        a rent that changes by g a year
///
/// Both are x where nothing is discounted and nothing changes. Whoever signs for x years at one price asks
/// b(x)/a(x) times the rent of the first month, since the rents that he gives up fall on: the user cost of
/// capital (Jorgenson, "Capital Theory and Investment Behavior", 1963) over a term.
struct RentFactors: Equatable, Sendable {
  /// ln(1 + r), and ln(q).
  private let logRate, logTrend: Double

  /// - Parameters:
  ///   - capitalCost: r, effective annual; 0 or more.
  ///   - change: g, effective annual; above −1.
  init(capitalCost: Double, change: Double) {
    logRate = log1p(capitalCost)
    logTrend = log1p(change) - logRate
  }

  /// a(x), in years: what a euro a year for x years is worth.
  func level(_ years: Double) -> Double {
    logRate == 0 ? years : -expm1(-logRate * years) / (12 * expm1(logRate / 12))
  }

  /// b(x), in years: what a euro a year is worth that changes with the rents.
  func falling(_ years: Double) -> Double {
    let first = exp(-logRate / 12)
    return logTrend == 0
      ? first * years : first * expm1(logTrend * years) / (12 * expm1(logTrend / 12))
  }

  /// b(x)/a(x): what one price for x years is to the rent of its first month.
  func fixedPrice(over years: Double) -> Double { falling(years) / level(years) }

  /// What a euro after some years is worth now.
  func discount(_ years: Double) -> Double { exp(-logRate * years) }
}
