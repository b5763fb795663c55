import Quantities

extension SchemaWriter {
  /// A map with its keys.
  mutating func section(_ catalogue: ScenarioCatalogue, path: String) -> Object {
    var properties: Object = []
    for key in catalogue.keys {
      let inner = path.isEmpty ? key.name : path + "." + key.name
      var description = key.meaning
      if let text = key.defaultText, !text.isEmpty { description += " Default: \(text)." }
      if let owner = key.drawnPer { description += " Drawn once per \(owner)." }
      let schema = content(of: key, path: inner)
      let mayBeNull = !(key.isRequired && key.content.isWord)
      properties.append(
        (
          key.name,
          .object(
            [("description", .string(description))]
              + (mayBeNull ? Self.orNothing(schema) : schema))
        ))
    }
    for alternative in catalogue.alternatives {
      let schema = self.alternative(alternative, path)
      properties.append((alternative.name, .object(Self.orNothing(schema))))
    }
    if !path.isEmpty, !catalogue.isOfVariant {
      let given = Set(properties.map(\.key))
      properties += Self.annotations.filter { !given.contains($0.key) }
    }
    // A map with one number is multiplied as that is; few mean it, and none is offered it.
    let relative: Object =
      path.isEmpty ? [] : [("^\(ScenarioNode.factorKey)$", Self.ref("factor"))]
    return [
      ("type", .string("object")), ("properties", .object(properties)),
      ("additionalProperties", .flag(false)),
    ] + (relative.isEmpty ? [] : [("patternProperties", .object(relative))])
  }

  private mutating func alternative(
    _ alternative: ScenarioCatalogue.Alternative, _ path: String
  ) -> Object {
    let inner = path.isEmpty ? alternative.name : path + "." + alternative.name
    return [("description", .string(alternative.meaning))]
      + withShorthand(alternative.keys, alternative.shorthand, path: inner)
  }

  /// A map with its keys, or what stands for one of them alone.
  private mutating func withShorthand(
    _ catalogue: ScenarioCatalogue, _ shorthand: String?, path: String
  ) -> Object {
    let map = section(catalogue, path: path)
    let short = alone(catalogue, shorthand, path)
    return short.isEmpty ? map : Self.anyOf([.object(map)] + short + [Self.ref("relative")])
  }

  /// What may stand for a key alone, in the place of the map that has it: anything but a map.
  private mutating func alone(
    _ catalogue: ScenarioCatalogue, _ shorthand: String?, _ path: String
  ) -> [JSONValue] {
    guard let shorthand, let key = catalogue.keys.first(where: { $0.name == shorthand }) else {
      return []
    }
    return alone(key, path: path + "." + shorthand)
  }

  private mutating func alone(_ key: ScenarioCatalogue.Key, path: String) -> [JSONValue] {
    switch key.content {
    case .number(let dimensions, let range, let words, let mayBeDrawn):
      return amounts(of: NumberKind(dimensions, range, words, mayBeDrawn: mayBeDrawn))
    case .points(let axis, let dimension, let range): return [points(axis, dimension, range)]
    case .section(let catalogue, let shorthand): return alone(catalogue, shorthand, path)
    case .variant(let alternatives, let scalar): return words(alternatives, scalar, path)
    case .either(let first, let second):
      return [first, second].flatMap {
        alone(
          ScenarioCatalogue.Key(key.name, "", isRequired: key.isRequired, $0), path: path)
      }
    case .named, .namedValues, .overlay, .sameAs: return []
    default: return [.object(content(of: key, path: path))]
    }
  }

  /// What may be written for a key; a key that stands inside itself is defined once.
  private mutating func content(of key: ScenarioCatalogue.Key, path: String) -> Object {
    guard repeated.contains(path) else {
      return content(key.content, path: path, isRequired: key.isRequired)
    }
    if !isDefined(path) {
      let schema = content(key.content, path: path, isRequired: key.isRequired)
      define(path) { schema }
    }
    return [("$ref", .string("#/definitions/" + path))]
  }

