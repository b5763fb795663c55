public import Columns

/// What a worker hands over after one replication: its draws, and one result per strategy.
public struct ReplicationOutcome: Sendable {
  /// The replication's number in the design.
  public var number: Int

  /// Which draw of the parameters, from 0.
  public var future: Int

  /// Which run of the process noise within that future, from 0.
  public var inner: Int

  /// The parameters drawn for this future.
  public var draws: [Double]

  /// One result per strategy, in the model's order.
  public var results: [ReplicationResult]

  /// How many events the strategies executed together.
  public var eventCount: Int { results.reduce(0) { $0 + $1.eventCount } }

  /// The outcome of one replication.
  public init(
    number: Int, future: Int, inner: Int, draws: [Double], results: [ReplicationResult]
  ) {
    self.number = number
    self.future = future
    self.inner = inner
    self.draws = draws
    self.results = results
  }
}

/// A replication that could not be finished; the run fails with it.
public struct ReplicationFailure: Error, CustomStringConvertible {
  /// The replication's number in the design.
  public let number: Int

  /// The strategy that failed; nil where the draws of the future did.
  public let strategy: String?

  /// What the model threw.
  public let reason: any Error

  /// A replication that failed.
  public init(number: Int, strategy: String?, reason: any Error) {
    self.number = number
    self.strategy = strategy
    self.reason = reason
  }

  /// One sentence for users.
  public var description: String {
    let place = strategy.map { ", strategy '\($0)'" } ?? ""
    return "replication \(number)\(place) failed: \(reason)"
  }
}
