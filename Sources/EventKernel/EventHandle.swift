/// Names one scheduled event, to cancel it, move it or ask for its time.
///
/// A handle goes stale when its event happens or is cancelled, and stale handles are refused even
/// after their memory is used for another event: a slot is told apart from its earlier uses by a
/// generation count, which repeats after 2³¹ uses of the one slot. It means something to the simulation
/// alone that gave it.
@frozen
public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: Int, generation: UInt32) {
    self.slot = UInt32(truncatingIfNeeded: slot)
    self.generation = generation
  }

  /// Names no event; always stale.
  ///
  /// Generations in use are odd. A stored constant would be set up on its first use, which every use
  /// then asks about: 1 % of an M/M/1 run.
  @inlinable
  public static var none: EventHandle { EventHandle(slot: 0, generation: 0) }
}
