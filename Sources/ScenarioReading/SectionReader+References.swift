import Quantities

/// A name in a scenario with the place where it stands.
public struct PlacedName: Sendable, Equatable {
  /// What is named.
  public let name: String
  /// Where.
  public let place: Place
}

extension SectionReader {
  /// The index of a thing that is named elsewhere in the scenario.
  ///
  /// - `kind`: what is named, such as "region".
  /// - `names`: the names that exist.
  /// - `default`: the index where the key is not given; without one the key is required.
  ///
  /// The result is nil where the name is unknown or missing, which is reported.
  public func reference(
    _ key: String, to kind: String, among names: [String], default: Int? = nil, _ doc: String
  ) -> Int? {
    let defaultName = `default`.flatMap { names.indices.contains($0) ? names[$0] : nil }
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: defaultName, .reference(kind))
    guard let value = value(of: entry) else {
      if let defaultName, node[key] == nil { keepDefault(defaultName, as: key) }
      return `default` ?? (isDescribing && !names.isEmpty ? 0 : nil)
    }
    keep(value, as: key)
    return index(of: value, key, kind, names)
  }

  /// The index of a thing that is named elsewhere, nil where the key is not given.
  public func optionalReference(
    _ key: String, to kind: String, among names: [String], _ doc: String
  ) -> Int? {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: false, .reference(kind))
    guard let value = value(of: entry) else { return nil }
    keep(value, as: key)
    return index(of: value, key, kind, names)
  }

  /// The indices of things that are named elsewhere, in the order of the list.
  ///
  /// A single name needs no list. A name that stands twice is an error.
  public func references(
    _ key: String, to kind: String, among names: [String], required: Bool, _ doc: String
  ) -> [Int] {
    references(key, to: kind, among: names, required: required, elsewhere: nil, doc).indices
  }

  /// Indices as of ``references(_:to:among:required:_:)``, and apart from them the names behind a prefix:
  /// what they name is elsewhere, and whoever knows it looks them up.
  ///
  /// A name that stands twice is an error.
  public func references(
    _ key: String, to kind: String, among names: [String], required: Bool,
    elsewhere prefix: String?, _ doc: String
  ) -> (indices: [Int], elsewhere: [PlacedName]) {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: required,
      .listOf(.reference(kind), length: (required ? 1 : 0)...Int.max))
    guard let value = value(of: entry) else { return ([], []) }
    keep(value, as: key)
    let elements = value.scalar == nil ? elements(key, value) : [value]
    if required, elements.isEmpty, value.elements != nil {
      report("'\(key)' must name at least one \(kind)", at: value.place)
    }
    var indices: [Int] = []
    var others: [PlacedName] = []
    for element in elements {
      if let prefix, let text = element.scalar, text.hasPrefix(prefix) {
        let name = PlacedName(name: String(text.dropFirst(prefix.count)), place: element.place)
        if others.contains(where: { $0.name == name.name }) {
          report("'\(key)' names the \(kind) '\(text)' twice", at: element.place)
        } else {
          others.append(name)
        }
        continue
      }
      guard let index = index(of: element, key, kind, names) else { continue }
      if indices.contains(index) {
        report("'\(key)' names the \(kind) '\(names[index])' twice", at: element.place)
      } else {
        indices.append(index)
      }
    }
    return (indices, others)
  }

  /// A noun with its article.
  static func one(_ noun: String) -> String {
    (noun.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + noun
  }

  private func index(
    of value: ScenarioNode, _ key: String, _ kind: String, _ names: [String]
  ) -> Int? {
    guard let name = value.scalar else {
      report(
        "'\(key)' must be the name of \(Self.one(kind)) (found \(value.shortDescription))",
        at: value.place)
      return nil
    }
    if let index = names.firstIndex(of: name) { return index }
    var message = "'\(key)' names \(Self.one(kind)) that does not exist, '\(name)'"
    if let nearest = NearestName.of(name, among: names) {
      message += "; did you mean '\(nearest)'?"
    } else if names.isEmpty {
      message += "; there is none at all"
    } else {
      message += "; there are: " + Self.listed(names)
    }
    // Where nothing at all is named, the section that should name it may be the mistake, and where a
    // name is refused it may be the one that is meant.
    if names.isEmpty || !names.allSatisfy(Self.isPlainName) {
      reportConsequence(message, at: value.place)
    } else {
      report(message, at: value.place)
    }
    return nil
  }
}
