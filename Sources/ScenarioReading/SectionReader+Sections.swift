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
    let written = value(of: entry, allowsNull: true)
    let map = written.flatMap { self.map($0, shorthand) }
    let reader = reader(
      of: key, map, catalogue: keys, shorthand: standingAlone(key, node[key], shorthand))
    let result = read(reader)
    if map != nil { keep(reader.finish(), as: key) }
    if let written { checkIsMap(key, written, shorthand, keys: reader.asked) }
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
    let written = value(of: entry, allowsNull: true)
    if written == nil, !isDescribing { return nil }
    let map = written.flatMap { self.map($0, shorthand) }
    let reader = reader(
      of: key, map, catalogue: keys, identity: identity(key, doc),
      shorthand: standingAlone(key, node[key], shorthand))
    let result = read(reader)
    if let written { checkIsMap(key, written, shorthand, keys: reader.asked) }
    if map == nil, !isDescribing { return nil }
    keep(reader.finish(), as: key)
    return result
  }

  /// A map of freely named things, in the order of the file.
  ///
  /// A name without a value, or with an empty map, is an empty section. What cannot be used, for its
  /// name or for what it is, is reported and read all the same: the results are those of all the
  /// names that `freeNames` gives, so that an index into the one means the same in the other.
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
      let areOfSeveralFiles = Set(entries.map(\.key.place.file)).count > 1
      for (name, body) in entries {
        let isName = parent.isName(name, of: kind)
        if isName, name.isOnTheWay, let nearest = NearestName.of(name.name, among: written) {
          // What is left out of it is no problem of its own.
          context.add(
            Problem(
              at: name.place,
              "there is no \(kind) '\(name.name)'; a new one with a name so near to another's is set "
                + "whole, as '\(parent.pathOf(name.name))={ … }'; did you mean '\(nearest)'?"))
          results.append((name.name, read(name.name, parent.reader(of: name.name, nil))))
          continue
        }
        let map = parent.map(body, nil)
        // Most likely a name mistyped beyond recognition; whoever means it may begin something new.
        let others = areOfSeveralFiles ? entries.map(\.key) : []
        let nearest = NearestName.of(
          name.name, among: others.lazy.filter { $0.place.file != name.place.file }.map(\.name))
        let beginning: Beginning? =
          if name.isOnTheWay {
            .unknown(
              "there is no \(kind) '\(name.name)'"
                + (written.isEmpty ? "" : " (known: \(Self.listed(written)))"))
          } else if let nearest {
            .misspelt(
              Problem(
                at: name.place,
                "there is no \(kind) '\(name.name)' to change, and a new one needs more keys; "
                  + "did you mean '\(nearest)'?"))
          } else {
            nil
          }
        let reader = parent.reader(of: name.name, map, at: name.place, beginning: beginning)
        results.append((name.name, read(name.name, reader)))
        parent.checkIsMap(name.name, body, nil, keys: reader.asked)
        if map != nil { kept.append((name, reader.finish())) }
      }
    case .null: break
    default:
      report(
        "'\(key)' must be a map from the name of each \(kind) to its keys "
          + "(found \(value.shortDescription))", at: value.place)
      return []
    }
    if required, results.isEmpty {
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
      let example = reader(of: key, nil)
      _ = read(example)
      let keys = example.asked.isEmpty ? "" : ", each with the keys " + Self.listed(example.asked)
      report("'\(key)' must be a list\(keys) (found \(value.shortDescription))", at: value.place)
      return []
    }
    if required, elements.isEmpty {
      report("'\(key)' must hold at least one element", at: value.place)
    }
    value.ownMisplacedSettings.forEach(context.add)
    let parent = reader(of: key, value)
    var results: [T] = []
    var kept: [ScenarioNode] = []
    for (index, element) in elements.enumerated() {
      let map = parent.map(element, shorthand)
      let reader = parent.reader(
        of: String(index), map, at: element.place,
        shorthand: standingAlone(key, element, shorthand))
      results.append(read(reader))
      parent.checkIsMap("\(key)[\(index)]", element, shorthand, keys: reader.asked)
      if map != nil { kept.append(reader.finish()) }
    }
    keep(ScenarioNode(.sequence(kept), at: value.place, from: value.origin), as: key)
    return results
  }
}
