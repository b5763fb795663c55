import Foundation

/// The currency an amount is written in.
public enum Currency: String, Hashable, Sendable {
  case euro = "EUR"
  case dollar = "USD"
}

extension Dimension {
  /// A number that was read, in the canonical unit; an amount in dollars is still in dollars.
  public struct Reading: Hashable, Sendable {
    /// The number, in the canonical unit with USD in the place of EUR where `currency` says so.
    public let value: Double
    /// What an amount of money is counted in.
    public let currency: Currency
    /// The unit as written; empty for a bare number.
    public let unit: String
    /// The number as written, before its unit.
    public let number: Double
  }

  /// Reads a text such as `1.5 MW` as a number of this dimension.
  ///
  /// The message of a mistake goes on after the name of the key: "must be a power with its unit,
  /// such as '30 MW' (found '30')".
  public func read(_ text: String) throws(QuantityText.Mistake) -> Reading {
    let quantity: QuantityText
    do {
      quantity = try QuantityText.parse(text)
    } catch {
      let what = error.unknownUnit.map { $0.message(suggesting: allows) } ?? error.message
      throw QuantityText.Mistake(message: "\(requirement), such as '\(example)'; '\(text)' \(what)")
    }
    return try check(quantity, text)
  }

  /// A canonical number as a text that reads back as the same number.
  public func text(of value: Double) -> String {
    for unit in roundUnits(of: value) + [unit, canonicalUnit] {
      guard let one = try? QuantityText.parse("1 " + unit) else { continue }
      let number = value / one.value(scaledBy: scale)
      // Round numbers are preferred where they read back as the same.
      let rounded = (number * 1e9).rounded() / 1e9
      for candidate in [rounded, number] where candidate.isFinite {
        let text = Self.plainText(candidate) + (unit.isEmpty ? "" : " " + unit)
        if let reading = try? read(text), reading.value == value { return text }
      }
    }
    let one = (try? QuantityText.parse("1 " + canonicalUnit))?.value(scaledBy: scale) ?? 1
    return Self.plainText(value / one) + (canonicalUnit.isEmpty ? "" : " " + canonicalUnit)
  }

  /// A canonical number as a text for people, rounded to some significant digits: `3.45 MW`, `9 MEUR`,
  /// `30 months`.
  public func roundedText(of value: Double, digits: Int = 6) -> String {
    guard value.isFinite, value != 0 else { return text(of: value) }
    // The unit is chosen for the number as it is printed: 999.9996 kEUR are 1 MEUR.
    let rounded = Self.rounded(value, digits: digits)
    guard roundUnits(of: rounded).isEmpty,
      let unit = largerUnits.last(where: { abs(rounded) >= $0.least })
    else { return text(of: rounded) }
    return Self.plainText(Self.rounded(value / unit.size, digits: digits)) + " " + unit.name
  }

  /// A number with so many significant digits.
  private static func rounded(_ number: Double, digits: Int) -> Double {
    let exponent = digits - 1 - Int(log10(abs(number)).rounded(.down))
    // Divided by a whole power of ten and not multiplied by a fraction, which would leave digits.
    let power = pow(10, Double(abs(exponent)))
    return exponent >= 0 ? (number * power).rounded() / power : (number / power).rounded() * power
  }

  /// Units that people read more easily than the canonical one, smallest first, and from when on.
  private var largerUnits: [(name: String, size: Double, least: Double)] {
    switch exponents {
    case Dimension.money.exponents:
      [("kEUR", 1e3, 1e3), ("MEUR", 1e6, 1e6), ("GEUR", 1e9, 1e9)]
    case Dimension.duration.exponents: [("d", 24, 48), ("months", 730.5, 2 * 730.5)]
    default: []
    }
  }

