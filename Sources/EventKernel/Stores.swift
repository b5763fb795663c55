/// Continuous capacities and what is in use of each, such as sites with accelerators.
///
/// Each ``take(_:from:isPreemptible:)`` is ended by one ``giveBack(_:to:isPreemptible:)`` of the same
/// amount. Sums of `Double`s do not come back to where they began, and a store that looks full by 10⁻¹⁶
/// would block its line for ever. So the holders are counted: when the last one leaves, in use is
/// exactly 0; and ``fits(_:in:)`` allows for a billionth of the capacity.
@frozen
public struct Stores: ~Copyable {
  @usableFromInline
  @frozen
  struct Store: BitwiseCopyable {
    @usableFromInline var capacity: Double
    @usableFromInline var inUse = 0.0
    @usableFromInline var holders = 0

    /// The most that was ever in use, which bounds the rounding of what is.
    @usableFromInline var largestInUse = 0.0

    @inlinable
    init(capacity: Double) { self.capacity = capacity }
  }

  /// What holders that may be preempted have of a store, and how many they are.
  @usableFromInline
  @frozen
  struct Preemptible: BitwiseCopyable {
    @usableFromInline var inUse = 0.0
    @usableFromInline var holders = 0

    @inlinable
    init() {}
  }

  @usableFromInline var stores = Slab(capacity: 4, filler: Store(capacity: 0))
  /// By store; apart, so that those who know no preemption pay nothing for it.
  @usableFromInline var preemptible = Slab(capacity: 4, filler: Preemptible())
  @usableFromInline var used: Int32 = 0

  @inlinable
  init() {}

  /// The share of a store's capacity by which a request may exceed what is free: 10⁻⁹.
  ///
  /// It is taken from the capacity, not from what is free, so that the excess never adds up: nobody
  /// takes more than leaves 1 + 10⁻⁹ times the capacity in use.
  @inlinable
  public static var tolerance: Double { 1e-9 }

  /// The number of stores; they are numbered from 0 in the order in which they were added.
  public var count: Int32 {
    @inlinable get { used }
  }

  /// Adds a store and gives its number.
  ///
  /// The capacity is not negative; it may be infinite.
  @inlinable
  @discardableResult
  public mutating func add(capacity: Double) -> Int32 {
    require(capacity >= 0, "capacity \(capacity) of a store")
    let store = used
    stores.grow(toHold: Int(store) + 1)
    stores[store] = Store(capacity: capacity)
    preemptible.grow(toHold: Int(store) + 1)
    preemptible[store] = Preemptible()
    used = store + 1
    return store
  }

  /// The capacity of a store.
  @inlinable
  public func capacity(of store: Int32) -> Double { self[store].capacity }

  /// What is in use of a store; exactly 0 when nobody holds any.
  @inlinable
  public func inUse(of store: Int32) -> Double { self[store].inUse }

  /// What is free in a store: negative after its capacity fell below what is in use, and by up to the
  /// ``tolerance`` where it is full.
  @inlinable
  @inline(__always)
  public func free(in store: Int32) -> Double {
    let store = self[store]
    return store.capacity - store.inUse
  }

  /// How many holders a store has.
  @inlinable
  public func holders(of store: Int32) -> Int { self[store].holders }

  /// Whether an amount can be taken, with a ``tolerance`` for what sums of doubles leave.
  @inlinable
  @inline(__always)
  public func fits(_ amount: Double, in store: Int32) -> Bool {
    let store = self[store]
    return store.inUse + amount <= store.capacity * (1 + Self.tolerance)
  }

  /// Changes the capacity of a store.
  ///
  /// It may fall below what is in use, which is left to its holders.
  @inlinable
  public mutating func setCapacity(of store: Int32, to capacity: Double) {
    require(capacity >= 0, "capacity \(capacity) of a store")
    var state = self[store]
    state.capacity = capacity
    self[store] = state
  }

  /// Gives a holder an amount that fits; taking more than fits stops the program.
  ///
  /// - Parameters:
  ///   - amount: zero or more.
  ///   - store: its number.
  ///   - isPreemptible: better ones may take it again; then say so when it is given back, too.
  @inlinable
  @inline(__always)
  public mutating func take(_ amount: Double, from store: Int32, isPreemptible: Bool = false) {
    if !(amount >= 0 && amount < .infinity && fits(amount, in: store)) {
      Self.refuse(taking: amount, free: free(in: store))
    }
    var state = self[store]
    state.inUse += amount
    state.largestInUse = max(state.largestInUse, state.inUse)
    state.holders &+= 1
    self[store] = state
    if isPreemptible { changePreemptible(store, by: amount, holders: 1) }
    checkIfAsked(store)
  }

  /// Returns what one holder has taken, all of it at once; more than is in use, or less by the last
  /// holder, stops the program.
  ///
  /// - Parameters:
  ///   - amount: what was taken.
  ///   - store: its number.
  ///   - isPreemptible: as was said when it was taken.
  @inlinable
  @inline(__always)
  public mutating func giveBack(_ amount: Double, to store: Int32, isPreemptible: Bool = false) {
    var state = self[store]
    let rounding = Self.tolerance * state.largestInUse
    // The last holder has all that is in use, the others less.
    let least = state.holders == 1 ? state.inUse - rounding : 0
    if !(state.holders > 0 && amount >= max(0, least) && amount <= state.inUse + rounding) {
      Self.refuse(givingBack: amount, to: state)
    }
    state.holders &-= 1
    state.inUse = state.holders == 0 ? 0 : max(0, state.inUse - amount)
    self[store] = state
    if isPreemptible { changePreemptible(store, by: -amount, holders: -1) }
    checkIfAsked(store)
  }

  /// Forgets all stores and keeps the memory.
  @inlinable
  public mutating func removeAll() { used = 0 }

  @inlinable
  subscript(store: Int32) -> Store {
    @inline(__always) get {
      Self.check(store, of: used)
      return stores[store]
    }
    @inline(__always) set {
      Self.check(store, of: used)
      stores[store] = newValue
    }
  }
}
