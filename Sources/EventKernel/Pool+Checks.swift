extension Pool {
  /// Stops the program if the pool contradicts itself; for tests and the hunt for mistakes in the
  /// kernel.
  ///
  /// Takes time in proportion to those that wait or may be preempted. Built with `KERNEL_CHECKS`, as for
  /// debugging, lines and stores also check themselves now and then.
  public func checkInvariants() {
    line.checkInvariants()
    passing.checkInvariants()
    holders.checkInvariants()
    for store in 0..<stores.count { stores.check(store) }
    // Whoever may pass stands in both lines, in the same order.
    var slot = line.head
    var companion = passing.head
    while slot != WaitingList.nobody {
      if line.entries[slot].companion != WaitingList.nobody {
        require(line.entries[slot].companion == companion, "entry \(slot) passes out of order")
        require(passing.entries[companion].token == slot, "entry \(slot) passes as another")
        companion = passing.entries[companion].next
      }
      slot = line.entries[slot].next
    }
    require(companion == WaitingList.nobody, "more may pass than wait")
  }
}
