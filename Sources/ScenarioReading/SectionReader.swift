import Quantities

/// Reads one map of a scenario: each key by its name, with its dimension, its range and its meaning.
///
/// A value that cannot be read is reported, a placeholder is returned, and reading goes on, so that
/// all problems are found at once. When the closure that reads a section returns, each key that it
/// did not ask for is an error. The same code, run without a scenario, describes its keys.
public final class SectionReader {
  /// Whether values are read, are missing as a whole, or are only described.
  enum Mode { case reading, absent, describing }

  /// A key that is read from a value without keys, and the key that the user wrote it under.
  struct Shorthand {
    let key: String
    let written: String
  }

  /// Something that is not there yet, for what is missing in it was perhaps never meant to be new.
  enum Beginning {
    /// In words, what nobody knows.
    case unknown(String)
    /// The name is near to that of something in another file: what to say where keys are missing.
    case misspelt(Problem)
  }

  /// The path of the section, such as `sites.podSite`; empty for the scenario itself.
  public let path: String
  /// Where the section stands: its key, where it has one.
  public let place: Place
  /// What the reading gathers.
  public let context: ReadingContext
  let mode: Mode
  let node: ScenarioNode
  let catalogue: ScenarioCatalogue
  /// What the sections around this one are called, to notice a description that goes in circles.
  let ancestors: [(identity: String, path: String)]
  private let source: String?
  private let confidence: Confidence?
  /// A key that the user did not write, for its value stands alone, and the key that was written.
  private let shorthand: Shorthand?
  /// That the section is, or is in, something new that a setting or another file begins.
  private let beginning: Beginning?
  private(set) var asked: [String] = []
  /// How many values had been read before this section.
  private let firstRecord: Int
  private var missing: [(key: String, problem: Problem)] = []
  private var kept: [(key: ScenarioNode.Key, value: ScenarioNode)] = []

  init(root: ScenarioNode, in context: ReadingContext) {
    path = ""
    place = root.place
    self.context = context
    mode = context.isDescribing ? .describing : .reading
    node = root
    catalogue = context.catalogue
    ancestors = []
    source = nil
    confidence = nil
    shorthand = nil
    beginning = nil
    firstRecord = 0
  }

  init(
    path: String, place: Place, node: ScenarioNode, mode: Mode, catalogue: ScenarioCatalogue,
    identity: String? = nil, shorthand: Shorthand? = nil, beginning: Beginning? = nil,
    inside parent: SectionReader
  ) {
    self.path = path
    self.place = place
    self.node = node
    self.mode = mode
    self.catalogue = catalogue
    self.shorthand = shorthand
    self.beginning = beginning ?? parent.beginning
    context = parent.context
    firstRecord = context.records.count
    ancestors = identity.map { parent.ancestors + [($0, path)] } ?? parent.ancestors
    source = node["source"]?.scalar ?? parent.source
    confidence = node["confidence"]?.scalar.flatMap(Confidence.init) ?? parent.confidence
  }

  /// Whether a scenario is read: the section is neither missing nor only described.
  public var isReading: Bool { mode == .reading }

  /// Whether no scenario is read: placeholders are returned, and each key is described.
  public var isDescribing: Bool { mode == .describing }

  /// Whether a key is given, even without a value; true when describing.
  public func has(_ key: String) -> Bool {
    mode == .describing || (mode == .reading && node[key] != nil)
  }

  /// Adds an error at the value of a key, or at the section.
  public func report(_ message: String, at key: String? = nil) {
    report(message, at: placeOf(key))
  }

  /// Adds a warning at the value of a key, or at the section.
  public func warn(_ message: String, at key: String? = nil) {
    if mode == .reading { context.add(Problem(.warning, at: placeOf(key), message)) }
  }

  /// Adds an error at a place.
  public func report(_ message: String, at place: Place) {
    if mode == .reading { context.add(Problem(at: place, inUserWords(message))) }
  }

  /// Whoever wrote 'emissions: 150' has not heard of the key 'intensity' that it is read as.
  private func inUserWords(_ message: String) -> String {
    shorthand.map { message.replacing("'\($0.key)'", with: "'\($0.written)'") } ?? message
  }

  /// Adds an error that another mistake may have caused: told only where nothing else is wrong.
  public func reportConsequence(_ message: String, at key: String? = nil) {
    reportConsequence(message, at: placeOf(key))
  }

  /// Adds an error at a place that another mistake may have caused.
  public func reportConsequence(_ message: String, at place: Place) {
    if mode == .reading { context.addConsequence(Problem(at: place, inUserWords(message))) }
  }

  /// Adds an error for a key that is needed and not given.
  ///
  /// Where a key that nobody knows is near to it, that one is told instead, when the section ends.
  public func reportMissing(_ key: String, _ message: String, at other: String? = nil) {
    if mode == .reading { missing.append((key, Problem(at: placeOf(other), message))) }
  }

  /// Where the value of a key stands, or the section where it is not given.
  public func placeOf(_ key: String?) -> Place { key.flatMap { node[$0]?.place } ?? place }
}

