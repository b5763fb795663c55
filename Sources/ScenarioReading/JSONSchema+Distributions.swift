import Quantities

extension SchemaWriter {
  /// The parameters of a distribution that measure what the number does.
  mutating func parameters(of kind: NumberKind) -> JSONValue {
    let name = "of-" + kind.measure
    if !isDefined(name) {
      let amounts = amounts(of: kind.withoutLimits)
      let fixed = self.amounts(of: NumberKind(kind.dimensions, nil, [], mayBeDrawn: false))
      let parameter = Self.anyOf(amounts + [Self.ref("relative"), Self.type("null")])
      let list: JSONValue = .object([
        ("type", .string("array")), ("minItems", .number(1)),
        ("items", .object(Self.anyOf(fixed))),
      ])
      let lists = Self.anyOf([list, Self.ref("relative"), Self.type("null")])
      func pattern(_ content: DistributionWords.Content) -> String {
        "^(" + parameterNames(content).joined(separator: "|") + ")$"
      }
      let patterns: Object = [
        (pattern(.quantity), .object(parameter)), (pattern(.quantities), .object(lists)),
      ]
      define(name) { [("patternProperties", .object(patterns))] }
    }
    return Self.ref(name)
  }

  /// The names of the parameters of one kind, of all distributions.
  private func parameterNames(_ content: DistributionWords.Content) -> [String] {
    var names: [String] = []
    for parameter in distributions.flatMap({ $0.sets.joined() })
    where parameter.content == content && !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    return names
  }

  /// Defines the maps that stand for a number; what measures what the key does is told by the key.
  mutating func defineNumbers() {
    define("uncertain-name") {
      [
        ("type", .string("string")), ("pattern", .string("^\\$.+")),
        ("patternErrorMessage", .string("Must be a name declared under 'uncertain', as $name.")),
        ("description", .string("A name declared under 'uncertain'.")),
      ]
    }
    define("not-negative") {
      [
        ("minimum", .number(0)), ("pattern", .string("^\\s*(?!-[0_.]*[1-9])")),
        ("patternErrorMessage", .string("Must not be negative.")),
      ]
    }
    define("positive") {
      [
        ("exclusiveMinimum", .number(0)),
        ("pattern", .string("^\\s*(?!-[0_.]*[1-9])(?![-+]?[0_.]+(?![0-9_.]))")),
        ("patternErrorMessage", .string("Must be above 0.")),
      ]
    }
    define("not-above-1") {
      let percent = "(?:[1-9][0-9]{3,}|[2-9][0-9]{2}|1(?:0[1-9]|[1-9][0-9]))(?:\\.[0-9]+)?\\s*%"
      return [
        ("maximum", .number(1)), ("pattern", .string("^\\s*(?!\\+?0*\(percent))")),
        ("patternErrorMessage", .string("Must be at most 100 %.")),
      ]
    }
    let shared: Object =
      [
        ("table", Self.text),
        ("parameter", .object(Self.anyOf([Self.text, Self.ref("relative")]))),
        ("year", Self.text), ("as", Self.words(RowUse.allCases.map(\.rawValue))),
      ].map { ($0.0, Self.orNothing($0.1)) } + [(ScenarioNode.factorKey, Self.ref("factor"))]
      + Self.annotations
    let shapes = distributions.map { ($0.name, distribution($0)) }
    for (name, own) in [("fixed", []), ("drawn", shapes)] {
      define(name) {
        [
          ("type", .string("object")),
          ("properties", .object([("value", .object([]))] + own + shared)),
          ("additionalProperties", .flag(false)),
        ]
      }
    }
  }

  private mutating func distribution(_ distribution: DistributionWords) -> JSONValue {
    var parameters: Object = []
    for parameter in distribution.sets.joined()
    where !parameters.contains(where: { $0.key == parameter.name }) {
      func amounts(_ dimension: Dimension, mayBeDrawn: Bool) -> [JSONValue] {
        self.amounts(of: NumberKind([dimension], nil, [], mayBeDrawn: mayBeDrawn))
      }
      let choices: [JSONValue]
      switch parameter.content {
      case .quantity, .quantities: choices = []
      case .bare: choices = amounts(.factor, mayBeDrawn: true)
      case .probability: choices = amounts(.share, mayBeDrawn: true)
      case .bares:
        let factor = JSONValue.object(Self.anyOf(amounts(.factor, mayBeDrawn: false)))
        choices = [.object([("type", .string("array")), ("items", factor)]), factor]
      case .text: choices = [Self.text, Self.ref("relative")]
      }
      let schema = choices.isEmpty ? [] : Self.orNothing(Self.anyOf(choices))
      parameters.append((parameter.name, .object(schema)))
    }
    return .object([
      ("description", .string(distribution.meaning)),
      ("type", .array([.string("object"), .string("null")])),
      ("properties", .object(parameters)), ("additionalProperties", .flag(false)),
    ])
  }
}
