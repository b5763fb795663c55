public import Columns

/// A model that can be replicated.
///
/// A replication is a pure function of the scenario, the master seed, the future and the inner run:
/// whichever thread runs it, and whatever ran before on that thread, it returns the same bits.
public protocol ReplicatedModel: Sendable {
  /// The memory of one thread.
  associatedtype Worker: ReplicationWorker

  /// The names of the strategies, in file order.
  var strategies: [String] { get }

  /// What each replication returns.
  var layout: ResultLayout { get }

  /// The numbers drawn once per future, in the order `begin(future:inner:)` returns them.
  var parameters: [Parameter] { get }

  /// Makes the memory of one thread; called on that thread.
  func makeWorker() -> Worker
}

/// Runs replications one after the other on one thread, with memory of its own.
public protocol ReplicationWorker {
  /// Starts a replication.
  ///
  /// - Returns: the parameter draws of this future, shared by all its strategies and inner runs, in
  ///   the units of `parameters`.
  /// - Throws: what makes the replication, and with it the run, fail.
  mutating func begin(future: Int, inner: Int) throws -> [Double]

  /// Runs one strategy of the replication begun last.
  ///
  /// - Parameters:
  ///   - strategy: index into the model's strategies.
  ///   - result: receives the results; as long as the layout says, filled with whatever the last
  ///     replication left there.
  /// - Throws: what makes the replication, and with it the run, fail.
  mutating func run(strategy: Int, into result: inout ReplicationResult) throws
}
