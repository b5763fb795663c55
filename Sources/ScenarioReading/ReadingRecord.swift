/// How well a number is known, as its author marks it.
public enum Confidence: String, CaseIterable, Hashable, Sendable {
  /// Read in the named source.
  case read
  /// Remembered, not read again.
  case remembered
  /// Chosen for modelling.
  case assumed
}

/// A value that was read, for the table of assumptions.
public struct ReadingRecord: Sendable {
  /// The path of the key, such as `sites.podSite.power`.
  public let path: String
  /// The value as written; a distribution in one line.
  public let text: String
  /// The unit in which the key is kept where it is a number, else empty.
  public let unit: String
  /// Where the value came from.
  public let origin: ScenarioNode.Origin
  /// The source that the author names.
  public let source: String?
  /// How well it is known, where the author says.
  public let confidence: Confidence?
}

/// A number that is drawn once per future and used under its name.
public struct UncertainName: Sendable {
  /// The name, without the `$`.
  public let name: String
  /// The unit in which it is written and reported.
  public let unit: String
  /// The least and the greatest value, in that unit; infinite where there is none.
  public let support: ClosedRange<Double>
  /// A low, a middle and a high value between which nearly all draws lie, in that unit.
  public let extremes: [Double]
  /// Whether its declaration could be read; one that could not is not blamed where it is used.
  public var isReadable = true

  /// A declared name.
  public init(name: String, unit: String, support: ClosedRange<Double>, extremes: [Double]) {
    self.name = name
    self.unit = unit
    self.support = support
    self.extremes = extremes
  }
}
