public import Quantities

/// Which dates a key may have.
public enum DateLimits: Sendable {
  /// Any date; before the start is history.
  case anyTime
  /// Before the end of the simulated time; before the start is history.
  case beforeEnd
  /// From the start to the end of the simulated time, for what is planned.
  case horizon
}

extension SectionReader {
  /// `true` or `false`.
  public func flag(_ key: String, default: Bool, _ doc: String) -> Bool {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: false, default: String(`default`), .flag)
    guard let value = value(of: entry) else {
      if node[key] == nil { keepDefault(String(`default`), as: key) }
      return `default`
    }
    switch value.value {
    case .scalar(let text, isQuoted: false) where ["true", "True", "TRUE"].contains(text):
      return kept(true, value, as: key)
    case .scalar(let text, isQuoted: false) where ["false", "False", "FALSE"].contains(text):
      return kept(false, value, as: key)
    default:
      keep(value, as: key)
      report("'\(key)' must be true or false (found \(value.shortDescription))", at: value.place)
      return `default`
    }
  }

  /// Keeps a flag as `true` or `false`, as YAML has three ways to write each.
  private func kept(_ flag: Bool, _ written: ScenarioNode, as key: String) -> Bool {
    var value = written
    value.value = .scalar(String(flag), isQuoted: false)
    keep(value, as: key)
    return flag
  }

  /// A text; required where it has no default.
  public func text(_ key: String, default: String? = nil, _ doc: String) -> String {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: `default`, .text)
    guard let value = value(of: entry) else {
      if let `default`, node[key] == nil {
        keep(
          ScenarioNode(.scalar(`default`, isQuoted: true), at: place, from: .default), as: key)
      }
      return `default` ?? ""
    }
    keep(value, as: key)
    return plainText("'\(key)'", value) ?? `default` ?? ""
  }

  /// A text; nil where the key is not given.
  public func optionalText(_ key: String, _ doc: String) -> String? {
    guard let value = value(of: ScenarioCatalogue.Key(key, doc, isRequired: false, .text)) else {
      return nil
    }
    keep(value, as: key)
    return plainText("'\(key)'", value)
  }

  /// A list of texts; empty where the key is not given and not required.
  public func texts(_ key: String, required: Bool = false, _ doc: String) -> [String] {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: required, .listOf(.text, length: 1...Int.max))
    guard let value = value(of: entry) else { return [] }
    keep(value, as: key)
    let elements = elements(key, value)
    if value.elements?.isEmpty == true {
      report("the list '\(key)' is empty; fill it, or leave the key out", at: value.place)
    }
    return elements.compactMap { plainText("each of '\(key)'", $0) }
  }

  /// A date; required.
  ///
  /// A date outside the limits is an error.
  public func date(
    _ key: String, within limits: DateLimits = .anyTime, _ doc: String
  ) -> CalendarDate {
    readableDate(key, within: limits, doc) ?? CalendarDate(daysSinceEpoch: 0)
  }

  /// A date; required, and nil where it is missing or cannot be read, which is reported.
  public func readableDate(
    _ key: String, within limits: DateLimits = .anyTime, _ doc: String
  ) -> CalendarDate? {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: true, .date)
    guard let value = value(of: entry) else { return nil }
    keep(value, as: key)
    return plainDate("'\(key)'", value, limits)
  }

  /// A date, nil where the key is not given.
  ///
  /// A date outside the limits is an error.
  public func optionalDate(
    _ key: String, within limits: DateLimits = .anyTime, _ doc: String
  ) -> CalendarDate? {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: false, .date)
    guard let value = value(of: entry) else { return nil }
    keep(value, as: key)
    return plainDate("'\(key)'", value, limits)
  }

  /// One of the words of an enumeration; required where it has no default.
  public func choice<C: CaseIterable & RawRepresentable & Sendable>(
    _ key: String, default: C? = nil, _ doc: String
  ) -> C where C.RawValue == String {
    let words = C.allCases.map(\.rawValue)
    guard let first = C.allCases.first else { preconditionFailure("\(C.self) has no case") }
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: `default` == nil, default: `default`?.rawValue, .choice(words))
    guard let value = value(of: entry) else {
      if let `default`, node[key] == nil { keepDefault(`default`.rawValue, as: key) }
      return `default` ?? first
    }
    keep(value, as: key)
    return plainChoice(key, value) ?? `default` ?? first
  }

  /// One of the words of an enumeration, nil where it is given and cannot be read, which is reported.
  public func readableChoice<C: CaseIterable & RawRepresentable & Sendable>(
    _ key: String, default: C, _ doc: String
  ) -> C? where C.RawValue == String {
    let errors = context.errorCount
    let choice = choice(key, default: `default`, doc)
    return context.errorCount == errors ? choice : nil
  }

  /// A list of words of an enumeration; empty where the key is not given and has no default.
  public func choices<C: CaseIterable & RawRepresentable & Sendable>(
    _ key: String, default: [C] = [], _ doc: String
  ) -> [C] where C.RawValue == String {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: false,
      default: "[" + `default`.map(\.rawValue).joined(separator: ", ") + "]",
      .listOf(.choice(C.allCases.map(\.rawValue)), length: 0...Int.max))
    guard let value = value(of: entry) else {
      if node[key] == nil {
        let elements = `default`.map { ScenarioNode.defaulted($0.rawValue) }
        keep(ScenarioNode(.sequence(elements), at: place, from: .default), as: key)
      }
      return `default`
    }
    keep(value, as: key)
    return elements(key, value).compactMap { plainChoice(key, $0) }
  }

  /// A table beside the scenario, by its path; nil where the key is not given or cannot be read.
  public func table(_ key: String, required: Bool = false, _ doc: String) -> ScenarioTable? {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: required, .table)
    guard let value = value(of: entry) else { return nil }
    keep(value, as: key)
    guard let path = plainText("'\(key)'", value) else { return nil }
    do {
      return try context.table(path, from: value.place)
    } catch {
      context.add(error)
      return nil
    }
  }
}

