/// One value that the scenario was read with, for the table of assumptions.
public struct InputRecord: Sendable, Hashable {
  /// Where it stands: `fleet.generations.rubin.price`.
  public let path: String

  /// The value as text with its unit.
  public let value: String

  /// The file and line, the overlay, the command line, or `default`.
  public let origin: String

  /// Where the author took it from; may be empty.
  public let source: String

  /// How sure the author is: `read`, `remembered`, `assumed`; may be empty.
  public let confidence: String

  /// A value with its provenance.
  public init(
    path: String, value: String, origin: String, source: String = "", confidence: String = ""
  ) {
    self.path = path
    self.value = value
    self.origin = origin
    self.source = source
    self.confidence = confidence
  }
}
