extension Stores {
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
    fatalError(
      "giving back \(amount) to a store with \(store.inUse) in use by \(store.holders) holders")
  }
}
