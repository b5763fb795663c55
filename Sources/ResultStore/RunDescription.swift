import Digests
public import Experiments

/// What an experiment is and where it ran: everything needed to run it again.
public struct RunDescription: Sendable, Hashable {
  /// The scenario's file name.
  public var scenario: String

  /// The scenario's title; may be empty.
  public var title: String

  /// The effective scenario: overlays applied, defaults filled in.
  public let scenarioText: String

  /// The SHA-256 digest of `scenarioText`, 64 hexadecimal digits.
  public let scenarioSHA256: String

  /// The master seed.
  public var seed: UInt64

  /// How many futures and inner runs are wanted.
  public var design: ReplicationDesign

  /// Of how many futures the series are kept.
  public var kept: KeptFutures

  /// The version of the program that ran it.
  public var engineVersion: String

  /// The command line.
  public var command: String

  /// Machine, system and processors.
  public var host: String

  /// How the machines that ran it round logarithms, powers and their like (`Arithmetic.fingerprint`): all in the same
  /// way.
  public var arithmetic: String

  /// When the experiment was begun, ISO 8601 in UTC.
  public var startedAt: String

  /// When the last wanted replication was stored; nil while some are missing.
  public var finishedAt: String?

  /// Names the experiment: the first 16 digits of the scenario's digest, and the seed.
  public var runID: String { "\(scenarioSHA256.prefix(16))-\(seed)" }

  /// Describes a run that is about to begin.
  public init(
    scenario: String, title: String = "", scenarioText: String, seed: UInt64,
    design: ReplicationDesign, kept: KeptFutures = .standard, engineVersion: String,
    command: String, host: String,
    arithmetic: String, startedAt: String, finishedAt: String? = nil
  ) {
    self.scenario = scenario
    self.title = title
    self.scenarioText = scenarioText
    scenarioSHA256 = SHA256Digest.hexadecimal(of: scenarioText)
    self.seed = seed
    self.design = design
    self.kept = kept
    self.engineVersion = engineVersion
    self.command = command
    self.host = host
    self.arithmetic = arithmetic
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }
}
