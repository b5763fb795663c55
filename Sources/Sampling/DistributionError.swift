/// Why a distribution can't have the parameters it was given, in a sentence for whoever wrote them.
public struct DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The parameter at fault, by the name it has in the call, such as `p90`.
  public let parameter: String

  /// The words that follow the parameter's name.
  private let words: [Word]

  private enum Word: Hashable, Sendable {
    case text(String)
    /// A number in the unit of the distribution's values.
    case quantity(Double)
  }

  /// The sentence with bare numbers, such as `p90 (3) must be above the median (5)`.
  public var description: String { sentence { Self.plain($0) } }

  /// The sentence with numbers as the caller shows them, so that a unit can be put back.
  ///
  /// - Parameter show: The text of a number in the unit of the distribution's values. Numbers
  ///   without a unit (shapes, probabilities, weights) are written by the error itself.
  /// - Returns: One sentence without a full stop.
  public func sentence(showing show: (Double) -> String) -> String {
    words.reduce(into: parameter) { sentence, word in
      switch word {
      case .text(let text): sentence += text
      case .quantity(let value): sentence += show(value)
      }
    }
  }

  /// A number without a needless `.0`.
  static func plain(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension DistributionError {
  /// Checks that a quantity is a finite number.
  static func check(_ parameter: String, isFinite value: Double) throws(DistributionError) {
    guard !value.isFinite else { return }
    throw DistributionError(
      parameter: parameter,
      words: [.text(" must be a finite number (found "), .quantity(value), .text(")")])
  }

  /// Checks that a quantity is above zero and finite.
  static func check(_ parameter: String, isPositive value: Double) throws(DistributionError) {
    try check(parameter, isFinite: value)
    guard value <= 0 else { return }
    throw DistributionError(
      parameter: parameter,
      words: [.text(" must be positive (found "), .quantity(value), .text(")")])
  }

  /// Checks that a bare number is above zero and finite.
  static func check(_ parameter: String, isPositiveNumber value: Double) throws(DistributionError) {
    guard !(value > 0 && value.isFinite) else { return }
    throw DistributionError(
      parameter: parameter, words: [.text(" must be a positive number (found \(plain(value)))")])
  }

  /// Checks that a bare number lies within bounds, which are part of it.
  static func check(
    _ parameter: String, _ value: Double, isIn range: ClosedRange<Double>
  ) throws(DistributionError) {
    guard !range.contains(value) else { return }
    let bounds = "\(plain(range.lowerBound)) to \(plain(range.upperBound))"
    throw DistributionError(
      parameter: parameter, words: [.text(" must be from \(bounds) (found \(plain(value)))")])
  }

  /// Checks that one quantity is above another.
  static func check(
    _ parameter: String, _ value: Double, isAbove other: String, _ bound: Double
  ) throws(DistributionError) {
    guard !(value > bound) else { return }
    throw relation(parameter, value, " must be above ", other, bound)
  }

  /// Checks that one quantity is not below another.
  static func check(
    _ parameter: String, _ value: Double, isAtLeast other: String, _ bound: Double
  ) throws(DistributionError) {
    guard !(value >= bound) else { return }
    throw relation(parameter, value, " must not be below ", other, bound)
  }

  private static func relation(
    _ parameter: String, _ value: Double, _ rule: String, _ other: String, _ bound: Double
  ) -> DistributionError {
    DistributionError(
      parameter: parameter,
      words: [
        .text(" ("), .quantity(value), .text(")\(rule)\(other) ("), .quantity(bound), .text(")"),
      ])
  }

  /// An error whose sentence holds no number with a unit.
  static func broken(_ parameter: String, _ rule: String) -> DistributionError {
    DistributionError(parameter: parameter, words: [.text(" \(rule)")])
  }
}
