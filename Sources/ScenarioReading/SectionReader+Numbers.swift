public import Quantities

extension ClosedRange<Double> {
  /// Every number above 0.
  public static var positive: ClosedRange<Double> { .leastNonzeroMagnitude...Double.infinity }
  /// Every number from 0 on.
  public static var notNegative: ClosedRange<Double> { 0...Double.infinity }
}

extension SectionReader {
  /// A number in the canonical unit of its dimension; required where it has no default.
  public func number(
    _ key: String, _ dimension: Dimension, default: Double? = nil,
    in range: ClosedRange<Double>? = nil, _ doc: String
  ) -> Double {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: `default`.map(dimension.text(of:)),
      .number([dimension], range: range, words: [], mayBeDrawn: false))
    if let value = value(of: entry) {
      return fixedNumber(key, value, dimension, range) ?? `default` ?? Self.placeholder(in: range)
    }
    if let `default`, node[key] == nil {
      keepDefault(dimension.text(of: `default`), as: key)
      record(key, .defaulted(""), text: dimension.text(of: `default`), unit: dimension.unit)
    }
    return `default` ?? Self.placeholder(in: range)
  }

  /// A number in the canonical unit of its dimension, nil where the key is not given.
  ///
  /// `placeholder` is what stands for a number that cannot be read, and `words` stand for numbers, such as
  /// `none`.
  public func optionalNumber(
    _ key: String, _ dimension: Dimension, in range: ClosedRange<Double>? = nil,
    words: [String: Double] = [:], placeholder: Double? = nil, _ doc: String
  ) -> Double? {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: false,
      .number([dimension], range: range, words: words.keys.sorted(), mayBeDrawn: false))
    guard let value = value(of: entry) else { return nil }
    if let text = value.scalar, let number = words[text], !value.holdsFactors {
      keep(value, as: key)
      record(key, value, text: text, unit: dimension.unit)
      return number
    }
    return fixedNumber(key, value, dimension, range) ?? placeholder ?? Self.placeholder(in: range)
  }

  /// A whole number; required where it has no default.
  public func count(
    _ key: String, default: Int? = nil, in range: ClosedRange<Int>? = nil, _ doc: String
  ) -> Int {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: `default`.map(String.init),
      .count(range: range))
    let placeholder = `default` ?? range.map { $0.contains(1) ? 1 : $0.lowerBound } ?? 1
    guard let value = value(of: entry) else {
      if let `default`, node[key] == nil { keepDefault(String(`default`), as: key) }
      return placeholder
    }
    keep(value, as: key)
    guard let text = value.scalar, let number = Self.wholeNumber(text) else {
      if let text = value.scalar, let quantity = try? QuantityText.parse(text),
        quantity.unit.isEmpty, quantity.number > Self.largestWholeNumber
      {
        let largest = min(Int(Self.largestWholeNumber), range?.upperBound ?? .max)
        report("'\(key)' must be at most \(largest) (found '\(text)')", at: value.place)
        return placeholder
      }
      report(
        "'\(key)' must be a whole number, such as '10' (found \(value.shortDescription))",
        at: value.place)
      return placeholder
    }
    if let range, !range.contains(number) {
      report("'\(key)' must be \(Self.rangeText(range)) (found '\(text)')", at: value.place)
      return placeholder
    }
    record(key, value, text: text, unit: "")
    return number
  }

  /// A list of numbers in the canonical unit, such as twelve monthly factors.
  ///
  /// `count` is how many there must be, nil for any.
  public func numbers(
    _ key: String, _ dimension: Dimension, count: Int? = nil, default: [Double]? = nil,
    in range: ClosedRange<Double>? = nil, _ doc: String
  ) -> [Double] {
    let defaultText = `default`.map { $0.map(dimension.text(of:)).joined(separator: ", ") }
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: defaultText.map { "[\($0)]" },
      .listOf(
        .amount(dimension, range: range), length: count.map { $0...$0 } ?? 0...Int.max))
    let placeholder =
      `default` ?? Array(repeating: Self.placeholder(in: range), count: count ?? 1)
    guard let written = value(of: entry) else {
      if let `default`, node[key] == nil {
        let elements = `default`.map { ScenarioNode.defaulted(dimension.text(of: $0)) }
        keep(ScenarioNode(.sequence(elements), at: place, from: .default), as: key)
      }
      return placeholder
    }
    var value = `default`.map { laid(written, over: $0.map(dimension.text(of:))) } ?? written
    if let elements = value.elements {
      value.value = .sequence(elements.map { multiplied($0, "each of '\(key)'") ?? $0 })
    }
    keep(value, as: key)
    guard let elements = value.elements else {
      report(
        "'\(key)' must be a list of numbers, such as '[\(dimension.plainExample)]' "
          + "(found \(value.shortDescription))", at: value.place)
      return placeholder
    }
    if let count, elements.count != count {
      report(
        "'\(key)' must be a list of \(count) numbers (found \(elements.count))", at: value.place)
      return placeholder
    }
    return elements.map {
      plainNumber("each of '\(key)'", $0, dimension, range) ?? Self.placeholder(in: range)
    }
  }
}

