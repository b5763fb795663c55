// What maps of keys, and of names, are made of.
extension SectionReader {
  /// A value as a map: as it is, empty, or wrapped as its shorthand; nil otherwise.
  func map(_ value: ScenarioNode, _ shorthand: String?) -> ScenarioNode? {
    switch value.value {
    case .mapping: return value
    case .null: return ScenarioNode(.mapping([]), at: value.place, from: value.origin)
    case .scalar, .sequence: return shorthand.flatMap { unfolded(value, as: $0) }
    }
  }

  /// Reports a value that should be a map and is none, with the keys that it may have.
  func checkIsMap(_ name: String, _ value: ScenarioNode, _ shorthand: String?, keys: [String]) {
    guard shorthand == nil, value.scalar != nil || value.elements != nil else { return }
    let known = keys.isEmpty ? "" : ": " + Self.listed(keys)
    report(
      "'\(name)' must be a map of keys\(known) (found \(value.shortDescription))", at: value.place)
  }

  /// A value as the map that it is short for; nil, reported, where a setting below it has no place.
  public func unfolded(
    _ value: ScenarioNode, as key: String, payload: ScenarioNode.Value? = nil
  ) -> ScenarioNode? {
    do {
      return try value.unfolded(as: key, payload: payload)
    } catch {
      context.add(error)
      return nil
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
    isName(key.name, of: kind, at: key.place)
  }

  /// Whether a text can name a thing of a kind; reports one that cannot.
  ///
  /// Names are parts of paths, and stand in tables: a space may part two words, and nothing else.
  public func isName(_ name: String, of kind: String, at place: Place) -> Bool {
    let isPlain = Self.isPlainName(name)
    if !isPlain {
      report(
        "the name of each \(kind) is made of letters, digits, '-', '_' and spaces "
          + "inside (found '\(name)')",
        at: place)
    }
    return isPlain
  }

  /// Whether a text is made as names are.
  public static func isPlainName(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
        || $0 == " "
    } && !name.isEmpty && name.first != " " && name.last != " "
  }
}