// What readers of one kind of value are made of.
extension SectionReader {
  /// The value of a key; nil, with an error where the key is required, when there is none.
  ///
  /// - `key`: the key and what may be written, for the description.
  /// - `allowsNull`: whether a key without a value counts as given.
  public func value(of key: ScenarioCatalogue.Key, allowsNull: Bool = false) -> ScenarioNode? {
    asked.append(key.name)
    switch mode {
    case .describing:
      catalogue.add(key)
      return nil
    case .absent: return nil
    case .reading: break
    }
    guard let value = node[key.name] else {
      if key.isRequired {
        let example = key.example.map { ", such as '\($0)'" } ?? ""
        reportMissing(key.name, "missing key '\(key.name)'\(example) (\(key.meaning))")
      }
      return nil
    }
    if case .null = value.value, !allowsNull {
      let example = key.example.map { ", such as '\($0)'" } ?? ""
      report(
        "'\(key.name)' has no value; write one\(example)"
          + (key.isRequired ? "" : ", or leave the key out"), at: value.place)
      return nil
    }
    if !value.settings.isEmpty, case .number = key.content { return unfolded(value, as: "value") }
    return value
  }

  /// Puts a value into the effective scenario, in the place of an earlier one of the same key.
  public func keep(_ value: ScenarioNode, as key: String) {
    guard mode == .reading else { return }
    let entry = (key: ScenarioNode.Key(key, at: value.place), value: value)
    if let index = kept.firstIndex(where: { $0.key.name == key }) {
      kept[index] = entry
    } else {
      kept.append(entry)
    }
  }

  /// Takes the defaults of keys that do not apply out of the effective scenario.
  ///
  /// What is written stays; whether it may be is for the caller to say.
  public func dropDefaults(of keys: String...) {
    guard mode == .reading else { return }
    for key in keys where node[key] == nil {
      kept.removeAll { $0.key.name == key }
      context.removeRecord(of: pathOf(key), from: firstRecord)
    }
  }

  /// Keeps the text of a default in the effective scenario.
  public func keepDefault(_ text: String, as key: String) { keep(.defaulted(text), as: key) }

  /// Remembers a value for the table of assumptions.
  public func record(
    _ key: String, _ value: ScenarioNode, text: String, unit: String
  ) {
    guard mode == .reading else { return }
    context.add(
      ReadingRecord(
        path: pathOf(key), text: text, unit: unit, origin: value.origin,
        source: value["source"]?.scalar ?? source,
        confidence: value["confidence"]?.scalar.flatMap(Confidence.init) ?? confidence))
  }

  /// The path of a key of this section.
  public func pathOf(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  /// Names a key that may stand here without being read.
  func allow(_ key: String) { asked.append(key) }

  /// A reader of what stands below a key.
  func reader(
    of key: String, _ node: ScenarioNode?, at place: Place? = nil,
    catalogue: ScenarioCatalogue? = nil, identity: String? = nil,
    shorthand: Shorthand? = nil, beginning: Beginning? = nil
  ) -> SectionReader {
    let absent = ScenarioNode(.null, at: self.place, from: .default)
    return SectionReader(
      path: pathOf(key), place: place ?? keyPlace(key) ?? self.place, node: node ?? absent,
      mode: mode == .reading && node == nil ? .absent : mode,
      catalogue: catalogue ?? (isDescribing ? ScenarioCatalogue() : self.catalogue),
      identity: identity, shorthand: shorthand, beginning: beginning, inside: self)
  }

  /// Where a key stands, nil where it is not given.
  func keyPlace(_ key: String) -> Place? {
    node.entries?.first { $0.key.name == key }?.key.place
  }

  /// Checks that every key was asked for, and returns the section as it was read.
  func finish() -> ScenarioNode {
    if mode == .reading {
      checkFactor()
      checkKeys()
    }
    return ScenarioNode(.mapping(kept), at: node.place, from: node.origin)
  }

  /// Refuses a factor on all of the section where it is made of several values: a price that is multiplied with its
  /// yearly change, or its half-life, is not what anybody means.
  private func checkFactor() {
    guard let factor = node.factors.last, node["table"] == nil, node["value"] == nil,
      (node.entries ?? []).count(where: { $0.value.holdsFactors }) > 1,
      !context.problems.contains(where: { $0.place == factor.place }),
      let problem = node.severalValues(at: path, multipliedAt: factor.place)
    else { return }
    context.add(problem)
  }

  private func checkKeys() {
    let unknown = (node.entries ?? []).lazy.map(\.key.name).filter { !self.asked.contains($0) }
    if missing.isEmpty, unknown.isEmpty { return }
    for (key, problem) in missing
    where !unknown.contains(where: { NearestName.of($0, among: asked) == key }) {
      switch beginning {
      case .unknown(let words):
        context.add(
          Problem(at: problem.place, "\(words), and a new one needs more: \(problem.message)"))
      case .misspelt(let misspelt): context.add(misspelt)
      case nil: context.add(problem)
      }
    }
    for (key, value) in node.entries ?? [] where !asked.contains(key.name) {
      if !path.isEmpty, key.name == "source" || key.name == "confidence" {
        keepAnnotation(key.name, value)
      } else if key.name == ScenarioNode.factorKey, value.scalar != nil,
        let problem = node.severalValues(at: path, multipliedAt: value.place)
      {
        context.add(problem)
      } else {
        context.add(Problem(at: key.place, Self.unknownKey(key.name, known: asked)))
      }
    }
  }

  private func keepAnnotation(_ key: String, _ value: ScenarioNode) {
    if let mistake = Self.mistake(inAnnotation: key, value) {
      context.add(Problem(at: value.place, mistake))
    }
    keep(value, as: key)
  }
}
