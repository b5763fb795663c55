extension Stores {
  /// Stops if what is known of a store contradicts itself.
  @usableFromInline
  func check(_ number: Int32) {
    let store = self[number]
    let held = preemptible[number]
    require(store.inUse >= 0 && held.inUse >= 0, "store \(number): less than nothing is in use")
    require(store.holders > 0 || store.inUse == 0, "store \(number): in use by nobody")
    require(held.holders > 0 || held.inUse == 0, "store \(number): preemptible, held by nobody")
    if held.holders > store.holders { Self.refuse(preemptibleIn: number) }
    let rounding = Self.tolerance * store.largestInUse
    require(
      held.inUse <= store.inUse + rounding,
      "store \(number): \(held.inUse) of \(store.inUse) in use may be preempted")
  }

  @inlinable
  @inline(__always)
  func checkIfAsked(_ store: Int32) {
    #if KERNEL_CHECKS
      check(store)
    #endif
  }

  @inlinable
  @inline(__always)
  static func check(_ store: Int32, of count: Int32) {
    if store < 0 || store >= count { refuse(store, of: count) }
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ store: Int32, of count: Int32) -> Never {
    fatalError("store \(store): there are \(count), numbered from 0")
  }

  @usableFromInline
  @inline(never)
  static func refuse(taking amount: Double, free: Double) -> Never {
    fatalError("taking \(amount) from a store with \(free) free")
  }

  @usableFromInline
  @inline(never)
  static func refuse(givingBack amount: Double, to store: Store) -> Never {
    let holders = store.holders == 1 ? "1 holder" : "\(store.holders) holders"
    fatalError("giving back \(amount) to a store with \(store.inUse) in use by \(holders)")
  }

  @usableFromInline
  @inline(never)
  static func refuse(preemptibleIn store: Int32) -> Never {
    fatalError(
      "store \(store): more may be preempted than hold anything; what was taken as preemptible is "
        + "given back as preemptible, too")
  }
}
