/// How far a run is, or how it ended.
public struct RunProgress: Sendable, Hashable {
  /// Replications delivered by this run.
  public var delivered = 0

  /// Replications this run set out to do.
  public var wanted = 0

  /// Events executed in the delivered replications.
  public var events = 0

  /// So far of so many.
  public init(delivered: Int = 0, wanted: Int = 0) {
    (self.delivered, self.wanted) = (delivered, wanted)
  }

  /// Whether everything wanted has been delivered; false after an interruption.
  public var isComplete: Bool { delivered == wanted }
}
