extension FutureEventList {
  /// Stops unless an event may be scheduled for `time` when the clock shows `now`.
  ///
  /// Negative times, −0.0 among them, and NaN have bit patterns above that of +∞, so that two
  /// integer comparisons refuse everything wrong.
  @inlinable
  @inline(__always)
  static func check(_ time: Double, notBefore now: Double) {
    let bits = time.bitPattern
    if bits < now.bitPattern || bits > Double.infinity.bitPattern {
      refuse(time, now: now)
    }
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ time: Double, now: Double) -> Never {
    if time.isNaN { fatalError("time nan: an event needs an instant") }
    if time.sign == .minus {
      fatalError("time \(time) h: an event can't be scheduled before the start")
    }
    fatalError(
      "time \(time) h with the clock at \(now) h: an event can't be scheduled in the past")
  }

  @usableFromInline
  @inline(never)
  static func refuse(delay: Double) -> Never {
    if delay.isNaN { fatalError("delay nan: an event needs an instant") }
    fatalError("delay \(delay) h: an event can't be scheduled in the past")
  }

  @usableFromInline
  @inline(never)
  static func refuse(end: Double) -> Never {
    fatalError("time \(end) h: events can't be asked for before it")
  }

  /// Checks the whole structure when it is due; tests of the list itself check after each change.
  @inlinable
  @inline(__always)
  mutating func checkIfAsked() {
    if checks.isDue(slots: usedSlots) { checkInvariants() }
  }

  /// Stops at the first thing that is not as the other operations rely on it to be.
  @usableFromInline
  func checkInvariants() {
    require(size >= 0 && Self.root + size + Self.slack <= keys.capacity, "size \(size)")
    require(!hasHole || size > 0, "a hole in an empty heap")
    require(!hasHole || keys[Self.root] == .hole, "the hole holds a key")
    require(
      usedSlots <= min(EventKey.slotLimit, slots.capacity),
      "\(usedSlots) slots of \(slots.capacity)")
    for slot in 0..<usedSlots {
      require(slots[slot].generation % 2 == 1, "slot \(slot) has the even generation of no event")
    }
    checkKeys()
    checkFreeSlots()
  }

  /// Keys and slots point at each other, in the order of a heap, with padding behind.
  private func checkKeys() {
    let end = Self.root + size
    for position in (hasHole ? Self.root + 1 : Self.root)..<end {
      let key = keys[position]
      require(key.slot < usedSlots, "slot \(key.slot) has not been handed out")
      require(key.sequence < sequence, "sequence number \(key.sequence) has not been handed out")
      require(Int(slots[key.slot].position) == position, "slot \(key.slot) is not at \(position)")
      if position > Self.root {
        require(keys[Self.parent(of: position)] < key, "order broken at \(position)")
      }
    }
    for position in end..<end + Self.slack {
      require(keys[position] == .padding, "no padding at \(position)")
    }
  }

  /// Each slot handed out is either pending or on the list of free ones.
  private func checkFreeSlots() {
    var free = 0
    var slot = firstFree
    while slot != Self.noSlot {
      free += 1
      require(free <= usedSlots, "the list of free slots runs in a circle")
      slot = slots[Int(slot)].position
    }
    require(free + count == usedSlots, "\(free) free, \(count) pending, \(usedSlots) slots")
  }
}
