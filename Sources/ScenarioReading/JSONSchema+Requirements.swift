extension ScenarioCatalogue {
  /// Whether a map of these keys cannot be empty.
  var hasNeeds: Bool {
    !alternatives.isEmpty || keys.contains(where: \.isRequired) || pairs.contains(where: \.isNeeded)
  }

  /// Whether they are the keys of a variant, whose overlay has notes of its own.
  var isOfVariant: Bool {
    keys.contains { if case .overlay = $0.content { true } else { false } }
  }
}

extension ScenarioCatalogue.Content {
  /// Whether it is never a map, so that null takes it out of what is beneath and nothing stays.
  var isWord: Bool {
    switch self {
    case .text, .date, .choice, .count, .flag, .reference, .table: true
    default: false
    }
  }
}

// The part of a schema that says what a scenario has that extends no other: the keys that must be given, and that
// nothing is null or relative that needs something beneath. It is light, as it names only what it adds.
extension SchemaWriter {
  /// What a map of keys must have where nothing is beneath it.
  func whole(_ catalogue: ScenarioCatalogue) -> Object {
    let required = catalogue.keys.filter(\.isRequired).map(\.name)
    var schema: Object = required.isEmpty ? [] : [("required", Self.names(required))]
    var properties = catalogue.keys.compactMap { key in
      whole(key).map { (key: key.name, value: JSONValue.object($0)) }
    }
    properties += catalogue.alternatives.map { ($0.name, .object(whole($0))) }
    if !catalogue.alternatives.isEmpty {
      schema.append(("oneOf", Self.exactlyOne(of: catalogue.alternatives.map(\.name))))
    }
    if !catalogue.pairs.isEmpty {
      schema.append(("allOf", .array(catalogue.pairs.map { .object(Self.pair($0)) })))
    }
    properties.append((ScenarioNode.factorKey, .flag(false)))
    return schema + [
      ("properties", .object(properties)), ("additionalProperties", Self.ref("given")),
    ]
  }

  /// What the value of a key must be; nil where it is enough that there is one.
  private func whole(_ key: ScenarioCatalogue.Key) -> Object? {
    switch key.content {
    case .section(let catalogue, _): return Self.section(whole(catalogue), catalogue.hasNeeds)
    case .named(_, let catalogue):
      let isNeeded = key.isRequired || catalogue.isOfVariant
      let names: Object = [
        (
          "additionalProperties",
          .object(Self.section(whole(catalogue), catalogue.hasNeeds))
        )
      ]
      return Self.section(names + (isNeeded ? [("minProperties", .number(1))] : []), key.isRequired)
    case .variant(let alternatives, _):
      let properties = alternatives.map {
        (key: $0.name, value: JSONValue.object(whole($0)))
      }
      let map: Object = [
        ("oneOf", Self.exactlyOne(of: alternatives.map(\.name))),
        ("properties", .object(properties)), ("additionalProperties", Self.ref("given")),
      ]
      return [
        ("if", Self.type("object")), ("then", .object(map)), ("else", Self.ref("given")),
      ]
    case .overlay: return [("allOf", .array([Self.ref("given")])), ("minProperties", .number(1))]
    case .sameAs: return []
    default: return whole(value: key.content)
    }
  }

  private func whole(value content: ScenarioCatalogue.Content) -> Object? {
    switch content {
    case .number(_, _, _, let mayBeDrawn):
      return [("$ref", .string("#/definitions/whole-" + (mayBeDrawn ? "drawn" : "fixed")))]
    case .namedValues(_, let value):
      let inner = whole(value: value).map(JSONValue.object) ?? Self.ref("given")
      return [("additionalProperties", inner)]
    // Of the maps that may stand for it only a number is known by its keys.
    case .either(let number, .points): return whole(value: number)
    case .points, .listOf:
      return [("type", Self.names(["array", "string", "number", "boolean"]))]
    default: return nil
    }
  }

  private func whole(_ alternative: ScenarioCatalogue.Alternative) -> Object {
    Self.section(whole(alternative.keys), alternative.keys.hasNeeds)
  }

  /// A map that may stand empty, and then as null, unless it has needs.
  private static func section(_ schema: Object, _ hasNeeds: Bool) -> Object {
    guard hasNeeds else { return schema }
    var schema = schema
    if let index = schema.firstIndex(where: { $0.key == "allOf" }),
      case .array(let parts) = schema[index].value
    {
      schema[index].value = .array([ref("given")] + parts)
      return schema
    }
    return [("allOf", .array([ref("given")]))] + schema
  }

  private static func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }

  private static func pair(_ pair: (first: String, second: String, isNeeded: Bool)) -> Object {
    pair.isNeeded
      ? [("oneOf", exactlyOne(of: [pair.first, pair.second]))]
      : [("not", required([pair.first, pair.second]))]
  }

  private static func exactlyOne(of names: [String]) -> JSONValue {
    .array(names.map { required([$0]) })
  }

  /// Defines what a number must be that is written as a map.
  mutating func defineWholeNumbers() {
    define("given") {
      [("type", Self.names(["string", "number", "boolean", "object", "array"]))]
    }
    define("whole-fixed") {
      let own = ["value"] + Self.annotations.map(\.key)
      return Self.number([
        ("required", Self.names(["value"])), ("propertyNames", Self.words(own)),
      ])
    }
    let shapes = distributions.map { (key: $0.name, value: JSONValue.object(Self.whole($0))) }
    let alternatives = ["value"] + distributions.map(\.name)
    define("whole-drawn") {
      let own = alternatives + Self.annotations.map(\.key)
      return Self.number([
        ("oneOf", Self.exactlyOne(of: alternatives)), ("properties", .object(shapes)),
        ("propertyNames", Self.words(own)),
      ])
    }
  }

  /// What is asked of a number that is written as a map and not taken from a table.
  private static func number(_ plain: Object) -> Object {
    let map: Object = [
      ("if", required(["table"])),
      (
        "then",
        .object([
          ("required", names(["parameter"])),
          ("properties", .object([(ScenarioNode.factorKey, .flag(false))])),
        ])
      ),
      ("else", .object(plain)),
      ("additionalProperties", ref("given")),
    ]
    return [("if", type("object")), ("then", .object(map)), ("else", ref("given"))]
  }

  /// The parameters of a distribution: one of the sets by which it is given.
  private static func whole(_ distribution: DistributionWords) -> Object {
    let sets = distribution.sets.map { set in
      JSONValue.object([
        ("required", names(set.filter { !$0.isOptional }.map(\.name))),
        ("propertyNames", words(set.map(\.name))),
      ])
    }
    let parameters: Object = [("additionalProperties", ref("given"))]
    if sets.count == 1, case .object(let only) = sets[0] {
      return [("allOf", .array([ref("given")]))] + only.prefix(1) + parameters
    }
    return [("allOf", .array([ref("given")])), ("anyOf", .array(sets))] + parameters
  }
}
