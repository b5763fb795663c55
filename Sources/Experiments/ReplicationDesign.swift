/// How often an experiment is repeated: futures, and runs of the process noise within each.
///
/// Replications are numbered `future * inner + run`, so that more futures add numbers at the end
/// and leave the others as they were.
public struct ReplicationDesign: Sendable, Hashable {
  /// How many draws of the parameters.
  public let futures: Int

  /// How many runs of the process noise within each future.
  public let inner: Int

  /// How many replications there are in all.
  public var count: Int { futures * inner }

  /// A design of at least one replication.
  public init(futures: Int, inner: Int = 1) {
    precondition(futures > 0, "\(futures) futures: at least one is needed")
    precondition(inner > 0, "\(inner) inner runs: at least one is needed")
    self.futures = futures
    self.inner = inner
  }

  /// The future of a replication, from 0.
  public func future(of number: Int) -> Int { number / inner }

  /// The run of the process noise within its future, from 0.
  public func inner(of number: Int) -> Int { number % inner }

  /// The number of a replication.
  public func number(future: Int, inner run: Int) -> Int {
    precondition(0 <= run && run < inner, "inner run \(run) of \(inner)")
    return future * inner + run
  }
}
