import Digests

/// The checksum of a replication: SHA-256 over all that is kept of it, in a fixed order and with each
/// reference to another strategy's series replaced by that series.
///
/// Blobs are digested as they are coded: a number has one code only.
struct ReplicationDigest: ~Copyable {
  private var stream = SHA256Stream()

  /// Takes what a replication has beside its strategies.
  mutating func begin(
    number: Int, variant: Int, future: Int, inner: Int, draws: UnsafeRawBufferPointer
  ) {
    stream.add(number)
    stream.add(variant)
    stream.add(future)
    stream.add(inner)
    stream.add(draws)
  }

  /// Begins the next strategy.
  mutating func add(
    metrics: UnsafeRawBufferPointer, milestones: UnsafeRawBufferPointer,
    reasons: UnsafeRawBufferPointer, constraints: UnsafeRawBufferPointer
  ) {
    stream.add(metrics)
    stream.add(milestones)
    stream.add(reasons)
    stream.add(constraints)
  }

  /// Takes the next series of the strategy: monthly ones by column, then the cash flow.
  mutating func add(
    column: Int, _ numbers: UnsafeRawBufferPointer, _ ends: UnsafeRawBufferPointer?
  ) {
    stream.add(column)
    stream.add(numbers)
    if let ends { stream.add(ends) }
  }

  /// The checksum; the next one begins anew.
  mutating func finish() -> [UInt8] { stream.finish() }
}
