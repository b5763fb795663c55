extension Stores {
  /// What of a store is held by those that may be preempted; exactly 0 when nobody is.
  ///
  /// Where fewer hold anything than may be preempted, somebody gave back otherwise than was taken, and
  /// the program stops; to look each time that something is given back would cost 4 % of an M/M/1.
  @inlinable
  public func preemptible(in store: Int32) -> Double {
    let holders = self[store].holders
    let held = preemptible[store]
    if held.holders > holders { Self.refuse(preemptibleIn: store) }
    return held.inUse
  }

  /// What would be free in a store if all were preempted that may be.
  @inlinable
  public func freeByPreempting(in store: Int32) -> Double {
    free(in: store) + preemptible(in: store)
  }

  /// Whether an amount could be taken if all were preempted that may be.
  ///
  /// It allows for half the ``tolerance`` only, so that what is said to fit does fit afterwards: the
  /// other half is for the rounding of what is given back meanwhile, 10⁻¹⁶ of the capacity each time.
  @inlinable
  public func fitsByPreempting(_ amount: Double, in store: Int32) -> Bool {
    amount <= freeByPreempting(in: store) + capacity(of: store) * (Self.tolerance / 2)
  }

  @inlinable
  mutating func changePreemptible(_ store: Int32, by amount: Double, holders: Int) {
    var state = preemptible[store]
    state.holders += holders
    require(state.holders >= 0, "store \(store) has no holder that may be preempted")
    state.inUse = state.holders == 0 ? 0 : max(0, state.inUse + amount)
    preemptible[store] = state
  }
}
