extension ScenarioCatalogue {
  /// The JSON Schema of a scenario, for completion and checks in an editor.
  ///
  /// It is of draft-07, the newest that YAML language servers read whole. Its properties are those of a scenario
  /// that is laid over another, or of a variant: nothing is required, and any key may be null, which takes it out of
  /// what is beneath. What a scenario that extends no other must have besides stands in `then`.
  ///
  /// It accepts every scenario that can be read. References between parts, what is needed only beside another key,
  /// the order of points, sums and files are left to the reading.
  ///
  /// - Parameters:
  ///   - title: what the schema is called.
  ///   - distributions: what may stand for a number that is drawn.
  ///   - keysOutsideVariants: the keys of a scenario that its variants may not change.
  /// - Returns: the schema as JSON, a line for each key of the scenario and each definition.
  public func jsonSchema(
    title: String, distributions: [DistributionWords], keysOutsideVariants: [String] = []
  ) -> String {
    var writer = SchemaWriter(
      distributions: distributions, repeated: repeatedPaths(""),
      overlaid: keys.map(\.name).filter { !keysOutsideVariants.contains($0) })
    var root = writer.section(self, path: "")
    let extends = JSONValue.object([
      ("description", .string("A scenario, or several, that this one is laid over.")),
      (
        "anyOf",
        .array([
          SchemaWriter.type("string"),
          .object([("type", .string("array")), ("items", SchemaWriter.type("string"))]),
        ])
      ),
    ])
    if let index = root.firstIndex(where: { $0.key == "properties" }),
      case .object(let properties) = root[index].value
    {
      root[index].value = .object([("extends", extends)] + properties)
    }
    let head: SchemaWriter.Object = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string(title)),
    ]
    let isWhole = JSONValue.object([("not", .object([("required", .array([.string("extends")]))]))])
    let tail: SchemaWriter.Object = [
      ("if", isWhole), ("then", .object(writer.whole(self))),
      ("definitions", .object(writer.definitions)),
    ]
    return JSONValue.object(head + root + tail).text(linesToDepth: 2)
  }

  /// The paths of keys that stand inside themselves.
  private func repeatedPaths(_ path: String) -> Set<String> {
    func inside(_ content: Content, _ path: String) -> Set<String> {
      switch content {
      case .section(let keys, _), .list(let keys): keys.repeatedPaths(path)
      case .named(_, let keys): keys.repeatedPaths(path + ".NAME")
      case .variant(let alternatives, _):
        Set(alternatives.flatMap { $0.keys.repeatedPaths(path + "." + $0.name) })
      case .either(let first, let second): inside(first, path).union(inside(second, path))
      case .listOf(let content, _), .namedValues(_, let content): inside(content, path)
      case .sameAs(let ancestor): [ancestor]
      default: []
      }
    }
    func below(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
    var paths: Set<String> = []
    for key in keys { paths.formUnion(inside(key.content, below(key.name))) }
    for one in alternatives { paths.formUnion(one.keys.repeatedPaths(below(one.name))) }
    return paths
  }
}

/// Writes the schema of each key, and gathers the definitions that keys share.
struct SchemaWriter {
  typealias Object = [(key: String, value: JSONValue)]

  let distributions: [DistributionWords]
  /// The paths of the keys that stand inside themselves, and are defined once.
  let repeated: Set<String>
  /// The keys of the scenario that the overlay of a variant may have.
  let overlaid: [String]
  /// The definitions that the schema refers to, by name.
  private(set) var definitions: Object = []

  init(distributions: [DistributionWords], repeated: Set<String>, overlaid: [String]) {
    self.distributions = distributions
    self.repeated = repeated
    self.overlaid = overlaid
    defineWords()
    defineNumbers()
    defineWholeNumbers()
  }

  /// Adds a definition, unless there is one of that name.
  mutating func define(_ name: String, _ schema: () -> Object) {
    if !definitions.contains(where: { $0.key == name }) {
      definitions.append((name, .object(schema())))
    }
  }

  /// Whether there is a definition of that name.
  func isDefined(_ name: String) -> Bool { definitions.contains { $0.key == name } }
}

extension SchemaWriter {
  static func type(_ names: String...) -> JSONValue {
    let words = names.map(JSONValue.string)
    return .object([("type", words.count == 1 ? words[0] : .array(words))])
  }

  static func ref(_ name: String) -> JSONValue {
    .object([("$ref", .string("#/definitions/" + name))])
  }

  static func anyOf(_ choices: [JSONValue]) -> Object {
    if choices.count == 1, case .object(let only) = choices[0] { return only }
    return [("anyOf", .array(choices))]
  }

  static func words(_ words: [String]) -> JSONValue {
    .object([("enum", .array(words.map { .string($0) }))])
  }

  static func required(_ keys: [String]) -> JSONValue {
    .object([("required", .array(keys.map { .string($0) }))])
  }

  /// A text, which may look like something else.
  static let text = type("string", "number", "boolean")

  /// A date as it is written; not every validator looks at a format.
  static let date: Object = [
    ("type", .string("string")), ("format", .string("date")),
    ("pattern", .string("^(19|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")),
    ("patternErrorMessage", .string("Must be a date, such as 2028-06-01.")),
  ]

  /// A schema that also accepts null.
  static func orNothing(_ schema: Object) -> Object {
    let null = type("null")
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

  static func orNothing(_ value: JSONValue) -> JSONValue {
    guard case .object(let schema) = value else { return value }
    return .object(orNothing(schema))
  }

  /// The keys that may stand in every map.
  static let annotations: Object = [
    ("source", orNothing(text)), ("confidence", orNothing(ref("confidence"))),
  ]

  private mutating func defineWords() {
    define("confidence") {
      [("enum", .array(Confidence.allCases.map { .string($0.rawValue) }))]
    }
    define("factor") { Self.factor }
    define("relative") {
      let key = ScenarioNode.factorKey
      return [
        ("description", .string("So many times what it is laid over.")),
        ("type", .string("object")), ("properties", .object([(key, Self.ref("factor"))])),
        ("required", .array([.string(key)])), ("additionalProperties", .flag(false)),
      ]
    }
    define("name") {
      let marks = "!-,./:-@\\[-\\^`{-~"
      return [
        ("pattern", .string("^[^\\s\(marks)](?:[^\\t\\n\(marks)]*[^\\s\(marks)])?$")),
        (
          "patternErrorMessage",
          .string("A name is made of letters, digits, '-', '_' and spaces inside.")
        ),
      ]
    }
  }
}
