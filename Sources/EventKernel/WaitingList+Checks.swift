extension WaitingList {
  /// Checks the whole structure when it is due.
  @inlinable
  @inline(__always)
  mutating func checkIfAsked() {
    if checks.isDue(slots: Int(usedSlots)) { checkInvariants() }
  }

  /// Stops at the first thing that is not as the other operations rely on it to be.
  @usableFromInline
  func checkInvariants() {
    checkOrder()
    checkClasses()
    checkFreeSlots()
  }

  /// Entries point at each other, in order of priority.
  private func checkOrder() {
    var reached = 0
    var previous = Self.nobody
    var slot = head
    while slot != Self.nobody {
      let entry = entries[slot]
      reached += 1
      require(reached <= waiting, "the line is longer than \(waiting), or runs in a circle")
      require(entry.previous == previous, "entry \(slot) does not know the one before it")
      require(entry.generation % 2 == 1, "entry \(slot) has the even generation of no entry")
      if previous != Self.nobody {
        let before = entries[previous].priority
        require(before <= entry.priority, "priority \(entry.priority) behind \(before)")
      }
      (previous, slot) = (slot, entry.next)
    }
    require(reached == waiting, "\(reached) in line, \(waiting) counted")
  }

  /// Classes are in order of priority, and know the last of their entries.
  private func checkClasses() {
    for index in 0..<classCount {
      let (priority, last) = (classes[index].priority, classes[index].last)
      if index > 0 {
        require(classes[index - 1].priority < priority, "class \(priority) out of order")
      }
      guard last != Self.nobody else { continue }
      require(entries[last].priority == priority, "the last of class \(priority) is of another")
      let next = entries[last].next
      if next != Self.nobody {
        require(entries[next].priority > priority, "another of class \(priority) behind its last")
      }
    }
  }

  /// Each slot handed out is either in line or on the list of free ones.
  private func checkFreeSlots() {
    var free = 0
    var slot = firstFree
    while slot != Self.nobody {
      free += 1
      require(free <= usedSlots, "the list of free slots runs in a circle")
      slot = entries[slot].next
    }
    require(free + waiting == usedSlots, "\(free) free, \(waiting) in line, \(usedSlots) slots")
  }
}
