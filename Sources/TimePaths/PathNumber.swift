public import Quantities

/// What a process gives over time, in the words of the key that names the process.
public struct PathNumber: Sendable {
  /// Such as `price`, and how a list of them is called.
  public let noun, plural: String
  /// What it is measured in.
  public let dimension: Dimension
  /// A list of dates and numbers, as an example.
  public let example: String

  /// A number with its words.
  public init(_ noun: String, plural: String, _ dimension: Dimension, example: String) {
    self.noun = noun
    self.plural = plural
    self.dimension = dimension
    self.example = example
  }
}
