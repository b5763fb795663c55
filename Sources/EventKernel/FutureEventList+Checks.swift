extension FutureEventList {
  /// Stops unless an event may be scheduled for `time` when the clock shows `now`.
  ///
  /// Negative times, −0.0 among them, and NaN have bit patterns above that of +∞, so that two
  /// integer comparisons refuse everything wrong.
  @inlinable
  @inline(__always)
  static func require(_ time: Double, notBefore now: Double) {
    let bits = time.bitPattern
    if bits < now.bitPattern || bits > Double.infinity.bitPattern {
      refuse(time, now: now)
    }
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ time: Double, now: Double) -> Never {
    if time.isNaN { preconditionFailure("time nan: an event needs an instant") }
    if time.sign == .minus {
      preconditionFailure("time \(time) h: an event can't be scheduled before the start")
    }
    preconditionFailure(
      "time \(time) h with the clock at \(now) h: an event can't be scheduled in the past")
  }

  @usableFromInline
  @inline(never)
  static func refuse(delay: Double) -> Never {
    if delay.isNaN { preconditionFailure("delay nan: an event needs an instant") }
    preconditionFailure("delay \(delay) h: an event can't be scheduled in the past")
  }

  /// Checks the whole structure after each change where the kernel is built with `KERNEL_CHECKS`.
  @inlinable
  @inline(__always)
  func checkIfAsked() {
    #if KERNEL_CHECKS
      checkInvariants()
    #endif
  }

  /// Stops at the first thing that is not as the other operations rely on it to be.
  @usableFromInline
  func checkInvariants() {
    precondition(size >= 0 && Self.root + size + Self.slack <= keys.capacity, "size \(size)")
    precondition(!hasHole || size > 0, "a hole in an empty heap")
    let end = Self.root + size
    for position in (hasHole ? Self.root + 1 : Self.root)..<max(end, Self.root + 1) {
      guard position < end else { break }
      let key = keys[position]
      precondition(Int(positions[key.slot]) == position, "slot \(key.slot) is not at \(position)")
      if position > Self.root {
        precondition(keys[Self.parent(of: position)] < key, "order broken at \(position)")
      }
    }
    for position in end..<end + Self.slack {
      precondition(keys[position] == .padding, "no padding at \(position)")
    }
    var free = 0
    var slot = firstFree
    while slot != Self.noSlot {
      free += 1
      precondition(free <= usedSlots, "the list of free slots runs in a circle")
      slot = positions[Int(slot)]
    }
    precondition(free + count == usedSlots, "\(free) free, \(count) pending, \(usedSlots) slots")
  }
}
