import Foundation

/// Numbers with three digits and a unit that fits their size: `1.24 GW`, `340 MEUR`.
enum ReadableNumber {
  /// Power from MW.
  static func power(_ megawatts: Double) -> String {
    scaled(megawatts, [(1e3, "GW")]) ?? digits(megawatts) + " MW"
  }

  /// Money from EUR.
  static func money(_ euros: Double) -> String {
    scaled(euros, [(1e9, "GEUR"), (1e6, "MEUR"), (1e3, "kEUR")]) ?? digits(euros) + " EUR"
  }

  /// Money from EUR in words for sentences: `1.2 billion EUR`.
  static func moneyWords(_ euros: Double) -> String { words(euros, "EUR") }

  /// A number with its unit in words for sentences, without zeros behind the point: `60 million EUR`.
  static func words(_ number: Double, _ unit: String) -> String {
    let sizes = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
    let text =
      scaled(number, sizes.map { ($0.0, "\($0.1) \(unit)") })
      ?? (abs(number) < 1e4 ? "\(digits(number)) \(unit)" : "\(grouped(Int(number))) \(unit)")
    return text.replacing(/\.(\d*?)0+(?= )/) { $0.1.isEmpty ? "" : ".\($0.1)" }
  }

  /// From one number to another, with the unit once: `86 to 318 million EUR`.
  static func range(_ low: Double, _ high: Double, _ unit: String) -> String {
    let size = max(abs(low), abs(high))
    let scale = [(1e12, "trillion "), (1e9, "billion "), (1e6, "million ")].first { size >= $0.0 }
    let (divisor, word) = scale ?? (1, "")
    guard size > 0, size.isFinite else { return "\(digits(low)) to \(digits(high)) \(unit)" }
    var places = 2
    var rest = size / divisor
    while places > 0, rest >= 10 {
      rest /= 10
      places -= 1
    }
    if rest < 1, scale == nil { return "\(digits(low)) to \(digits(high)) \(unit)" }
    return
      "\(digits(low / divisor, places: places)) to \(digits(high / divisor, places: places)) \(word)\(unit)"
  }

  /// A whole number with a thin gap between thousands.
  static func grouped(_ count: Int) -> String {
    let digits = String(abs(count))
    let parts = stride(from: digits.count, to: 0, by: -3).map {
      String(digits.prefix($0).suffix(3))
    }
    return (count < 0 ? "-" : "") + parts.reversed().joined(separator: "\u{202F}")
  }

  /// A count with its unit, such as H100e or H100e-h.
  static func count(_ number: Double, _ unit: String = "") -> String {
    // Up to four digits are read as they are.
    let isShort = abs(number).rounded() < 1e4
    let prefixes = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    if !isShort, let text = scaled(number, prefixes.map { ($0.0, $0.1 + unit) }) {
      return text
    }
    // Of ten things nobody counts tenths.
    let text = abs(number) < 9.995 ? digits(number) : digits(number, places: 0)
    return unit.isEmpty ? text : text + " " + unit
  }

  /// A number in the largest of some units that is not larger, each with its size, the largest first.
  ///
  /// - Returns: nil where even the smallest is larger.
  static func scaled(_ number: Double, _ units: [(size: Double, name: String)]) -> String? {
    // Rounded first: 999.9 is 1.00 of the next unit and not 1000 of this.
    let rounded = Double(threeDigits(number)) ?? number
    guard let unit = units.first(where: { abs(rounded) >= $0.size }) else { return nil }
    let shown = abs(rounded) < 1000 * unit.size ? rounded : number
    return digits(shown / unit.size) + " " + unit.name
  }

  /// A number rounded to three digits, with its power of ten: `1.24e+09`.
  private static func threeDigits(_ number: Double) -> String {
    String(format: "%.2e", halfUp(number))
  }

  /// A number with what is a half to a reader above the half.
  ///
  /// 9.995 lies a hair below in binary, and 2.5 would be rounded to the even number.
  private static func halfUp(_ number: Double) -> Double {
    number.isFinite ? number + (number < 0 ? -2 : 2) * number.ulp : number
  }

  /// A share as a percentage.
  static func share(_ fraction: Double) -> String {
    let percent = abs(fraction) < 1e-8 ? 0 : fraction * 100
    // Only what is certain is 100 %, and only what never is 0 %; means are sums, exact to rounding.
    if 99.5...(100 - 1e-6) ~= percent { return "> 99 %" }
    if percent != 0, abs(percent) < 0.05 { return percent < 0 ? "> -0.1 %" : "< 0.1 %" }
    let hasDecimal = percent != 0 && abs(percent) < 9.95
    return digits(percent, places: hasDecimal ? 1 : 0) + " %"
  }

  /// A number with about three digits, however small it is; dust of sums of floating-point numbers
  /// is zero.
  static func digits(_ number: Double) -> String {
    let power = abs(number) < 1e-9 ? nil : threeDigits(number).split(separator: "e").last
    let places = power.flatMap { Int($0) }.map { max(0, 2 - $0) } ?? 0
    return digits(number, places: places)
  }

  private static func digits(_ number: Double, places: Int) -> String {
    let text = String(
      format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), halfUp(number))
    // A rounded −0.00 is no different from 0.00.
    let isZero = text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || $0 == 0x30 }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A duration in the unit that fits: hours up to two days, days up to two months, else months of 730.5 h.
  static func duration(_ hours: Double) -> String {
    let size = abs(hours)
    if size < 48 { return digits(hours) + " h" }
    return size < 1461 ? digits(hours / 24) + " days" : digits(hours / 730.5) + " months"
  }

  /// The difference of two numbers of a metric, in the unit it is reported in or one that fits.
  static func difference(_ number: Double, unit: String) -> String {
    unit == "h" ? duration(number) : text(number, unit: unit)
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
