import Quantities

/// One of the alternatives that a catalogue offers for a key, such as a growth curve.
public struct Variant<T> {
  let name: String
  let doc: String
  let shorthand: String?
  let read: (SectionReader) -> T

  /// An alternative with its name, its meaning, and how it is read.
  ///
  /// `shorthand` is the key that a payload without keys is read as, so that
  /// `{ constant: 2 EUR/H100e-h }` is `{ constant: { price: 2 EUR/H100e-h } }`.
  public init(
    _ name: String, _ doc: String, shorthand: String? = nil, _ read: @escaping (SectionReader) -> T
  ) {
    self.name = name
    self.doc = doc
    self.shorthand = shorthand
    self.read = read
  }

  /// The same alternative, what is read turned into something else.
  public func map<U>(_ transform: @escaping (T) -> U) -> Variant<U> {
    Variant<U>(name, doc, shorthand: shorthand) { transform(read($0)) }
  }
}

extension SectionReader {
  /// One of several alternatives: `growth: constant`, or `growth: { logistic: { … } }`.
  ///
  /// - `default`: the alternative, without keys, where the key is not given; required without one.
  /// - `scalar`: the alternative that a bare number stands for, as in `price: 2 EUR/H100e-h`.
  ///
  /// The result is nil where it cannot be read, which is reported.
  public func variant<T>(
    _ key: String, default: String? = nil, scalar: String? = nil, _ doc: String,
    _ cases: [Variant<T>]
  ) -> T? {
    variant(key, default: `default`, isRequired: `default` == nil, scalar: scalar, doc, cases)
  }

  /// One of several alternatives, nil where the key is not given.
  public func optionalVariant<T>(
    _ key: String, scalar: String? = nil, _ doc: String, _ cases: [Variant<T>]
  ) -> T? {
    variant(key, default: nil, isRequired: false, scalar: scalar, doc, cases)
  }

  /// One of several alternatives that stand among the keys of this section, read after the others.
  ///
  /// The result is nil where none or more than one is given, which is reported unless `required` is
  /// false and none is.
  public func oneOf<T>(required: Bool = true, _ cases: [Variant<T>]) -> T? {
    if isDescribing { return describe(cases, into: catalogue) }
    for variant in cases { allow(variant.name) }
    guard mode == .reading else { return nil }
    // Where an overlay names another alternative, it is meant.
    let given = ScenarioNode.latest(
      (node.entries ?? []).filter { entry in cases.contains { $0.name == entry.key.name } })
    let names = cases.map(\.name).joined(separator: ", ")
    if given.isEmpty {
      // A key that nobody has asked for is reported as unknown when the section ends.
      let isMistyped = (node.entries ?? []).contains { entry in
        !["source", "confidence"].contains(entry.key.name) && !asked.contains(entry.key.name)
      }
      if required, !isMistyped { report("one of these is needed here: \(names)", at: place) }
      return nil
    }
    if given.count > 1 {
      report(
        "only one of these can be given: \(names) (found "
          + given.map { "'\($0.key.name)'" }.joined(separator: " and ") + ")",
        at: given[1].key.place)
      return nil
    }
    guard let chosen = cases.first(where: { $0.name == given[0].key.name }) else { return nil }
    return read(chosen, given[0].value)
  }
}

extension SectionReader {
  private func variant<T>(
    _ key: String, default: String?, isRequired: Bool, scalar: String?, _ doc: String,
    _ cases: [Variant<T>]
  ) -> T? {
    if isDescribing {
      if describesAgain(key, doc, isRequired: isRequired) { return nil }
      let keys = ScenarioCatalogue()
      let inner = reader(of: key, nil, catalogue: keys, identity: identity(key, doc))
      let result = inner.describe(cases, into: keys)
      _ = value(
        of: ScenarioCatalogue.Key(
          key, doc, isRequired: isRequired, default: `default`,
          .variant(keys.alternatives, scalar: scalar)))
      return result
    }
    let content = ScenarioCatalogue.Content.choice(cases.map(\.name))
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: isRequired, content)
    guard var value = value(of: entry) else {
      guard mode == .reading, node[key] == nil, let `default`,
        let chosen = cases.first(where: { $0.name == `default` })
      else { return nil }
      let nothing = ScenarioNode(.null, at: place, from: .default)
      return readWrapped(key, chosen, nothing)
    }
    if let text = value.scalar, !value.settings.isEmpty {
      let name = cases.first { $0.name == text }?.name
      if let written = name ?? (Self.isAmount(text) ? scalar : nil) {
        let isName = name != nil
        guard let map = unfolded(value, as: written, payload: isName ? .null : nil) else {
          return nil
        }
        value = map
      }
    }
    switch value.value {
    case .mapping:
      let inner = reader(of: key, value)
      let result = inner.oneOf(cases)
      keep(inner.finish(), as: key)
      return result
    case .scalar(let text, _):
      if let chosen = cases.first(where: { $0.name == text }) {
        return readWrapped(key, chosen, ScenarioNode(.null, at: value.place, from: value.origin))
      }
      if let scalar, let chosen = cases.first(where: { $0.name == scalar }), Self.isAmount(text) {
        return readWrapped(key, chosen, value)
      }
      let short = Self.isAmount(text) ? cases.first { $0.shorthand != nil } : nil
      let advice = short.map { "; write it as '\(key): { \($0.name): \(text) }'" } ?? ""
      report(Self.mustBeOne(key, of: cases.map(\.name), found: text) + advice, at: value.place)
      return nil
    default:
      report(
        "'\(key)' must be one of \(cases.map(\.name).joined(separator: ", ")) "
          + "(found \(value.shortDescription))", at: value.place)
      return nil
    }
  }

  /// Whether a text is a number or a drawn one, rather than the name of an alternative.
  private static func isAmount(_ text: String) -> Bool {
    text.first.map { "0123456789+-.$".contains($0) } == true
  }

  /// Reads `key: name` or a bare number as `key: { name: payload }`.
  private func readWrapped<T>(_ key: String, _ chosen: Variant<T>, _ payload: ScenarioNode) -> T {
    let entry = (key: ScenarioNode.Key(chosen.name, at: payload.place), value: payload)
    let wrapped = ScenarioNode(.mapping([entry]), at: payload.place, from: payload.origin)
    let inner = reader(of: key, wrapped)
    inner.allow(chosen.name)
    let result = inner.read(chosen, payload, writtenAs: key)
    keep(inner.finish(), as: key)
    return result
  }

  private func read<T>(
    _ chosen: Variant<T>, _ payload: ScenarioNode, writtenAs key: String? = nil
  ) -> T {
    let map = map(payload, chosen.shorthand)
    let reader = reader(
      of: chosen.name, map,
      shorthand: standingAlone(key ?? chosen.name, payload, chosen.shorthand))
    let result = chosen.read(reader)
    if map != nil { keep(reader.finish(), as: chosen.name) }
    checkIsMap(chosen.name, payload, chosen.shorthand, keys: reader.asked)
    return result
  }

  /// Describes each alternative; the first is the placeholder.
  private func describe<T>(_ cases: [Variant<T>], into catalogue: ScenarioCatalogue) -> T? {
    var first: T?
    for variant in cases {
      let keys = ScenarioCatalogue()
      let result = variant.read(reader(of: variant.name, nil, catalogue: keys))
      first = first ?? result
      catalogue.add(
        ScenarioCatalogue.Alternative(
          name: variant.name, meaning: variant.doc, shorthand: variant.shorthand, keys: keys))
    }
    return first
  }
}
