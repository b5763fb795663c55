/// Names one that holds capacity of a pool and may be preempted, to end its hold.
///
/// It goes stale when the hold ends, by itself or by preemption, as a ``WaitHandle`` does when its entry
/// leaves. It is a type of its own since a hold and a place in the line may look the same.
@frozen
public struct HoldHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let entry: WaitHandle

  @inlinable
  init(_ entry: WaitHandle) { self.entry = entry }

  /// Names nobody; always stale.
  @inlinable
  public static var none: HoldHandle { HoldHandle(.none) }
}
