import Foundation

/// Numbers in columns, all with as many decimals.
enum TableNumber {
  static func fixed(_ number: Double, places: Int) -> String {
    String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), number)
  }

  /// With its sign, as for coefficients.
  static func signed(_ number: Double) -> String {
    String(format: "%+.2f", locale: Locale(identifier: "en_US_POSIX"), number)
  }
}