extension SectionReader {
  /// A scalar as a text; reports anything else.
  public func plainText(_ name: String, _ value: ScenarioNode) -> String? {
    if let text = value.scalar {
      if !text.unicodeScalars.contains("\0") { return text }
      report("\(name) must be a text without the character NUL", at: value.place)
      return nil
    }
    report("\(name) must be a text (found \(value.shortDescription))", at: value.place)
    return nil
  }

  func elements(_ key: String, _ value: ScenarioNode) -> [ScenarioNode] {
    if let elements = value.elements { return elements }
    report(
      "'\(key)' must be a list, such as '[a, b]' (found \(value.shortDescription))",
      at: value.place)
    return []
  }

  func plainDate(_ name: String, _ value: ScenarioNode, _ limits: DateLimits) -> CalendarDate? {
    guard let text = value.scalar, let date = CalendarDate(text) else {
      report(
        "\(name) must be a date, such as '2028-06-01' (found \(value.shortDescription))",
        at: value.place)
      return nil
    }
    if date.year < Self.firstYear {
      report(
        "\(name) must be a date from the year \(Self.firstYear) on (found '\(text)')",
        at: value.place)
      return nil
    }
    guard let calendar = context.calendar else { return date }
    if context.isVariant, date >= calendar.end { return date }
    switch limits {
    case .horizon where date < calendar.start || date >= calendar.end:
      report(
        "\(name) must be within the simulated time, from \(calendar.start) to before "
          + "\(calendar.end) (found '\(text)')", at: value.place)
    case .beforeEnd where date >= calendar.end:
      report(
        "\(name) must be before the end of the simulated time, \(calendar.end), to have an effect "
          + "(found '\(text)')", at: value.place)
    default: break
    }
    return date
  }

  /// The first year that a date can mean; prices that change each year are counted from some.
  private static var firstYear: Int { 1900 }

  private func plainChoice<C: CaseIterable & RawRepresentable>(
    _ key: String, _ value: ScenarioNode
  ) -> C? where C.RawValue == String {
    guard let text = value.scalar else {
      report("'\(key)' must be a word (found \(value.shortDescription))", at: value.place)
      return nil
    }
    if let choice = C(rawValue: text) { return choice }
    report(Self.mustBeOne(key, of: C.allCases.map(\.rawValue), found: text), at: value.place)
    return nil
  }
}
