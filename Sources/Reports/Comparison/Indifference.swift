import Columns
import Quantities

/// A difference that nobody minds, such as `50 MEUR`.
struct Indifference: Sendable {
  /// As it was written.
  let text: String
  private let quantity: [(dimension: Dimension, amount: Double)]

  /// Reads a number with its unit.
  ///
  /// - Throws: `ComparisonProblem` where it is none, or is below zero.
  init(_ text: String) throws(ComparisonProblem) {
    self.text = text
    quantity = (Dimension.known + [.share]).compactMap { dimension in
      guard let reading = try? dimension.read(text), reading.currency == .euro else { return nil }
      return (dimension, reading.value)
    }
    guard !quantity.isEmpty, quantity.allSatisfy({ $0.amount >= 0 && $0.amount.isFinite }) else {
      throw ComparisonProblem(
        "--indifference \(text): a difference is a number with its unit, such as '50 MEUR', '3 months' or"
          + " '2 %'")
    }
  }

  /// The difference in the unit of a variable; nil where it is of another kind.
  func amount(of variable: Variable) -> Double? {
    for (dimension, amount) in quantity {
      if let one = try? dimension.read(variable.unit.isEmpty ? "1" : "1 \(variable.unit)") {
        return amount / one.value
      }
    }
    return nil
  }
}
