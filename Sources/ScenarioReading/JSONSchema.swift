import Quantities

extension ScenarioCatalogue {
  /// The JSON Schema of a scenario, for completion and checks in an editor.
  ///
  /// It is of draft-07, the newest that YAML language servers read whole.
  ///
  /// It accepts every scenario that can be read; references between parts, ranges with units and
  /// the order of points are left to the reading. Any key may be null, which takes it out of what
  /// is extended, and a scenario that extends another need not give what the other one does.
  public func jsonSchema(title: String, distributions: [DistributionWords]) -> String {
    var writer = SchemaWriter(distributions: distributions)
    var root = writer.section(self, path: "", pointer: "#")
    let extends = JSONValue.object([
      ("description", .string("A scenario, or several, that this one is laid over.")),
      (
        "anyOf",
        .array([
          .object([("type", .string("string"))]),
          .object([
            ("type", .string("array")), ("items", .object([("type", .string("string"))])),
          ]),
        ])
      ),
    ])
    if let index = root.firstIndex(where: { $0.key == "properties" }),
      case .object(let properties) = root[index].value
    {
      root[index].value = .object([("extends", extends)] + properties)
    }
    let head: [(key: String, value: JSONValue)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string(title)),
    ]
    let isWhole = JSONValue.object([("not", .object([("required", .array([.string("extends")]))]))])
    let tail: [(key: String, value: JSONValue)] = [
      ("if", isWhole), ("then", .object(requirements)),
      ("definitions", .object(writer.definitions)),
    ]
    return JSONValue.object(head + root + tail).text
  }
}

/// Writes the schema of each key, and gathers the definitions that keys share.
private struct SchemaWriter {
  typealias Object = [(key: String, value: JSONValue)]

  let distributions: [DistributionWords]
  /// The definitions that the schema refers to, by name.
  private(set) var definitions: Object = []
  /// Where each key stands in the schema, for keys that contain themselves.
  private var pointers: [String: String] = [:]

  init(distributions: [DistributionWords]) {
    self.distributions = distributions
    define("confidence") {
      [("enum", .array(Confidence.allCases.map { .string($0.rawValue) }))]
    }
    define("relative") {
      let number = JSONValue.object([("type", .array([.string("number"), .string("string")]))])
      let key = ScenarioNode.factorKey
      return [
        ("description", .string("So many times what it is laid over.")),
        ("type", .string("object")),
        ("properties", .object([(key, number)])), ("required", .array([.string(key)])),
        ("additionalProperties", .flag(false)),
      ]
    }
  }

  /// A schema that also accepts null.
  private static func orNothing(_ schema: Object) -> Object {
    let null = JSONValue.object([("type", .string("null"))])
    return schema.map { key, value in
      switch (key, value) {
      case ("type", .string): (key, .array([value, .string("null")]))
      case ("type", .array(let types)): (key, .array(types + [.string("null")]))
      case ("enum", .array(let words)): (key, .array(words + [.null]))
      case ("anyOf", .array(let choices)): (key, .array(choices + [null]))
      case ("$ref", _): ("anyOf", .array([.object([(key, value)]), null]))
      default: (key, value)
      }
    }
  }

  private static func orNothing(_ value: JSONValue) -> JSONValue {
    guard case .object(let schema) = value else { return value }
    return .object(orNothing(schema))
  }

  /// A map with its keys.
  mutating func section(_ catalogue: ScenarioCatalogue, path: String, pointer: String) -> Object {
    var properties: Object = []
    for key in catalogue.keys {
      let inner = path.isEmpty ? key.name : path + "." + key.name
      let place = pointer + "/properties/" + key.name
      pointers[inner] = place
      var description = key.meaning
      if let text = key.defaultText, !text.isEmpty { description += " Default: \(text)." }
      if let owner = key.drawnPer { description += " Drawn once per \(owner)." }
      var schema: Object = [("description", .string(description))]
      schema += Self.orNothing(content(key.content, path: inner, pointer: place))
      properties.append((key.name, .object(schema)))
    }
    for alternative in catalogue.alternatives {
      let schema = self.alternative(
        alternative, path, pointer + "/properties/" + alternative.name)
      properties.append((alternative.name, .object(Self.orNothing(schema))))
    }
    if !path.isEmpty {
      let given = Set(properties.map(\.key))
      properties += annotations.filter { !given.contains($0.key) }
    }
    return [
      ("type", .string("object")), ("properties", .object(properties)),
      ("additionalProperties", .flag(false)),
    ]
  }

  private mutating func alternative(
    _ alternative: ScenarioCatalogue.Alternative, _ path: String, _ pointer: String
  ) -> Object {
    let inner = path.isEmpty ? alternative.name : path + "." + alternative.name
    return [("description", .string(alternative.meaning))]
      + withShorthand(alternative.keys, alternative.shorthand, path: inner, pointer: pointer)
  }