  /// The longer units in which a duration is a whole number: 18 months, 5 years, 3 weeks, 10 d.
  private func roundUnits(of value: Double) -> [String] {
    guard exponents == UnitExponents(hours: 1), value > 0 else { return [] }
    let units = [
      ("months", 730.5, 24.0), ("years", 8766, 1e6), ("weeks", 168, 52), ("d", 24, 1000),
    ]
    return units.compactMap { name, hours, limit in
      let number = value / hours
      return number == number.rounded() && number <= limit ? name : nil
    }
  }

  /// A number without needless digits: `30`, `0.25`, `1e-07`.
  public static func plainText(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return "\(number)"
  }

  /// The words for what is needed: "must be a power with its unit".
  private var requirement: String {
    form == .withUnit ? "must be \(noun) with its unit" : "must be \(noun)"
  }

  /// Base units whose product is the canonical number, where they can be written.
  private var canonicalUnit: String {
    if scale != 1 || (exponents.isOfEnergy && !Self.namesEnergy(unit)) { return unit }
    var above: [String] = []
    var below: [String] = []
    var exponents = exponents
    func take(_ name: String, _ path: WritableKeyPath<UnitExponents, Int>) {
      above += Array(repeating: name, count: max(0, exponents[keyPath: path]))
      below += Array(repeating: name, count: max(0, -exponents[keyPath: path]))
      exponents[keyPath: path] = 0
    }
    if exponents.h100e * exponents.hours > 0, abs(exponents.h100e) == 1 {
      if exponents.h100e > 0 { above.append("H100e-h") } else { below.append("H100e-h") }
      exponents.hours -= exponents.h100e
      exponents.h100e = 0
    }
    if exponents.megawatts * exponents.hours > 0, abs(exponents.megawatts) == 1 {
      if exponents.megawatts > 0 { above.append("MWh") } else { below.append("MWh") }
      exponents.hours -= exponents.megawatts
      exponents.megawatts = 0
    }
    take("EUR", \.euros)
    take("USD", \.dollars)
    take("MW", \.megawatts)
    take("H100e", \.h100e)
    take("TFLOP/s", \.teraflops)
    take("t", \.tonnes)
    take("ha", \.hectares)
    take("h", \.hours)
    if above.count > 1 { return unit }
    return (above + [""])[0] + below.map { "/" + $0 }.joined()
  }

  private func check(_ quantity: QuantityText, _ text: String) throws(QuantityText.Mistake)
    -> Reading
  {
    let found = quantity.exponents
    let isDollars = allowsUSD && found.dollars != 0
    guard (isDollars ? found.withDollarsAsEuros : found) == exponents else {
      throw QuantityText.Mistake(message: mismatch(quantity, text))
    }
    // Energy is power times time, so that EUR/MWh and EUR/kW/year measure alike and mean different
    // things: 46 EUR/MWh in the place of 46 EUR/kW/year would be taken for nine times as much.
    if exponents.isOfEnergy, Self.namesEnergy(quantity.unit) != Self.namesEnergy(unit) {
      let meant = Self.namesEnergy(unit) ? "energy" : "power in a time"
      let found = Self.namesEnergy(quantity.unit) ? "energy" : "power in a time"
      throw QuantityText.Mistake(
        message: "\(requirement), such as '\(example)'; "
          + "'\(text)' is stated for \(found) and not for \(meant)"
      )
    }
    switch form {
    case .withUnit:
      if exponents.isNone, quantity.unit.isEmpty {
        throw QuantityText.Mistake(message: mismatch(quantity, text))
      }
      if quantity.isTimes {
        throw QuantityText.Mistake(
          message: "\(requirement), such as '\(example)'; '\(text)' is a factor in a time")
      }
    case .share where quantity.isTimes || quantity.isCounted,
      .factor where quantity.isCounted:
      throw QuantityText.Mistake(message: mismatch(quantity, text))
    default: break
    }
    if compounds, quantity.period != Hours.years(1) {
      throw QuantityText.Mistake(message: "\(requirement)\(compounded(quantity, text))")
    }
    let value = quantity.value(scaledBy: scale)
    guard value == 0 || Self.meantMagnitudes.contains(abs(value)) else {
      throw QuantityText.Mistake(
        message: "is too \(abs(value) < 1 ? "small" : "large") to be meant (found '\(text)'); "
          + "check the number and its unit", isOfSize: true)
    }
    return Reading(
      value: value, currency: isDollars ? .dollar : .euro, unit: quantity.unit,
      number: quantity.number)
  }