  private mutating func content(
    _ content: ScenarioCatalogue.Content, path: String, isRequired: Bool
  ) -> Object {
    switch content {
    case .number(let dimensions, let range, let words, let mayBeDrawn):
      return number(NumberKind(dimensions, range, words, mayBeDrawn: mayBeDrawn))
    case .amount(let dimension, let range):
      return Self.anyOf(amounts(of: NumberKind([dimension], range, [], mayBeDrawn: false)))
    case .count(let range): return Self.count(range)
    case .flag: return [("type", .string("boolean"))]
    case .text, .reference, .table: return Self.object(Self.text)
    case .date: return Self.date
    case .choice(let words): return Self.object(Self.words(words))
    case .listOf(let element, let length): return list(of: element, length, path: path)
    case .points(let axis, let dimension, let range):
      return Self.anyOf([points(axis, dimension, range), Self.ref("relative")])
    case .location: return Self.location
    case .section(let catalogue, let shorthand):
      return withShorthand(catalogue, shorthand, path: path)
    case .named(_, let catalogue):
      return Self.named(Self.orNothing(section(catalogue, path: path + ".NAME")))
    case .namedValues(_, let value):
      let inner = self.content(value, path: path, isRequired: false)
      return Self.named(Self.orNothing(inner))
    case .list(let catalogue):
      // A list is replaced as a whole, so that its elements are whole wherever it stands.
      let element =
        section(catalogue, path: path) + [("allOf", .array([.object(whole(catalogue))]))]
      let hasNeeds = catalogue.hasNeeds
      return [("type", .string("array"))] + (isRequired ? [("minItems", .number(1))] : [])
        + [("items", .object(hasNeeds ? element : Self.orNothing(element)))]
    case .variant(let alternatives, let scalar):
      return variant(alternatives, scalar, path: path)
    case .either(let first, let second):
      let choices = [first, second].map {
        JSONValue.object(self.content($0, path: path, isRequired: isRequired))
      }
      return Self.anyOf(choices)
    case .sameAs(let ancestor): return [("$ref", .string("#/definitions/" + ancestor))]
    case .overlay:
      let properties = overlaid.map { name in
        (key: name, value: JSONValue.object([("$ref", .string("#/properties/" + name))]))
      }
      return [
        ("type", .string("object")), ("properties", .object(properties)),
        ("additionalProperties", .flag(false)),
      ]
    }
  }

  private static func object(_ value: JSONValue) -> Object {
    if case .object(let object) = value { object } else { [] }
  }

  /// A map of names.
  private static func named(_ schema: Object) -> Object {
    [
      ("type", .string("object")), ("propertyNames", ref("name")),
      ("additionalProperties", .object(schema)),
    ]
  }

  private static let location: Object = {
    func degrees(_ limit: Double) -> JSONValue {
      .object([
        ("type", .array([.string("number"), .string("string")])), ("minimum", .number(-limit)),
        ("maximum", .number(limit)), ("pattern", .string("^[-+]?[0-9.]")),
      ])
    }
    return [
      ("type", .string("array")), ("minItems", .number(2)), ("maxItems", .number(2)),
      ("items", .array([degrees(90), degrees(180)])),
    ]
  }()

  private mutating func list(
    of element: ScenarioCatalogue.Content, _ length: ClosedRange<Int>, path: String
  ) -> Object {
    var list: Object = [("type", .string("array"))]
    if length.lowerBound > 0 { list.append(("minItems", .number(Double(length.lowerBound)))) }
    if length.upperBound < .max { list.append(("maxItems", .number(Double(length.upperBound)))) }
    list.append(("items", .object(content(element, path: path, isRequired: true))))
    switch element {
    // One name needs no list, and numbers are multiplied all at once.
    case .reference: return Self.anyOf([.object(list), Self.text])
    case .amount: return Self.anyOf([.object(list), Self.ref("relative")])
    default: return list
    }
  }

  private mutating func variant(
    _ alternatives: [ScenarioCatalogue.Alternative], _ scalar: String?, path: String
  ) -> Object {
    var properties: Object = []
    for alternative in alternatives {
      let schema = self.alternative(alternative, path)
      properties.append((alternative.name, .object(Self.orNothing(schema))))
    }
    let map: Object = [
      ("type", .string("object")), ("properties", .object(properties + Self.annotations)),
      ("additionalProperties", .flag(false)),
    ]
    return Self.anyOf(
      [.object(map)] + words(alternatives, scalar, path) + [Self.ref("relative")])
  }

  /// What may stand for one of several alternatives without a map.
  private mutating func words(
    _ alternatives: [ScenarioCatalogue.Alternative], _ scalar: String?, _ path: String
  ) -> [JSONValue] {
    let names = alternatives.filter { !$0.keys.hasNeeds }.map(\.name)
    let chosen = alternatives.first { $0.name == scalar }
    let amount = chosen.map { alone($0.keys, $0.shorthand, path) } ?? []
    return (names.isEmpty ? [] : [Self.words(names)]) + amount
  }
}
