/// A number with its unit, as it is written in a scenario: `1.5 MW`, `40 /year`, `36 EUR/kW/year`.
public struct QuantityText: Hashable, Sendable {
  /// Why a text is no number with a unit, in words that follow the text.
  public struct Mistake: Error, Hashable, Sendable {
    /// What is wrong and what to write instead.
    public let message: String
    /// Whether the text is a number of what was asked for, and only its size cannot be meant.
    public let isOfSize: Bool
    /// Whether the message proposes a unit that may be meant.
    public var hasSuggestion: Bool { message.contains("did you mean") }
    /// The unit that nobody knows, where that is the mistake.
    let unknownUnit: UnknownUnit?

    init(message: String, isOfSize: Bool = false) {
      self.message = message
      self.isOfSize = isOfSize
      unknownUnit = nil
    }

    init(_ unit: UnknownUnit) {
      message = unit.message { _, _ in true }
      isOfSize = false
      unknownUnit = unit
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
  /// The unit of time below the line, such as the month of `1 %/month`; nil for none or several.
  public let period: Hours?
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
    var (isPercentage, isTimes, isCounted) = (false, false, false)
    var period: Hours?
    var timeCount = 0
    for (atom, isBelow) in try atoms(of: unit) {
      numerator *= isBelow ? atom.denominator : atom.numerator
      denominator *= isBelow ? atom.numerator : atom.denominator
      exponents = exponents.adding(atom.exponents, times: isBelow ? -1 : 1)
      switch atom.kind {
      case .dimensional: break
      case .percent: isPercentage = true
      case .times: isTimes = true
      case .counted: isCounted = true
      }
      if atom.exponents.hours != 0 {
        timeCount += 1
        if isBelow, atom.exponents == UnitExponents(hours: 1) {
          period = Hours(atom.numerator / atom.denominator)
        }
      }
    }
    return QuantityText(
      number: number, unit: unit, exponents: exponents, isPercentage: isPercentage,
      isTimes: isTimes, isCounted: isCounted, period: timeCount == 1 ? period : nil,
      numerator: numerator, denominator: denominator)
  }
}

extension QuantityText {
  /// The number that a text begins with, and what follows it.
  private static func parseNumber(_ text: String) throws(Mistake) -> (Double, String) {
    let bytes = Array(text.trimmed.utf8)
    func isDigit(_ i: Int) -> Bool { i < bytes.count && (48...57).contains(bytes[i]) }
    var digits: [UInt8] = []
    var i = 0
    func isSign(_ i: Int) -> Bool { i < bytes.count && (bytes[i] == 45 || bytes[i] == 43) }
    if isSign(i) {
      if bytes[i] == 45 { digits.append(45) }
      i += 1
    }
    let first = i
    while isDigit(i) || (i < bytes.count && bytes[i] == 95 && i > first && isDigit(i + 1)) {
      if bytes[i] != 95 { digits.append(bytes[i]) }
      i += 1
    }
    if i == first, !(i < bytes.count && bytes[i] == 46 && isDigit(i + 1)) {
      throw Mistake(message: "does not begin with a number")
    }
    if i == first { digits.append(48) }
    if i < bytes.count, bytes[i] == 46 {
      guard isDigit(i + 1) else {
        throw Mistake(message: "has a point with no digit after it")
      }
      digits.append(46)
      i += 1
      while isDigit(i) || (i < bytes.count && bytes[i] == 95 && isDigit(i + 1)) {
        if bytes[i] != 95 { digits.append(bytes[i]) }
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
      digits.append(101)
      i += 1
      if isSign(i) {
        if bytes[i] == 45 { digits.append(45) }
        i += 1
      }
      while isDigit(i) {
        digits.append(bytes[i])
        i += 1
      }
    }
    guard let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite else {
      throw Mistake(message: "is too large a number")
    }
    return (number, String(decoding: bytes[i...], as: UTF8.self))
  }

  /// The units that a text names, and whether each stands below the line.
  private static func atoms(of unit: String) throws(Mistake) -> [(UnitAtom, isBelow: Bool)] {
    if unit.isEmpty { return [] }
    if let atom = UnitAtom.named(unit) { return [(atom, isBelow: false)] }
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
      guard let atom = UnitAtom.named(name) else {
        throw name.isEmpty
          ? Mistake(message: "has a '/' with no unit beside it")
          : Mistake(UnknownUnit(name: name, isBelow: isBelow))
      }
      result.append((atom, isBelow))
      isBelow = true
    }
    return result
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  fileprivate var trimmed: String {
    func isVisible(_ byte: UInt8?) -> Bool { byte.map { (0x21..<0x7F).contains($0) } ?? true }
    if isVisible(utf8.first), isVisible(utf8.last) { return self }
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }

  /// Where a word stands between spaces.
  fileprivate func rangeOfWord(_ word: String) -> Range<String.Index>? {
    for part in split(separator: " ") where part == word { return part.startIndex..<part.endIndex }
    return nil
  }
}
