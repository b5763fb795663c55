/// Numbers as text that reads back to the same number, as short as can be.
enum NumberText {
  /// A number; empty where it is missing.
  static func shortest(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "" }
    return trimmed(number == 0 ? "0" : number.description)
  }

  /// A single-precision number; empty where it is missing.
  static func shortest(_ number: Float?) -> String {
    guard let number, number.isFinite else { return "" }
    return trimmed(number == 0 ? "0" : number.description)
  }

  private static func trimmed(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