  /// The magnitudes other than 0 that a scenario can mean, in canonical units.
  ///
  /// A product of three of them is still a number of 32 bits, in which results are stored.
  public static let meantMagnitudes = 1e-12...1e12

  /// What to write for a change in another period than a year: what it compounds to.
  private func compounded(_ quantity: QuantityText, _ text: String) -> String {
    let perPeriod = quantity.period.map { quantity.value * $0.value } ?? .nan
    let perYear = quantity.period.map { expm1(log1p(perPeriod) * Hours.years(1).value / $0.value) }
    guard let perYear, perPeriod > -1, abs(perYear) < 1000 else {
      return ", such as '\(example)' (found '\(text)')"
    }
    // Four digits, and none that halving and doubling leave.
    let percent = perYear * 100
    let scale = pow(10, 3 - (percent == 0 ? 0 : log10(abs(percent)).rounded(.down)))
    let rounded = scale < 1 ? percent.rounded() : (percent * scale).rounded() / scale
    return ": write '\(Self.plainText(rounded)) \(unit)' for '\(text)'"
  }

  /// Whether a unit can be part of how a number of this dimension is written.
  private func allows(_ atom: UnitAtom, isBelow: Bool) -> Bool {
    switch atom.kind {
    case .dimensional:
      let own = allowsUSD ? atom.exponents.withDollarsAsEuros : atom.exponents
      return own.isPart(of: isBelow ? exponents.inverse : exponents)
        && (!exponents.isOfEnergy || atom.exponents.megawatts == 0
          || Self.namesEnergy(atom.name) == Self.namesEnergy(unit))
    case .percent: return !isBelow && (form != .withUnit || unit.contains("%"))
    case .times: return !isBelow && form == .factor
    case .counted: return !isBelow && exponents == Dimension.rate.exponents && scale == 1
    }
  }

  static func namesEnergy(_ unit: String) -> Bool { unit.contains("Wh") }

  private func mismatch(_ quantity: QuantityText, _ text: String) -> String {
    if quantity.unit.isEmpty { return "\(requirement), such as '\(example)' (found '\(text)')" }
    let found = quantity.exponents
    if !allowsUSD, found.dollars != 0, found.withDollarsAsEuros == exponents {
      return "\(requirement), in EUR and not in USD, such as '\(example)' (found '\(text)')"
    }
    var message = "\(requirement), such as '\(example)'; '\(text)' is \(Self.noun(for: quantity))"
    if found == exponents.inverse, found.hours == -1, exponents.hours == 1, quantity.value > 0 {
      // The mean time between what happens at a rate is the likely meaning.
      let years = 1 / (quantity.value * 8766)
      let months = years * 12
      let meant =
        years >= 2
        ? "\(Self.plainText((years * 100).rounded() / 100)) years"
        : "\(Self.plainText((months * 100).rounded() / 100)) months"
      message += ", which is a mean time of \(meant)"
    }
    return message
  }

  private static func noun(for quantity: QuantityText) -> String {
    if quantity.exponents.isNone {
      if quantity.isPercentage { return "a share" }
      if quantity.isTimes { return "a factor" }
      return quantity.isCounted ? "a count" : "a bare number"
    }
    let plain = quantity.exponents.withDollarsAsEuros
    if quantity.isPercentage, plain == Dimension.rate.exponents {
      return quantity.period == Hours.years(1) ? "a yearly change" : "a change in a time"
    }
    let isOfEnergy = quantity.exponents.isOfEnergy
    return known.first {
      ($0.exponents == quantity.exponents || $0.exponents == plain)
        && (!isOfEnergy || namesEnergy($0.unit) == namesEnergy(quantity.unit))
    }?.noun ?? "something else"
  }
}
