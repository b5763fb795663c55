/// Names one entry of a waiting list, to take it out or ask about it.
///
/// A handle goes stale when its entry leaves, and stale handles are refused even after their memory
/// is used for another entry: a slot is told apart from its earlier uses by a generation count,
/// which repeats after 2³¹ uses of the one slot. It means something to the list alone that gave it.
@frozen
public struct WaitHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let slot: Int32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: Int32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// Names no entry; always stale.
  ///
  /// As ``EventHandle/none``.
  @inlinable
  public static var none: WaitHandle { WaitHandle(slot: 0, generation: 0) }
}
