import Quantities

/// What the schemas of numbers differ by.
struct NumberKind {
  /// What it may measure; none for any.
  let dimensions: [Dimension]
  let range: ClosedRange<Double>?
  let words: [String]
  let mayBeDrawn: Bool

  init(
    _ dimensions: [Dimension], _ range: ClosedRange<Double>?, _ words: [String], mayBeDrawn: Bool
  ) {
    self.dimensions = dimensions
    self.range = range
    self.words = words
    self.mayBeDrawn = mayBeDrawn
  }

  /// The name of its definition, from its dimensions, range and words.
  var name: String {
    ([measure] + [rangeName] + words.map { "or-" + $0 }).filter { !$0.isEmpty }
      .joined(separator: "-")
  }

  /// The name of what it measures.
  var measure: String {
    if dimensions.isEmpty { return "any-number" }
    return dimensions.map(Self.name).joined(separator: "-or-")
  }

  private var rangeName: String {
    guard let range else { return "" }
    func text(_ number: Double) -> String { Dimension.plainText(number) }
    let low =
      range.lowerBound == .leastNonzeroMagnitude
      ? "above-0" : range.lowerBound.isFinite ? "from-\(text(range.lowerBound))" : ""
    return low + (range.upperBound.isFinite ? "-to-\(text(range.upperBound))" : "")
  }

  /// The name of a dimension; keys may call one by another name, and the unit tells those of one name apart.
  static func name(of dimension: Dimension) -> String {
    let words = dimension.noun.split(separator: " ")
    let base = words.map { $0.filter { $0.isLetter || $0.isNumber } }.joined(separator: "-")
    let unit = dimension.unit.filter { $0.isLetter || $0.isNumber }
    return unit.isEmpty ? base : base + "-" + unit
  }
}

extension SchemaWriter {
  /// A factor as a bare number, as `times` has it.
  static let factor: Object = [
    ("type", .array([.string("number"), .string("string")])), ("minimum", .number(0)),
    ("pattern", .string("^\\s*(?!-[0_.]*[1-9])\(Dimension.numberPattern)\\s*$")),
  ]

  /// A whole number; written with underscores, or quoted, it is a text in YAML, and read all the same.
  static func count(_ range: ClosedRange<Int>?) -> Object {
    var schema: Object = [("type", .array([.string("integer"), .string("string")]))]
    if let range {
      schema.append(("minimum", .number(Double(range.lowerBound))))
      let most = min(Double(range.upperBound), SectionReader.largestWholeNumber)
      schema.append(("maximum", .number(most)))
    }
    let sign = range.map { $0.lowerBound >= 0 } == true ? "(?!-[0_.]*[1-9])" : ""
    return schema + [
      ("pattern", .string("^\\s*\(sign)\(Dimension.numberPattern)\\s*$")),
      ("patternErrorMessage", .string("Must be a whole number, such as 10.")),
    ]
  }

  /// A number, or what may stand for it.
  mutating func number(_ kind: NumberKind) -> Object {
    let name = (kind.mayBeDrawn ? "drawn-" : "fixed-") + kind.name
    if !isDefined(name) {
      let amounts = amounts(of: kind)
      // A word stands for a number that is not drawn only in the place of all of it.
      let inner = kind.mayBeDrawn ? amounts : self.amounts(of: kind.withoutWords)
      let value = Self.anyOf(inner + [Self.ref("relative"), Self.type("null")])
      var map: Object = [
        ("type", .string("object")),
        ("allOf", .array([Self.ref(kind.mayBeDrawn ? "drawn" : "fixed")])),
        ("properties", .object([("value", .object(value))])),
      ]
      if kind.mayBeDrawn { map.append(("additionalProperties", parameters(of: kind))) }
      define(name) { Self.anyOf(amounts + [.object(map)]) }
    }
    return [("$ref", .string("#/definitions/" + name))]
  }

  /// What a number may be written as, without a map: with its unit, by a word, or by the name of a drawn one.
  mutating func amounts(of kind: NumberKind) -> [JSONValue] {
    var choices: [JSONValue] = []
    for dimension in kind.dimensions {
      let name = NumberKind.name(of: dimension)
      define(name) { Self.amount(dimension) }
      choices.append(Self.limited(Self.ref(name), dimension, kind.range))
    }
    if kind.dimensions.isEmpty {
      define(kind.measure) {
        [
          ("type", .array([.string("number"), .string("string")])),
          ("pattern", .string(Dimension.anyPattern)),
          ("patternErrorMessage", .string("Must be a number with its unit, such as 24 months.")),
        ]
      }
      return [Self.ref(kind.measure)]
    }
    if !kind.words.isEmpty { choices.append(Self.words(kind.words)) }
    return choices + (kind.mayBeDrawn ? [Self.ref("uncertain-name")] : [])
  }

  /// A number of a dimension, as it is written.
  private static func amount(_ dimension: Dimension) -> Object {
    let isBare = dimension.form != .withUnit
    let noun = isBare ? dimension.noun : dimension.noun + " with its unit"
    return [
      ("description", .string("\(dimension.noun), such as '\(dimension.example)'")),
      (
        "type",
        isBare ? .array([.string("number"), .string("string")]) : .string("string")
      ),
      ("pattern", .string(dimension.pattern)),
      ("patternErrorMessage", .string("Must be \(noun), such as '\(dimension.example)'.")),
    ]
  }

  /// A number in a range, as far as it is seen without its unit.
  private static func limited(
    _ number: JSONValue, _ dimension: Dimension, _ range: ClosedRange<Double>?
  ) -> JSONValue {
    guard let range else { return number }
    var parts = [number]
    if range.lowerBound >= 0 {
      parts.append(ref(range.lowerBound > 0 ? "positive" : "not-negative"))
    }
    if range == 0...1, dimension.form == .share { parts.append(ref("not-above-1")) }
    var schema: Object = [("allOf", .array(parts))]
    if dimension.form != .withUnit {
      if range.lowerBound.isFinite, abs(range.lowerBound) > .leastNonzeroMagnitude {
        schema.append(("minimum", .number(range.lowerBound)))
      }
      if range.upperBound.isFinite { schema.append(("maximum", .number(range.upperBound))) }
    }
    return parts.count == 1 && schema.count == 1 ? number : .object(schema)
  }

  /// A list of pairs.
  mutating func points(
    _ axis: AxisKind, _ dimension: Dimension, _ range: ClosedRange<Double>?
  ) -> JSONValue {
    func amount(_ dimension: Dimension, _ range: ClosedRange<Double>?) -> JSONValue {
      .object(Self.anyOf(amounts(of: NumberKind([dimension], range, [], mayBeDrawn: false))))
    }
    let x: JSONValue =
      axis == .date ? .object(Self.date) : amount(.duration, .notNegative)
    let point = JSONValue.object([
      ("type", .string("array")), ("minItems", .number(2)), ("maxItems", .number(2)),
      ("items", .array([x, amount(dimension, range)])),
    ])
    return .object([
      ("type", .string("array")), ("minItems", .number(1)), ("items", point),
    ])
  }
}

extension NumberKind {
  fileprivate var withoutWords: NumberKind {
    NumberKind(dimensions, range, [], mayBeDrawn: mayBeDrawn)
  }

  /// The same without a range and words, as what a distribution is made of.
  var withoutLimits: NumberKind { NumberKind(dimensions, nil, [], mayBeDrawn: mayBeDrawn) }
}
