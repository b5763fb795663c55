import Digests
public import ScenarioReading

/// A scenario as the engine sees it: defaults filled in, overlays merged, tables resolved.
public struct EffectiveScenario: Sendable {
  /// The scenario as YAML, with the origin of each value as a comment; reads back to the same.
  public let text: String
  /// The same without comments.
  public let canonicalText: String
  /// The SHA-256 of the canonical text, 64 hexadecimal digits.
  public let sha256: String
  /// Every value that was read, for the table of assumptions.
  public let records: [ReadingRecord]
  /// What a user should know although the scenario can be run.
  public let warnings: [Problem]

  /// The effective scenario of a reading without errors.
  public init(_ context: ReadingContext) {
    let writer = EffectiveWriter(context.effective)
    text = writer.commentedText
    canonicalText = writer.plainText
    sha256 = SHA256Digest.hexadecimal(of: canonicalText)
    records = context.records
    warnings = context.problems.filter { $0.severity == .warning }
  }
}