  private mutating func withShorthand(
    _ catalogue: ScenarioCatalogue, _ shorthand: String?, path: String, pointer: String
  ) -> Object {
    guard let shorthand, let key = catalogue.keys.first(where: { $0.name == shorthand }) else {
      return section(catalogue, path: path, pointer: pointer)
    }
    let map = section(catalogue, path: path, pointer: pointer + "/anyOf/0")
    let short = content(
      key.content, path: path + "." + shorthand, pointer: pointer + "/anyOf/1")
    return [("anyOf", .array([.object(map), .object(short)]))]
  }

  private mutating func content(
    _ content: ScenarioCatalogue.Content, path: String, pointer: String
  ) -> Object {
    switch content {
    case .number(let dimensions, _, let words, let mayBeDrawn):
      var choices = dimensions.map { number($0, mayBeDrawn: mayBeDrawn) }
      if dimensions.isEmpty { choices = [number(nil, mayBeDrawn: mayBeDrawn)] }
      if !words.isEmpty { choices.append(.object([("enum", .array(words.map { .string($0) }))])) }
      if choices.count == 1, case .object(let only) = choices[0] { return only }
      return [("anyOf", .array(choices))]
    case .count: return [("type", .string("integer"))]
    case .flag: return [("type", .string("boolean"))]
    case .text, .reference:
      return [("type", .array(["string", "number", "boolean"].map { .string($0) }))]
    case .table: return [("type", .string("string"))]
    case .date: return Self.date
    case .choice(let words): return [("enum", .array(words.map { .string($0) }))]
    case .listOf(let element):
      let list: Object = [
        ("type", .string("array")),
        (
          "items",
          .object(self.content(element, path: path, pointer: pointer + "/anyOf/0/items"))
        ),
      ]
      guard case .reference = element else { return list }
      return [("anyOf", .array([.object(list), type("string")]))]
    case .points(let axis, let dimension):
      let x: JSONValue =
        axis == .date ? .object(Self.date) : number(.duration, mayBeDrawn: false)
      let point = JSONValue.object([
        ("type", .string("array")), ("minItems", .number(2)), ("maxItems", .number(2)),
        ("items", .array([x, number(dimension, mayBeDrawn: false)])),
      ])
      let points = JSONValue.object([
        ("type", .string("array")), ("minItems", .number(1)), ("items", point),
      ])
      return [("anyOf", .array([points, ref("relative")]))]
    case .location:
      func degrees(_ limit: Double) -> JSONValue {
        .object([
          ("type", .string("number")), ("minimum", .number(-limit)), ("maximum", .number(limit)),
        ])
      }
      return [
        ("type", .string("array")), ("minItems", .number(2)), ("maxItems", .number(2)),
        ("items", .array([degrees(90), degrees(180)])),
      ]
    case .section(let catalogue, let shorthand):
      return withShorthand(catalogue, shorthand, path: path, pointer: pointer)
    case .named(_, let catalogue):
      let inner = section(
        catalogue, path: path + ".NAME", pointer: pointer + "/additionalProperties")
      return [
        ("type", .string("object")), ("additionalProperties", .object(Self.orNothing(inner))),
      ]
    case .namedValues(_, let value):
      let inner = self.content(value, path: path, pointer: pointer + "/additionalProperties")
      return [
        ("type", .string("object")), ("additionalProperties", .object(Self.orNothing(inner))),
      ]
    case .list(let catalogue):
      let element = section(catalogue, path: path, pointer: pointer + "/items")
      return [("type", .string("array")), ("items", .object(element))]
    case .variant(let alternatives, let scalar):
      return variant(alternatives, scalar, path: path, pointer: pointer)
    case .either(let first, let second):
      let choices = [first, second].enumerated().map { index, content in
        JSONValue.object(
          self.content(content, path: path, pointer: pointer + "/anyOf/\(index)"))
      }
      return [("anyOf", .array(choices))]
    case .sameAs(let ancestor):
      return [("$ref", .string(pointers[ancestor] ?? "#"))]
    case .overlay: return [("type", .string("object")), ("minProperties", .number(1))]
    }
  }

  private mutating func variant(
    _ alternatives: [ScenarioCatalogue.Alternative], _ scalar: String?, path: String,
    pointer: String
  ) -> Object {
    var properties: Object = []
    for alternative in alternatives {
      let place = pointer + "/anyOf/0/properties/" + alternative.name
      let schema = self.alternative(alternative, path, place)
      properties.append((alternative.name, .object(Self.orNothing(schema))))
    }
    properties += annotations
    let map: Object = [
      ("type", .string("object")), ("properties", .object(properties)),
      ("minProperties", .number(1)), ("additionalProperties", .flag(false)),
    ]
    var choices: [JSONValue] = [
      .object(map), .object([("enum", .array(alternatives.map { .string($0.name) }))]),
    ]
    if let chosen = alternatives.first(where: { $0.name == scalar }),
      let key = chosen.keys.keys.first(where: { $0.name == chosen.shorthand })
    {
      choices.append(
        .object(
          content(
            key.content, path: path + "." + key.name,
            pointer: pointer + "/anyOf/\(choices.count)")))
    }
    return [("anyOf", .array(choices))]
  }
}

