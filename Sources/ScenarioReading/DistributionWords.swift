/// How a distribution is written, for the schema and the reference page.
public struct DistributionWords: Sendable {
  /// What stands for a parameter.
  public enum Content: Sendable {
    /// A number of the dimension of the key.
    case quantity
    /// A bare number.
    case bare
    /// A probability, 0 to 1.
    case probability
    /// A list of numbers of the dimension of the key.
    case quantities
    /// A list of bare numbers.
    case bares
    /// A text, such as the path of a file.
    case text
  }

  /// The name of the distribution.
  public let name: String
  /// What it is, in a few words.
  public let meaning: String
  /// The sets of parameters that it can be given by.
  public let sets: [[(name: String, content: Content, isOptional: Bool)]]

  /// A distribution by its name.
  public init(
    _ name: String, _ meaning: String,
    _ sets: [[(name: String, content: Content, isOptional: Bool)]]
  ) {
    self.name = name
    self.meaning = meaning
    self.sets = sets
  }

  /// The ways to write it, such as `lognormal: { median, p90 }`.
  var patterns: [String] {
    sets.map { set in
      name + ": { " + set.map { $0.name + ($0.isOptional ? "?" : "") }.joined(separator: ", ")
        + " }"
    }
  }
}