extension SectionReader {
  /// Elements that the command line sets in a list that is not written, over those that are read then.
  private func laid(_ value: ScenarioNode, over defaults: [String]) -> ScenarioNode {
    guard case .commandLine = value.origin, let entries = value.entries, !entries.isEmpty else {
      return value
    }
    var elements = defaults.map(ScenarioNode.defaulted)
    for (key, element) in entries {
      guard let index = Int(key.name), elements.indices.contains(index) else { return value }
      elements[index] = element
    }
    var list = value
    list.value = .sequence(elements)
    return list
  }

  /// What stands for a number that cannot be read: 1 where the range allows it.
  public static func placeholder(in range: ClosedRange<Double>?) -> Double {
    guard let range else { return 1 }
    if range.contains(1) { return 1 }
    return range.lowerBound.isFinite ? range.lowerBound : range.upperBound
  }

  /// A number that may be written with its source or read from a table, but not drawn.
  func fixedNumber(
    _ key: String, _ written: ScenarioNode, _ dimension: Dimension, _ range: ClosedRange<Double>?
  ) -> Double? {
    let value = resolvingTable(written.latestAlternative(among: ["value", "table"])).flatMap {
      multipliedNumber($0, "'\(key)'")
    }
    keep(value ?? written, as: key)
    guard let value else { return nil }
    guard let entries = value.entries else {
      guard let number = plainNumber("'\(key)'", value, dimension, range) else { return nil }
      record(key, value, text: value.scalar ?? "", unit: dimension.unit)
      return number
    }
    for (name, annotation) in entries where name.name != "value" {
      if name.name == "source" || name.name == "confidence" {
        if let mistake = Self.mistake(inAnnotation: name.name, annotation) {
          report(mistake, at: annotation.place)
        }
      } else if name.name == ScenarioNode.factorKey {
        report(Self.nothingBeneath(key), at: name.place)
        return nil
      } else {
        report(
          "'\(key)' is a fixed number: write it as '\(dimension.plainExample)' or with 'value', "
            + "'source' and 'confidence' (found '\(name.name)')", at: name.place)
        return nil
      }
    }
    guard let inner = value["value"] else {
      report("'\(key)' has no 'value', such as 'value: \(dimension.plainExample)'", at: value.place)
      return nil
    }
    guard let number = plainNumber("'\(key)'", inner, dimension, range) else { return nil }
    record(key, value, text: inner.scalar ?? "", unit: dimension.unit)
    return number
  }

  /// The words for a factor with no number beneath.
  public static func nothingBeneath(_ key: String) -> String {
    "'\(ScenarioNode.factorKey)' multiplies the number that a scenario beneath gives, and none gives '\(key)'; write the value itself"
  }

  /// A scalar as a number in EUR; what it is called stands first in its messages.
  func plainNumber(
    _ name: String, _ value: ScenarioNode, _ dimension: Dimension, _ range: ClosedRange<Double>?
  ) -> Double? {
    guard let reading = plainReading(name, value, dimension, range) else { return nil }
    if reading.currency == .euro { return reading.value }
    report(
      "\(name) must be in EUR, such as '\(dimension.example)' (found '\(value.scalar ?? "")')",
      at: value.place)
    return nil
  }

  /// A scalar as a number in EUR or, where that may be, in USD.
  func plainReading(
    _ name: String, _ value: ScenarioNode, _ dimension: Dimension, _ range: ClosedRange<Double>?
  ) -> Dimension.Reading? {
    guard let text = value.scalar else {
      report(
        "\(name) must be \(dimension.noun), such as '\(dimension.example)' "
          + "(found \(value.shortDescription))", at: value.place)
      return nil
    }
    if text.hasPrefix("$") {
      report(
        "\(name) must be a fixed number, such as '\(dimension.example)'; "
          + "it cannot be drawn (found '\(text)')", at: value.place)
      return nil
    }
    do {
      let reading = try dimension.read(text)
      return isAllowed(reading.value, in: range, dimension, name, text, at: value.place)
        ? reading : nil
    } catch {
      report("\(name) \(error.message)", at: value.place)
      return nil
    }
  }

  /// Whether a number lies in a range; reports one that does not.
  public func isAllowed(
    _ number: Double, in range: ClosedRange<Double>?, _ dimension: Dimension, _ name: String,
    _ text: String, at place: Place
  ) -> Bool {
    guard let range, !range.contains(number), let words = dimension.rangeText(range) else {
      return true
    }
    // Percent without the sign is the likely mistake.
    let isPercent =
      dimension.form == .share && number > 1 && range.contains(number / 100) && !text.contains("%")
    let hint = isPercent ? "; did you mean '\(text) %'?" : ""
    report("\(name) must be \(words) (found '\(text)')\(hint)", at: place)
    return false
  }

  /// A whole number without a unit, nil for anything else.
  public static func wholeNumber(_ text: String) -> Int? {
    guard let quantity = try? QuantityText.parse(text), quantity.unit.isEmpty,
      quantity.number == quantity.number.rounded(),
      abs(quantity.number) <= largestWholeNumber
    else { return nil }
    return Int(quantity.number)
  }

  /// The words for a range of whole numbers.
  static func rangeText(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }

  /// The largest whole number that is read exactly, whatever program writes or reads the scenario.
  static var largestWholeNumber: Double { 0x1p53 - 1 }
}
