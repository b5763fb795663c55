import Foundation
import Quantities

/// How a number moves from the opening of a piece of a path until the next piece opens.
///
/// The value at the opening stands beside it. Each shape is closed: what is left of one after some time
/// is a shape of the same kind, and so is any multiple of one. Every integral has a formula.
public enum PathShape: Equatable, Sendable, BitwiseCopyable {
  /// The value at the opening throughout.
  case level
  /// A straight line that reaches `end` so many hours after the opening, and goes on behind.
  case line(to: Double, over: Double)
  /// `value · (1 + change)^(t/8766)`; `perHour` is the same as a continuous rate, ln(1 + change) / 8766.
  case exponential(change: Double, perHour: Double)
  /// `value · K / (1 + (K − 1) e^(−rt))`: K is the ceiling over the value at the opening, r is per hour.
  case logistic(ceiling: Double, perHour: Double)

  /// A change by a steady share each year, effective annual.
  public static func exponential(change: Double) -> PathShape {
    .exponential(change: change, perHour: log1p(change) / Hours.years(1).value)
  }

  /// Beyond it nothing is left of the 1 beside e^x, and soon e^x overflows.
  private static let largestExponent = 600.0
}

/// What a shape makes of the value at its opening; times are hours since then, not negative.
extension PathShape {
  /// The value after a time.
  func value(_ opening: Double, after time: Double) -> Double {
    switch self {
    case .level: opening
    case .line(let end, let length): opening + (end - opening) / length * time
    case .exponential(let change, _): opening * annualFactor(change, at: SimTime(time))
    case .logistic(let ceiling, let perHour):
      opening * ceiling / (1 + (ceiling - 1) * exp(-perHour * time))
    }
  }

  /// The integral over a time, in the unit of the value times hours.
  func integral(_ opening: Double, over time: Double) -> Double {
    switch self {
    case .level: return opening * time
    case .line(let end, let length):
      guard time != length else { return length * (end + opening) / 2 }
      return time * (opening + (end - opening) / length * time / 2)
    case .exponential(_, let perHour):
      return opening * (perHour == 0 ? time : expm1(perHour * time) / perHour)
    case .logistic(let ceiling, let perHour):
      // (K/r) ln(1 + (e^(rt) − 1) / K), which keeps its digits at the least of rates.
      guard perHour != 0 else { return opening * time }
      let grown = perHour * time
      let logarithm =
        grown < Self.largestExponent ? log1p(expm1(grown) / ceiling) : grown - log(ceiling)
      return opening * (ceiling / perHour * logarithm)
    }
  }

  /// After which time the integral reaches a value above 0; infinite where it stays below.
  func time(_ opening: Double, toIntegral area: Double) -> Double {
    switch self {
    case .level: return area / opening
    case .line(let end, let length):
      // The root of slope/2 · x² + opening · x = area, in the form that keeps its digits.
      let slope = (end - opening) / length
      let discriminant = opening * opening + 2 * slope * area
      let denominator = opening + max(0, discriminant).squareRoot()
      return denominator > 0 ? 2 * area / denominator : .infinity
    case .exponential(_, let perHour):
      guard perHour != 0 else { return area / opening }
      let grown = perHour * (area / opening)
      return grown > -1 ? log1p(grown) / perHour : .infinity
    case .logistic(let ceiling, let perHour):
      // ln(1 + K (e^(ra/K) − 1)) / r.
      guard perHour != 0 else { return area / opening }
      let share = perHour * (area / opening) / ceiling
      let grown =
        share < Self.largestExponent ? log1p(ceiling * expm1(share)) : share + log(ceiling)
      return grown / perHour
    }
  }

  /// What is left of it after a time, from the value that it has reached then.
  func rest(_ opening: Double, after time: Double) -> PathShape {
    switch self {
    case .level, .exponential: return self
    case .line(let end, let length):
      guard time < length else {
        // Its end has passed: the same slope, by the value as much later.
        return .line(to: value(opening, after: time + length), over: length)
      }
      return .line(to: end, over: length - time)
    case .logistic(let ceiling, let perHour):
      return .logistic(ceiling: 1 + (ceiling - 1) * exp(-perHour * time), perHour: perHour)
    }
  }

  /// The shape of a multiple of the path.
  func multiplied(by factor: Double) -> PathShape {
    switch self {
    case .level, .exponential, .logistic: self
    case .line(let end, let length): .line(to: end * factor, over: length)
    }
  }
}
