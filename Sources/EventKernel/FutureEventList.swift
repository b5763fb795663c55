/// The pending events' keys in order, with removal and moving by handle.
///
/// A 4-ary heap of ``EventKey`` on one aligned block. The root stands at index 3, so that the four
/// children of a node share a cache line. Behind the last key comes padding that is later than any
/// event, so that the least of four is chosen without asking how many there are. A pop leaves a hole
/// at the root, which the next insertion fills: one sift for a pop and the event it schedules
/// instead of two. Removal is real; a cancelled event leaves nothing behind.
///
/// A *slot* names an event from its scheduling until it leaves. Slots are recycled, the last one
/// freed first.
///
/// What always holds, and `checkInvariants` checks:
///
/// 1. Keys stand at `root ..< root + size`, a hole, if there is one, at the root and nowhere else.
/// 2. Every generation is odd.
/// 3. No key is before its parent; a hole is before all.
/// 4. A key names its slot, and the slot of a pending event its key's position.
/// 5. Behind the last key stand `slack` keys of padding.
/// 6. A slot that was handed out is pending or on the list of free ones.
@usableFromInline
@frozen
struct FutureEventList: ~Copyable {
  /// What the list knows of a slot.
  @usableFromInline
  @frozen
  struct Slot: BitwiseCopyable {
    /// Where a pending slot's key stands in the heap; for a free slot, the next free one.
    @usableFromInline var position: UInt32
    /// Told apart by these are the events that a slot names one after the other: 1, 3, 5 … Steps of
    /// 2 keep them odd, even when they wrap, so that the 0 of ``EventHandle/none`` never fits.
    @usableFromInline var generation: UInt32

    @inlinable
    init(position: UInt32, generation: UInt32) {
      self.position = position
      self.generation = generation
    }
  }

  @usableFromInline var keys: Slab<EventKey>
  /// Position and generation side by side, as an event that happens needs both.
  ///
  /// Gains 1 to 4 % of hold. Generations beside the events instead lose as much.
  @usableFromInline var slots: Slab<Slot>
  /// Keys in the heap, the hole included.
  @usableFromInline var size = 0
  @usableFromInline var hasHole = false
  @usableFromInline var sequence: UInt64 = 0
  @usableFromInline var firstFree = Self.noSlot
  /// Slots handed out since the last reset, free ones included.
  @usableFromInline var usedSlots = 0
  @usableFromInline var checks = CheckSchedule()

  @inlinable
  init(capacity: Int) {
    keys = Slab(capacity: Self.root + capacity + Self.slack, filler: .padding)
    slots = Slab(capacity: capacity, filler: Slot(position: Self.noSlot, generation: 1))
  }

  @inlinable
  static var noSlot: UInt32 { .max }

  /// Events that have yet to happen.
  @inlinable
  var count: Int { hasHole ? size &- 1 : size }

  /// The earliest key, or padding where nothing is pending.
  @inlinable
  var earliest: EventKey {
    guard hasHole else { return keys[Self.root] }
    let family = Self.firstChild(of: Self.root)
    return leastChild(from: family).key
  }

  /// Adds an event and gives its slot.
  ///
  /// The caller has checked the time with ``check(_:notBefore:)``.
  @inlinable
  @inline(__always)
  mutating func insert(time: Double, priority: UInt8) -> Int {
    let slot = takeSlot()
    let key = EventKey(time: time, priority: priority, sequence: takeSequence(), slot: slot)
    if hasHole {
      hasHole = false
      siftDown(key, from: Self.root)
    } else {
      if Self.root &+ size &+ Self.slack >= keys.capacity {
        keys.grow(toHold: keys.capacity &+ 1)
      }
      size &+= 1
      siftUp(key, from: Self.root &+ size &- 1)
    }
    checkIfAsked()
    return slot
  }

  /// Takes out the earliest event if it comes before `end`.
  ///
  /// Its slot is free on return, but what the owner keeps for it holds until the next insertion.
  @inlinable
  @inline(__always)
  mutating func popEarliest(before end: Double) -> EventKey? {
    if hasHole { fillHole() }
    let key = keys[Self.root]
    // In an empty list this is padding, whose time is NaN.
    guard key.time < end else { return nil }
    keys[Self.root] = .hole
    hasHole = true
    release(key.slot)
    checkIfAsked()
    return key
  }

  /// Takes out an event that is pending.
  @inlinable
  mutating func remove(slot: Int) {
    // Where it stands, before the slot is free and says which is the next.
    let position = Int(slots[slot].position)
    release(slot)
    size &-= 1
    let end = Self.root &+ size
    let last = keys[end]
    keys[end] = .padding
    if position != end { place(last, near: position) }
    checkIfAsked()
  }

  /// Moves an event that is pending to another time, as if it had been scheduled just now.
  @inlinable
  mutating func move(slot: Int, to time: Double) {
    let position = Int(slots[slot].position)
    // The old key stands until another is put over it, and nobody compares with it meanwhile.
    let priority = keys[position].priority
    place(
      EventKey(time: time, priority: priority, sequence: takeSequence(), slot: slot),
      near: position)
    checkIfAsked()
  }

  /// The slot that a handle names, or nil if its event is no longer pending.
  @inlinable
  @inline(__always)
  func pendingSlot(of handle: EventHandle) -> Int? {
    let slot = Int(handle.slot)
    guard slot < usedSlots, slots[slot].generation == handle.generation else { return nil }
    return slot
  }

  @inlinable
  func time(of slot: Int) -> Double { keys[Int(slots[slot].position)].time }

  /// Forgets all events, and keeps the memory.
  ///
  /// Handles given out before are stale.
  @inlinable
  mutating func reset() {
    if hasHole { fillHole() }
    // The free slots have their next generation already.
    for index in Self.root..<Self.root + size {
      slots[keys[index].slot].generation &+= 2
      keys[index] = .padding
    }
    size = 0
    sequence = 0
    firstFree = Self.noSlot
    usedSlots = 0
  }

  @inlinable
  @inline(__always)
  mutating func takeSequence() -> UInt64 {
    require(
      sequence < EventKey.sequenceLimit,
      "more than 2^32 events scheduled or moved since the last reset: the order of ties can't be kept"
    )
    defer { sequence &+= 1 }
    return sequence
  }

  @inlinable
  @inline(__always)
  mutating func takeSlot() -> Int {
    if firstFree != Self.noSlot {
      let slot = Int(firstFree)
      firstFree = slots[slot].position
      return slot
    }
    let slot = usedSlots
    if slot >= slots.capacity { growSlots() }
    usedSlots = slot &+ 1
    return slot
  }

  /// Makes room for another slot, up to the number that a key can name; tests set a lower limit.
  @inlinable
  @inline(never)
  mutating func growSlots(limit: Int = EventKey.slotLimit) {
    require(
      usedSlots < limit, "more than \(limit) events pending at once: no slot is left")
    slots.grow(toHold: usedSlots + 1, limit: limit)
  }

  /// Frees a slot and makes its handles stale: its next event has the next odd generation.
  @inlinable
  @inline(__always)
  mutating func release(_ slot: Int) {
    slots[slot] = Slot(position: firstFree, generation: slots[slot].generation &+ 2)
    firstFree = UInt32(truncatingIfNeeded: slot)
  }
}
