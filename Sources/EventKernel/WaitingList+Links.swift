extension WaitingList {
  @inlinable
  @inline(__always)
  func handle(of slot: Int32) -> WaitHandle? {
    guard slot != Self.nobody else { return nil }
    return WaitHandle(slot: slot, generation: entries[slot].generation)
  }

  /// Takes a waiting entry out, frees its slot and makes its handles stale.
  @inlinable
  mutating func unlink(_ slot: Int32) {
    let entry = entries[slot]
    let isLastOfClass =
      entry.next == Self.nobody || entries[entry.next].priority != entry.priority
    if isLastOfClass {
      let hasFellow =
        entry.previous != Self.nobody && entries[entry.previous].priority == entry.priority
      classes[classIndex(of: entry.priority)].last = hasFellow ? entry.previous : Self.nobody
    }
    if entry.previous == Self.nobody {
      head = entry.next
    } else {
      entries[entry.previous].next = entry.next
    }
    if entry.next != Self.nobody { entries[entry.next].previous = entry.previous }
    entries[slot].generation &+= 2
    entries[slot].next = firstFree
    firstFree = slot
    waiting &-= 1
    checkIfAsked()
  }

  /// The class of a priority, which is made if there is none yet.
  @inlinable
  @inline(__always)
  mutating func classIndex(of priority: Int32) -> Int {
    var index = 0
    while index < classCount && classes[index].priority < priority { index &+= 1 }
    if index == classCount || classes[index].priority != priority {
      insertClass(priority, at: index)
    }
    return index
  }

  @inlinable
  @inline(never)
  mutating func insertClass(_ priority: Int32, at index: Int) {
    classes.grow(toHold: classCount + 1)
    var position = classCount
    while position > index {
      classes[position] = classes[position - 1]
      position -= 1
    }
    classes[index] = PriorityClass(priority: priority)
    classCount += 1
  }

  /// The last entry of all that go before a class.
  @inlinable
  func lastBefore(class index: Int) -> Int32 {
    var better = index &- 1
    while better >= 0 {
      let last = classes[better].last
      if last != Self.nobody { return last }
      better &-= 1
    }
    return Self.nobody
  }

  @inlinable
  @inline(__always)
  mutating func takeSlot() -> Int32 {
    if firstFree != Self.nobody {
      let slot = firstFree
      firstFree = entries[slot].next
      return slot
    }
    let slot = usedSlots
    require(slot < Int32.max, "more than 2^31 - 1 entries waiting at once: no slot is left")
    entries.grow(toHold: Int(slot) + 1)
    usedSlots = slot + 1
    return slot
  }
}
