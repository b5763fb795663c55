public import Quantities

extension ScenarioCatalogue.Key {
  /// How the key may be written, such as `power: 30 MW`; nil where no short text shows it.
  var example: String? { content.example.map { "\(name): \($0)" } }
}

extension ScenarioCatalogue.Content {
  /// How the content may be written, nil where no short text shows it.
  var example: String? {
    switch self {
    case .number(let dimensions, _, _, _): dimensions.first?.plainExample
    case .amount(let dimension, _): dimension.plainExample
    case .count: "10"
    case .flag: "true"
    case .date: "2028-06-01"
    case .choice(let words): words.first
    case .points(let axis, let dimension, _):
      "[[\(axis == .date ? "2028-06-01" : "24 months"), \(dimension.plainExample)]]"
    case .location: "[52.1, 5.1]"
    case .listOf(let content, _): content.example.map { "[\($0)]" }
    case .either(let first, _): first.example
    case .text, .reference, .table, .section, .named, .namedValues, .list, .variant, .sameAs,
      .overlay:
      nil
    }
  }
}

extension Dimension {
  /// One way to write a value.
  var plainExample: String { form == .share ? "30 %" : example }

  /// The words for a range, nil where every number is allowed.
  public func rangeText(_ range: ClosedRange<Double>?) -> String? {
    guard let range else { return nil }
    switch (range.lowerBound > -.infinity, range.upperBound < .infinity) {
    case (true, true):
      return "between \(text(of: range.lowerBound)) and \(text(of: range.upperBound))"
    case (true, false):
      return range.lowerBound == .leastNonzeroMagnitude
        ? "above \(text(of: 0))" : "at least \(text(of: range.lowerBound))"
    case (false, true): return "at most \(text(of: range.upperBound))"
    case (false, false): return nil
    }
  }
}
