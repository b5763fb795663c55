import Synchronization

/// A request to stop early, which may come from a signal handler.
///
/// Replications under way are finished and kept; no new ones are begun.
public final class Interruption: Sendable {
  private let flag = Atomic(false)

  /// Nothing requested yet.
  public init() {}

  /// Asks to stop.
  ///
  /// Only sets an atomic flag, so it is safe in a signal handler.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}
