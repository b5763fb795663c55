/// Which replication is drawn: one future, and one repetition of the process noise within it.
public struct Replication: Hashable, Sendable, BitwiseCopyable {
  /// The seed of the whole experiment.
  public let masterSeed: UInt64
  /// The number of the future, from 0: one draw of every uncertain parameter.
  public let future: UInt64
  /// The number of the inner run within the future, from 0: one draw of the process noise.
  public let inner: UInt64

  /// A replication by its numbers.
  ///
  /// - Precondition: `inner` is below `UInt64.max`, where the parameters of a future live.
  public init(masterSeed: UInt64, future: UInt64, inner: UInt64 = 0) {
    precondition(inner < .max, "inner run \(inner) is reserved for the parameters of a future")
    self.masterSeed = masterSeed
    self.future = future
    self.inner = inner
  }
}