extension SchemaWriter {
  /// The keys that may stand in every map.
  private var annotations: Object {
    [
      ("source", Self.orNothing(type("string"))),
      ("confidence", Self.orNothing(ref("confidence"))),
    ]
  }

  /// A date as it is written; not every validator looks at a format.
  private static let date: Object = [
    ("type", .string("string")), ("format", .string("date")),
    ("pattern", .string("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")),
  ]

  private func type(_ name: String) -> JSONValue { .object([("type", .string(name))]) }

  private func ref(_ name: String) -> JSONValue {
    .object([("$ref", .string("#/definitions/" + name))])
  }

  private mutating func define(_ name: String, _ schema: () -> Object) {
    if !definitions.contains(where: { $0.key == name }) {
      definitions.append((name, .object(schema())))
    }
  }

  /// A number of a dimension, or of any: fixed with its source, or drawn as well.
  private mutating func number(_ dimension: Dimension?, mayBeDrawn: Bool) -> JSONValue {
    let words = (dimension?.noun ?? "a number with or without a unit").split(separator: " ")
    let base = words.map { $0.filter { $0.isLetter || $0.isNumber } }.joined(separator: "-")
    // Keys may call a dimension by another name; the unit tells those of one name apart.
    let unit = (dimension?.unit ?? "").filter { $0.isLetter || $0.isNumber }
    let name = unit.isEmpty ? base : base + "-" + unit
    define(name) { Self.scalar(dimension) }
    if mayBeDrawn {
      let drawn = "drawn-" + name
      let object = object(of: name, withDistributions: true)
      let uncertain: JSONValue = .object([
        ("type", .string("string")), ("pattern", .string("^\\$.+")),
        ("description", .string("A name declared under 'uncertain'.")),
      ])
      let choices = [ref(name), uncertain, object, ref("relative")]
      define(drawn) { [("anyOf", .array(choices))] }
      return ref(drawn)
    }
    let choices = [ref(name), object(of: name, withDistributions: false), ref("relative")]
    define("fixed-" + name) { [("anyOf", .array(choices))] }
    return ref("fixed-" + name)
  }

  /// A number as it is written, with its unit.
  private static func scalar(_ dimension: Dimension?) -> Object {
    let digits = "[0-9][0-9_]*"
    let number = "\\s*[-+]?(\(digits)(\\.\(digits))?|\\.\(digits))([eE][-+]?[0-9]+)?"
    let bare: JSONValue = .object([("type", .string("number"))])
    let unit = "[/A-Za-z%].*"
    let text = JSONValue.object([
      ("type", .string("string")), ("pattern", .string("^\(number)\\s*(\(unit))?$")),
    ])
    guard let dimension else { return [("anyOf", .array([bare, text]))] }
    let description = JSONValue.string("\(dimension.noun), such as '\(dimension.example)'")
    switch dimension.form {
    case .withUnit:
      return [
        ("description", description), ("type", .string("string")),
        ("pattern", .string("^\(number)\\s*\(unit)$")),
      ]
    case .share, .factor:
      return [("description", description), ("anyOf", .array([bare, text]))]
    }
  }

  /// A number written as a map.
  private func object(of quantity: String, withDistributions: Bool) -> JSONValue {
    let uncertain: JSONValue = .object([
      ("type", .string("string")), ("pattern", .string("^\\$")),
    ])
    let either: JSONValue = .object([
      ("anyOf", .array([ref(quantity), uncertain, ref("relative")]))
    ])
    var properties: Object = [("value", withDistributions ? either : ref(quantity))]
    for distribution in withDistributions ? distributions : [] {
      var parameters: Object = []
      for parameter in distribution.sets.joined()
      where !parameters.contains(where: { $0.key == parameter.name }) {
        let content: JSONValue
        switch parameter.content {
        case .quantity: content = either
        case .bare, .probability:
          content = .object([("type", .array([.string("number"), .string("string")]))])
        case .quantities:
          content = .object([("type", .string("array")), ("items", ref(quantity))])
        case .bares:
          content = .object([
            ("type", .string("array")), ("items", .object([("type", .string("number"))])),
          ])
        case .text: content = type("string")
        }
        parameters.append((parameter.name, Self.orNothing(content)))
      }
      properties.append(
        (
          distribution.name,
          .object([
            ("description", .string(distribution.meaning)), ("type", .string("object")),
            ("properties", .object(parameters)), ("additionalProperties", .flag(false)),
          ])
        ))
    }
    properties += [
      ("table", type("string")), ("parameter", type("string")),
      ("year", .object([("type", .array([.string("integer"), .string("string")]))])),
      ("as", .object([("enum", .array(RowUse.allCases.map { .string($0.rawValue) }))])),
    ]
    properties = properties.map { ($0.key, Self.orNothing($0.value)) } + annotations
    return .object([
      ("type", .string("object")), ("properties", .object(properties)),
      ("additionalProperties", .flag(false)),
    ])
  }
}
