/// A number with its unit, as it is written in a scenario: `1.5 MW`, `40 /year`, `36 EUR/kW/year`.
public struct QuantityText: Hashable, Sendable {
  /// Why a text is no number with a unit, in words that follow the text.
  public struct Mistake: Error, Hashable, Sendable {
    /// What is wrong and what to write instead.
    public let message: String
    /// Whether the text is a number of what was asked for, and only its size cannot be meant.
    public let isOfSize: Bool

    init(message: String, isOfSize: Bool = false) {
      self.message = message
      self.isOfSize = isOfSize
    }
  }

  /// The number as written, before its unit is applied.
  public let number: Double
  /// The unit as written, without spaces at its ends; empty for a bare number.
  public let unit: String
  /// Which base units the number is a product of.
  public let exponents: UnitExponents
  /// Whether the unit holds `%`.
  public let isPercentage: Bool
  /// Whether the unit holds `x`, for times.
  public let isTimes: Bool
  /// Whether the unit counts things, such as requests.
  public let isCounted: Bool
  let numerator: Double
  let denominator: Double

  /// The number in the product of the base units h, MW, EUR, USD, H100e, TFLOP/s, t and ha.
  public var value: Double { value(scaledBy: 1) }

  /// The number in base units times a factor, rounded once where that is possible.
  func value(scaledBy scale: Double) -> Double {
    let up = numerator * scale
    if (up / denominator).rounded() == up / denominator { return number * (up / denominator) }
    if (denominator / up).rounded() == denominator / up { return number / (denominator / up) }
    return number * up / denominator
  }

  /// Reads a text.
  ///
  /// A number is digits with a decimal point and, where wanted, underscores between digits and an
  /// exponent. A unit is names joined by `/`; `million EUR` and `EUR per MWh` are understood.
  public static func parse(_ text: String) throws(Mistake) -> QuantityText {
    let (number, rest) = try parseNumber(text)
    let unit = rest.trimmed
    var numerator = 1.0
    var denominator = 1.0
    var exponents = UnitExponents()
    var kinds: Set<UnitAtom.Kind> = []
    for (atom, isBelow) in try atoms(of: unit) {
      numerator *= isBelow ? atom.denominator : atom.numerator
      denominator *= isBelow ? atom.numerator : atom.denominator
      exponents = exponents.adding(atom.exponents, times: isBelow ? -1 : 1)
      kinds.insert(atom.kind)
    }
    return QuantityText(
      number: number, unit: unit, exponents: exponents, isPercentage: kinds.contains(.percent),
      isTimes: kinds.contains(.times), isCounted: kinds.contains(.counted), numerator: numerator,
      denominator: denominator)
  }
}

extension QuantityText {
  /// The number that a text begins with, and what follows it.
  private static func parseNumber(_ text: String) throws(Mistake) -> (Double, String) {
    let bytes = Array(text.trimmed.utf8)
    func isDigit(_ i: Int) -> Bool { i < bytes.count && (48...57).contains(bytes[i]) }
    var digits = ""
    var i = 0
    func isSign(_ i: Int) -> Bool { i < bytes.count && (bytes[i] == 45 || bytes[i] == 43) }
    if isSign(i) {
      digits += bytes[i] == 45 ? "-" : ""
      i += 1
    }
    let first = i
    while isDigit(i) || (i < bytes.count && bytes[i] == 95 && i > first && isDigit(i + 1)) {
      if bytes[i] != 95 { digits.unicodeScalars.append(Unicode.Scalar(bytes[i])) }
      i += 1
    }
    if i == first, !(i < bytes.count && bytes[i] == 46 && isDigit(i + 1)) {
      throw Mistake(message: "does not begin with a number")
    }
    if i == first { digits += "0" }
    if i < bytes.count, bytes[i] == 46 {
      guard isDigit(i + 1) else {
        throw Mistake(message: "has a point with no digit after it")
      }
      digits += "."
      i += 1
      while isDigit(i) || (i < bytes.count && bytes[i] == 95 && isDigit(i + 1)) {
        if bytes[i] != 95 { digits.unicodeScalars.append(Unicode.Scalar(bytes[i])) }
        i += 1
      }
      if i < bytes.count, bytes[i] == 46 {
        throw Mistake(
          message: "has two points: write thousands without points, as in 1000000 or 1_000_000")
      }
    }
    if i < bytes.count, bytes[i] == 44 {
      throw Mistake(
        message: "has a comma: write thousands as 1000 or 1_000, and decimals with a point, as 1.5")
    }
    if i < bytes.count, bytes[i] == 101 || bytes[i] == 69,
      isDigit(i + 1) || (isSign(i + 1) && isDigit(i + 2))
    {
      digits += "e"
      i += 1
      if isSign(i) {
        digits += bytes[i] == 45 ? "-" : ""
        i += 1
      }
      while isDigit(i) {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[i]))
        i += 1
      }
    }
    guard let number = Double(digits), number.isFinite else {
      throw Mistake(message: "is too large a number")
    }
    return (number, String(decoding: bytes[i...], as: UTF8.self))
  }

  /// The units that a text names, and whether each stands below the line.
  private static func atoms(of unit: String) throws(Mistake) -> [(UnitAtom, isBelow: Bool)] {
    if unit.isEmpty { return [] }
    var text = unit
    if let per = text.rangeOfWord("per") { text.replaceSubrange(per, with: "/") }
    var result: [(UnitAtom, isBelow: Bool)] = []
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).trimmed }[...]
    var isBelow = false
    if parts.first == "" {  // "40 /year"
      parts = parts.dropFirst()
      isBelow = true
    }
    while let part = parts.popFirst() {
      var name = part
      if parts.first == "s", name == "TFLOP" || name == "PFLOP" {
        name += "/s"
        parts = parts.dropFirst()
      }
      let words = name.split(separator: " ").map(String.init)
      if words.count == 2, let factor = UnitAtom.multipliers[words[0]] {
        name = words[1]
        result.append((UnitAtom(words[0], factor, UnitExponents()), isBelow))
      }
      guard let atom = UnitAtom.named(name) else { throw unknownUnit(name, in: unit) }
      result.append((atom, isBelow))
      isBelow = true
    }
    return result
  }

  private static func unknownUnit(_ name: String, in unit: String) -> Mistake {
    if name.isEmpty { return Mistake(message: "has a '/' with no unit beside it") }
    var message = "has a unit that is not known, '\(name)'"
    let plain = [
      "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "dollar": "USD",
      "dollars": "USD", "m": "months", "y": "years", "a": "years", "percent": "%",
      "TFLOPS": "TFLOP/s",
      "PFLOPS": "PFLOP/s", "TFLOPs": "TFLOP/s", "H100": "H100e", "GPU": "H100e", "GPUs": "H100e",
      "GPU-h": "H100e-h",
    ]
    if let suggestion = plain[name]
      ?? NearestName.of(name, among: UnitAtom.all.map(\.name))
    {
      message += "; did you mean '\(suggestion)'?"
    }
    return Mistake(message: message)
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  fileprivate var trimmed: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }

  /// Where a word stands between spaces.
  fileprivate func rangeOfWord(_ word: String) -> Range<String.Index>? {
    for part in split(separator: " ") where part == word { return part.startIndex..<part.endIndex }
    return nil
  }
}
