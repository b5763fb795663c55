extension ScenarioCatalogue {
  /// The part of a schema that names the keys which must be given, down through every map.
  ///
  /// It stands apart, as it holds only for a scenario that extends no other.
  var requirements: [(key: String, value: JSONValue)] {
    let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    var properties = keys.compactMap { Self.entry($0.name, $0.content.requirements) }
    properties += Self.requirements(of: alternatives)
    return (required.isEmpty ? [] : [("required", .array(required))])
      + (properties.isEmpty ? [] : [("properties", .object(properties))])
  }

  fileprivate static func requirements(
    of alternatives: [Alternative]
  ) -> [(key: String, value: JSONValue)] {
    alternatives.compactMap { entry($0.name, $0.keys.requirements) }
  }

  fileprivate static func entry(
    _ key: String, _ requirements: [(key: String, value: JSONValue)]
  ) -> (key: String, value: JSONValue)? {
    requirements.isEmpty ? nil : (key, .object(requirements))
  }
}

extension ScenarioCatalogue.Content {
  fileprivate var requirements: [(key: String, value: JSONValue)] {
    func below(
      _ key: String, _ requirements: [(key: String, value: JSONValue)]
    ) -> [(key: String, value: JSONValue)] {
      ScenarioCatalogue.entry(key, requirements).map { [$0] } ?? []
    }
    return switch self {
    case .section(let keys, _): keys.requirements
    case .named(_, let keys): below("additionalProperties", keys.requirements)
    case .list(let keys): below("items", keys.requirements)
    case .variant(let alternatives, _):
      below("properties", ScenarioCatalogue.requirements(of: alternatives))
    default: []
    }
  }
}
