import Quantities

extension SectionReader {
  /// A map with keys of its own; required.
  ///
  /// `shorthand` is the key that a payload without keys is read as, so that
  /// `released: 2025-09-01` is `released: { date: 2025-09-01 }`.
  public func section<T>(
    _ key: String, shorthand: String? = nil, _ doc: String, _ read: (SectionReader) -> T
  ) -> T {
    let keys = ScenarioCatalogue()
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: true, .section(keys, shorthand: shorthand))
    let value = value(of: entry, allowsNull: true).flatMap { map(key, $0, shorthand) }
    let reader = reader(
      of: key, value, catalogue: keys, shorthand: standingAlone(key, node[key], shorthand))
    let result = read(reader)
    if value != nil { keep(reader.finish(), as: key) }
    return result
  }

  /// A map with keys of its own, nil where the key is not given.
  ///
  /// `shorthand` is the key that a payload without keys is read as.
  public func optionalSection<T>(
    _ key: String, shorthand: String? = nil, _ doc: String, _ read: (SectionReader) -> T
  ) -> T? {
    let keys = ScenarioCatalogue()
    if isDescribing, describesAgain(key, doc, isRequired: false) { return nil }
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: false, .section(keys, shorthand: shorthand))
    let value = value(of: entry, allowsNull: true).flatMap { map(key, $0, shorthand) }
    if value == nil, !isDescribing { return nil }
    let reader = reader(
      of: key, value, catalogue: keys, identity: identity(key, doc),
      shorthand: standingAlone(key, node[key], shorthand))
    let result = read(reader)
    keep(reader.finish(), as: key)
    return result
  }

  /// A map of freely named things, in the order of the file.
  ///
  /// A name without a value, or with an empty map, is an empty section.
  ///
  /// `kind` is what is named, such as "region".
  public func named<T>(
    _ key: String, each kind: String, required: Bool = false, _ doc: String,
    _ read: (String, SectionReader) -> T
  ) -> [(name: String, value: T)] {
    if isDescribing, describesAgain(key, doc, isRequired: required) { return [] }
    let keys = ScenarioCatalogue()
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: required, .named(kind, keys))
    let value = value(of: entry, allowsNull: true)
    if isDescribing {
      let inner = reader(of: key, nil, catalogue: keys, identity: identity(key, doc))
      let name = "NAME"
      return [(name, read(name, inner.reader(of: name, nil, catalogue: keys)))]
    }
    guard let value else { return [] }
    var results: [(name: String, value: T)] = []
    var kept: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
    let parent = reader(of: key, value)
    switch value.value {
    case .mapping(let entries):
      let written = entries.map(\.key).filter { !$0.isOnTheWay }.map(\.name)
      for (name, body) in entries {
        guard parent.isName(name, of: kind) else { continue }
        if name.isOnTheWay, let nearest = NearestName.of(name.name, among: written) {
          // What is left out of it is no problem of its own.
          context.add(
            Problem(
              at: name.place,
              "there is no \(kind) '\(name.name)'; a new one with a name so near to another's is set "
                + "whole, as '\(parent.pathOf(name.name))={ … }'; did you mean '\(nearest)'?"))
          continue
        }
        let map = parent.map(name.name, body, nil)
        // Most likely a name mistyped beyond recognition; whoever means it may begin something new.
        let beginning =
          name.isOnTheWay
          ? "there is no \(kind) '\(name.name)'"
            + (written.isEmpty ? "" : " (known: \(Self.listed(written)))") : nil
        let reader = parent.reader(of: name.name, map, at: name.place, beginning: beginning)
        results.append((name.name, read(name.name, reader)))
        if map != nil { kept.append((name, reader.finish())) }
      }
    case .null: break
    default:
      report(
        "'\(key)' must be a map from the name of each \(kind) to its keys "
          + "(found \(value.shortDescription))", at: value.place)
      return []
    }
    if required, kept.isEmpty, results.isEmpty {
      report("'\(key)' must hold at least one \(kind)", at: keyPlace(key) ?? value.place)
    }
    keep(ScenarioNode(.mapping(kept), at: value.place, from: value.origin), as: key)
    return results
  }

  /// A list of maps.
  ///
  /// - `required`: whether there must be at least one.
  /// - `shorthand`: the key that an element without keys is read as.
  public func list<T>(
    _ key: String, required: Bool = false, shorthand: String? = nil, _ doc: String,
    _ read: (SectionReader) -> T
  ) -> [T] {
    if isDescribing, describesAgain(key, doc, isRequired: required) { return [] }
    let keys = ScenarioCatalogue()
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: required, .list(keys))
    let value = value(of: entry)
    if isDescribing {
      return [read(reader(of: key, nil, catalogue: keys, identity: identity(key, doc)))]
    }
    guard let value else { return [] }
    guard let elements = value.elements else {
      report("'\(key)' must be a list of maps (found \(value.shortDescription))", at: value.place)
      return []
    }
    if required, elements.isEmpty {
      report("'\(key)' must hold at least one element", at: value.place)
    }
    let parent = reader(of: key, value)
    var results: [T] = []
    var kept: [ScenarioNode] = []
    for (index, element) in elements.enumerated() {
      guard let map = parent.map("\(key)[\(index)]", element, shorthand) else { continue }
      let reader = parent.reader(
        of: String(index), map, at: element.place,
        shorthand: standingAlone(key, element, shorthand))
      results.append(read(reader))
      kept.append(reader.finish())
    }
    keep(ScenarioNode(.sequence(kept), at: value.place, from: value.origin), as: key)
    return results
  }
}

extension SectionReader {
  /// A value as a map: as it is, empty, or wrapped as its shorthand; nil, reported, otherwise.
  func map(_ key: String, _ value: ScenarioNode, _ shorthand: String?) -> ScenarioNode? {
    switch value.value {
    case .mapping: return value
    case .null: return ScenarioNode(.mapping([]), at: value.place, from: value.origin)
    case .scalar, .sequence:
      guard let shorthand else {
        report(
          "'\(key)' must be a map of keys (found \(value.shortDescription))", at: value.place)
        return nil
      }
      let entry = (key: ScenarioNode.Key(shorthand, at: value.place), value: value)
      return ScenarioNode(.mapping([entry]), at: value.place, from: value.origin)
    }
  }

  /// The key that a value without keys is read as, nil where the value has keys.
  func standingAlone(
    _ key: String, _ value: ScenarioNode?, _ shorthand: String?
  ) -> Shorthand? {
    guard let shorthand, let value, value.scalar != nil || value.elements != nil else { return nil }
    return Shorthand(key: shorthand, written: key)
  }

  /// What a section is, to notice that it stands inside itself.
  func identity(_ key: String, _ doc: String) -> String { key + "\u{0}" + doc }

  /// Whether a section stands inside itself; if so it is described by a reference.
  func describesAgain(_ key: String, _ doc: String, isRequired: Bool) -> Bool {
    let identity = identity(key, doc)
    guard let ancestor = ancestors.first(where: { $0.identity == identity }) else { return false }
    _ = value(
      of: ScenarioCatalogue.Key(key, doc, isRequired: isRequired, .sameAs(ancestor.path)))
    return true
  }

  /// Whether a key can name a thing of a kind; reports one that cannot.
  public func isName(_ key: ScenarioNode.Key, of kind: String) -> Bool {
    let name = key.name
    let isPlain =
      name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
          || $0 == " "
      } && !name.isEmpty
    if !isPlain {
      context.add(
        Problem(
          at: key.place,
          "the name of each \(kind) is made of letters, digits, '-' and '_' (found '\(name)')"))
    }
    return isPlain
  }
}
