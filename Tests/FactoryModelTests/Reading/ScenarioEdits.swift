import FactoryModel
import Quantities
import ScenarioReading

/// Small changes to a scenario, one for each way in which a key can be given or left out.
///
/// They are made from the catalogue of keys, so that a key that is added is tried as soon as it can
/// be read.
struct ScenarioEdits {
  /// Settings as of the command line.
  private(set) var settings: [String] = []

  /// Every change of a scenario that was read.
  init(of tree: ScenarioNode) {
    let catalogue = ReadingContext.describe { Scenario(from: $0) }
    add(catalogue, tree, path: "")
  }

  private mutating func add(_ catalogue: ScenarioCatalogue, _ node: ScenarioNode, path: String) {
    func inner(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
    for (key, _) in node.entries ?? [] { settings.append(inner(key.name) + "=null") }
    for key in catalogue.keys {
      for text in texts(key.content) { settings.append(inner(key.name) + "=" + text) }
      if let value = node[key.name] { add(key.content, value, path: inner(key.name)) }
    }
    for alternative in catalogue.alternatives {
      if let value = node[alternative.name] {
        add(alternative.keys, value, path: inner(alternative.name))
      }
    }
  }

  private mutating func add(
    _ content: ScenarioCatalogue.Content, _ node: ScenarioNode, path: String
  ) {
    switch content {
    case .section(let keys, _): add(keys, node, path: path)
    case .named(_, let keys):
      for (key, value) in node.entries ?? [] { add(keys, value, path: path + "." + key.name) }
    case .list(let keys):
      for (index, value) in (node.elements ?? []).enumerated() {
        add(keys, value, path: "\(path).\(index)")
      }
    case .variant(let alternatives, _):
      for alternative in alternatives {
        if let value = node[alternative.name] {
          add(alternative.keys, value, path: path + "." + alternative.name)
        }
      }
    default: break
    }
  }

  /// Ways to write a value, all of which can be read by themselves.
  private func texts(_ content: ScenarioCatalogue.Content) -> [String] {
    switch content {
    case .number(let dimensions, _, let words, let mayBeDrawn):
      let amounts = dimensions.map(Self.amount)
      let drawn = amounts.prefix(mayBeDrawn ? 1 : 0).flatMap { amount in
        [
          "{ value: \(amount), source: a study, confidence: assumed }",
          "{ discrete: { values: [\(amount)], weights: [2] } }",
        ]
      }
      return amounts + words + drawn
    case .amount(let dimension, _): return [Self.amount(dimension)]
    case .count: return ["1", "2"]
    case .flag: return ["true", "false"]
    case .text: return ["words", "\"two: \\u202e words\\n\""]
    case .date: return ["2027-06-01"]
    case .choice(let words): return words
    case .points(let axis, let dimension, _):
      let x = axis == .date ? "2027-06-01" : "24 months"
      return ["[[\(x), \(Self.amount(dimension))]]"]
    case .location: return ["[52.1, 5.1]"]
    case .listOf(let element, _): return texts(element).prefix(1).map { "[\($0)]" }
    case .section(let keys, let shorthand):
      let short = keys.keys.first { $0.name == shorthand }.map { texts($0.content) } ?? []
      return short + (map(keys).map { [$0] } ?? [])
    case .list(let keys): return map(keys).map { ["[]", "[\($0)]"] } ?? []
    case .variant(let alternatives, let scalar):
      return alternatives.flatMap { alternative -> [String] in
        let short = alternative.keys.keys.first { $0.name == alternative.shorthand }
        let shortTexts = short.map { texts($0.content) } ?? []
        return shortTexts.prefix(1).map { "{ \(alternative.name): \($0) }" }
          + (alternative.name == scalar ? shortTexts.prefix(1) : [])
          + (map(alternative.keys).map { ["{ \(alternative.name): \($0) }"] } ?? [])
      }
    case .either(let first, let second): return texts(first) + texts(second)
    case .reference, .table, .named, .namedValues, .sameAs, .overlay: return []
    }
  }

  /// A map with the keys that are needed; nil where one of them has no text.
  private func map(_ catalogue: ScenarioCatalogue) -> String? {
    var parts: [String] = []
    for key in catalogue.keys where key.isRequired {
      guard let text = texts(key.content).first else { return nil }
      parts.append("\(key.name): \(text)")
    }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  private static func amount(_ dimension: Dimension) -> String {
    dimension.form == .share ? "30 %" : dimension.example
  }
}
