import Digests
public import ScenarioReading

/// A scenario as the engine sees it: defaults filled in, overlays merged, tables resolved.
public struct EffectiveScenario: Sendable {
  private let root: ScenarioNode
  /// Every value that was read, for the table of assumptions.
  public let records: [ReadingRecord]
  /// What a user should know although the scenario can be run.
  public let warnings: [Problem]

  /// The effective scenario of a reading without errors.
  public init(_ context: ReadingContext) {
    root = context.effective
    records = context.records
    warnings = context.problems.filter { $0.severity == .warning }
  }

  /// The scenario as YAML, with the origin of each value as a comment; reads back to the same.
  ///
  /// Written anew each time that it is asked for.
  public var text: String { EffectiveWriter(root).commentedText }

  /// The same without comments.
  public var canonicalText: String { EffectiveWriter(root).plainText }

  /// The SHA-256 of the canonical text, 64 hexadecimal digits.
  public var sha256: String { SHA256Digest.hexadecimal(of: canonicalText) }
}
