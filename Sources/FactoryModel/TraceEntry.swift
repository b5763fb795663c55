public import Quantities

/// The lines of a trace; a reference, so that taking a note changes nothing of the factory.
final class TraceLog {
  var entries: [TraceEntry] = []
}

/// A line of the trace of a replication.
public struct TraceEntry: Sendable, Hashable {
  /// When it happened.
  public let time: SimTime
  /// What happened, in words.
  public let text: String
}
