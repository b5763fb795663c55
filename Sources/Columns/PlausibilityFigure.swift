/// A metric that a reader can hold against what is known of the world, with the range that a scenario names.
public struct PlausibilityFigure: Sendable, Hashable {
  /// The key under `plausibility` in a scenario.
  public let name: String

  /// The metric of the strategy as a whole.
  public let metric: String

  /// Between which numbers it is plausible, in the unit of the metric; nil where the scenario does not say.
  public let range: ClosedRange<Double>?

  /// Who says so; may be empty.
  public let source: String

  /// Names a figure.
  public init(name: String, metric: String, range: ClosedRange<Double>?, source: String) {
    self.name = name
    self.metric = metric
    self.range = range
    self.source = source
  }
}
