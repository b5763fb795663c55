import Foundation

/// Numbers with three digits and a unit that fits their size: `1.24 GW`, `340 MEUR`.
enum ReadableNumber {
  /// Power from MW.
  static func power(_ megawatts: Double) -> String {
    abs(megawatts) >= 1000 ? digits(megawatts / 1000) + " GW" : digits(megawatts) + " MW"
  }

  /// Money from EUR.
  static func money(_ euros: Double) -> String {
    switch abs(euros) {
    case 1e9...: digits(euros / 1e9) + " GEUR"
    case 1e6...: digits(euros / 1e6) + " MEUR"
    case 1e3...: digits(euros / 1e3) + " kEUR"
    default: digits(euros) + " EUR"
    }
  }

  /// A count with its unit, such as H100e or H100e-h.
  static func count(_ number: Double, _ unit: String = "") -> String {
    let text: String =
      switch abs(number) {
      case 1e12...: digits(number / 1e12) + " T"
      case 1e9...: digits(number / 1e9) + " G"
      case 1e6...: digits(number / 1e6) + " M"
      case 1e4...: digits(number / 1e3) + " k"
      default: digits(number)
      }
    guard !unit.isEmpty else { return text }
    return text.last?.isLetter == true ? text + unit : text + " " + unit
  }

  /// A share as a percentage.
  static func share(_ fraction: Double) -> String {
    let percent = abs(fraction) < 1e-8 ? 0 : fraction * 100
    // Only what is certain is 100 %, and only what never is 0 %; means are sums, exact to rounding.
    if 99.5...(100 - 1e-6) ~= percent { return "> 99 %" }
    if percent != 0, abs(percent) < 0.05 { return percent < 0 ? "> -0.1 %" : "< 0.1 %" }
    return digits(percent, places: percent != 0 && abs(percent) < 10 ? 1 : 0) + " %"
  }

  /// A number with about three digits, however small it is; dust of sums of floating-point numbers
  /// is zero.
  static func digits(_ number: Double) -> String {
    let places =
      switch abs(number) {
      case 100...: 0
      case 10...: 1
      case 1...: 2
      case ..<1e-9: 0
      default: 2 - Int(log10(abs(number)).rounded(.down))
      }
    return digits(number, places: places)
  }

  private static func digits(_ number: Double, places: Int) -> String {
    let text = String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), number)
    // A rounded −0.00 is no different from 0.00.
    let isZero = text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || $0 == 0x30 }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A metric's number in the unit it is reported in.
  static func text(_ number: Double, unit: String) -> String {
    switch unit {
    case "MW": power(number)
    case "EUR": money(number)
    case "fraction": share(number)
    case "": count(number)
    case "H100e", "H100e-h": count(number, unit)
    default: digits(number) + " " + unit
    }
  }
}
