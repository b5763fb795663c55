import Quantities
import ScenarioReading

/// Writes scenarios at random from the catalogue of their keys, so that a new key is tried as soon as
/// there is one.
///
/// What the catalogue cannot say (which keys go together, which names exist, what sizes are usual) is in
/// the extensions of this type. What is refused all the same is taken out by ``Repair``.
struct ScenarioGenerator {
  var dice: Dice
  /// The names of the things of each kind that may be referred to.
  var names: [String: [String]] = [:]
  /// What stands under `uncertain`.
  var uncertain = UncertainDrafts()
  /// What each site is, for the phases that build it.
  var sites: [String: SiteDraft] = [:]
  /// Tables that the scenario reads.
  var tables: [FuzzInput.File] = []
  /// The simulated time; dates lie in and around it.
  var start = CalendarDate(daysSinceEpoch: 0)
  var end = CalendarDate(daysSinceEpoch: 0)
  /// What may be written at each path, for keys that contain themselves.
  private var contents: [String: ScenarioCatalogue.Content] = [:]
  var units = KnownUnits()
  /// How deep a key stands in itself.
  private var nesting = 0

  init(_ dice: Dice) { self.dice = dice }

  /// A scenario of these keys.
  mutating func scenario(_ catalogue: ScenarioCatalogue) -> Draft {
    planDates()
    var scenario = section(catalogue, "")
    scenario["start"] = .text("\(start)")
    scenario["end"] = .text("\(end)")
    scenario["uncertain"] = uncertain.draft
    scenario.removeUnusedUncertain()
    return scenario
  }
}

extension ScenarioGenerator {
  /// A map of keys, whose path has `NAME` for every name.
  mutating func section(_ catalogue: ScenarioCatalogue, _ path: String) -> Draft {
    var entries: [Draft.Entry] = []
    for key in catalogue.keys {
      let inner = path.isEmpty ? key.name : path + "." + key.name
      guard key.isRequired || dice.chance(Self.presence[inner] ?? 0.5) else { continue }
      if let value = value(key.content, inner) { entries.append(.init(key.name, value)) }
    }
    if !catalogue.alternatives.isEmpty {
      entries.append(alternative(dice.pick(possible(catalogue.alternatives)), path))
    }
    refine(&entries, path)
    if !path.isEmpty, dice.chance(0.03) {
      entries.append(.init("source", .text("a survey")))
      entries.append(.init("confidence", .text(dice.pick(Confidence.allCases).rawValue)))
    }
    return .map(entries)
  }

  /// A value of a key, nil where there is nothing to refer to.
  mutating func value(_ content: ScenarioCatalogue.Content, _ path: String) -> Draft? {
    contents[path] = content
    switch content {
    case .number(let dimensions, let range, let words, let mayBeDrawn):
      if !words.isEmpty, dice.chance(0.2) { return .text(dice.pick(words)) }
      guard let dimension = dimensions.randomElement(using: &dice) else { return nil }
      return number(NumberRange(dimension, range, path), mayBeDrawn: mayBeDrawn)
    case .amount(let dimension, let range):
      return .text(plainNumber(NumberRange(dimension, range, path), euroOnly: true))
    case .count(let range): return count(range, path)
    case .flag: return .text(dice.pick(["true", "false"]))
    case .text: return .scalar(dice.pick(Self.texts), isQuoted: dice.chance(0.5))
    case .date: return .text("\(date())")
    case .choice(let words): return .text(dice.pick(words))
    case .reference(let kind):
      return names[kind].flatMap { $0.randomElement(using: &dice) }.map { .text($0) }
    case .table: return .text(table())
    case .listOf(let element, _): return list(of: element, path)
    case .points(let axis, let dimension, let range):
      return points(axis, NumberRange(dimension, range, path))
    case .location:
      return .list([.text("\(dice.whole(-90...90))"), .text("\(dice.whole(-180...180)).25")])
    case .section(let keys, let shorthand): return payload(section(keys, path), shorthand)
    case .named(let kind, let keys): return named(kind, keys, path)
    case .namedValues(let kind, let content): return namedValues(kind, content, path)
    case .list(let keys):
      var elements = (0..<dice.whole(1...3)).map { _ in section(keys, path) }
      refineElements(&elements, path)
      return .list(elements)
    case .variant(let alternatives, let scalar): return variant(alternatives, scalar, path)
    case .either(let first, let second):
      return dice.chance(0.3) ? value(second, path) ?? value(first, path) : value(first, path)
    // Nothing is read of it but by a sweep.
    case .overlay: return .map([Draft.Entry("title", .text("changed"))])
    case .sameAs(let ancestor):
      guard nesting < 2, let content = contents[ancestor] else { return nil }
      nesting += 1
      defer { nesting -= 1 }
      return value(content, ancestor)
    }
  }

  /// A map, or the value of its shorthand alone.
  private mutating func payload(_ map: Draft, _ shorthand: String?) -> Draft {
    guard let shorthand, let value = map[shorthand], map.entries.count == 1 || dice.chance(0.2)
    else { return map }
    // A map would not be taken for a value that stands alone.
    return value.entries.isEmpty ? value : map
  }

  /// Those of some alternatives that refer to nothing that is not there.
  private func possible(
    _ alternatives: [ScenarioCatalogue.Alternative]
  ) -> [ScenarioCatalogue.Alternative] {
    let possible = alternatives.filter { alternative in
      alternative.keys.keys.allSatisfy { key in
        guard key.isRequired else { return true }
        switch key.content {
        case .reference(let kind): return names[kind]?.isEmpty == false
        case .sameAs: return nesting < 2
        default: return true
        }
      }
    }
    return possible.isEmpty ? alternatives : possible
  }

  private mutating func alternative(
    _ chosen: ScenarioCatalogue.Alternative, _ path: String
  ) -> Draft.Entry {
    let map = section(chosen.keys, path.isEmpty ? chosen.name : path + "." + chosen.name)
    return .init(chosen.name, chosen.keys.keys.isEmpty ? .nothing : payload(map, chosen.shorthand))
  }

  private mutating func variant(
    _ alternatives: [ScenarioCatalogue.Alternative], _ scalar: String?, _ path: String
  ) -> Draft {
    let chosen = dice.pick(possible(alternatives))
    if chosen.keys.keys.isEmpty, chosen.keys.alternatives.isEmpty, dice.chance(0.7) {
      return .text(chosen.name)
    }
    let entry = alternative(chosen, path)
    if chosen.name == scalar, entry.value.scalar != nil, dice.chance(0.5) { return entry.value }
    return .map([entry])
  }
}
