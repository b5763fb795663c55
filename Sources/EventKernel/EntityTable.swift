/// A model's entities, such as customers or contracts: plain values in slots that are used again.
///
/// An entity is named by the number of its slot, which events, waiting lists and other entities keep.
/// The slot freed last is given out first, as its memory is the nearest. Access costs a check that the
/// slot was ever given out, and nothing for sharing, of which there is none; a debug build checks that it
/// is in use. By whom, it can't tell: who keeps a number beyond its entity's removal will find another
/// entity there.
///
/// ```swift
/// let customer = customers.insert(Customer(arrival: simulation.now))
/// customers[customer].place = pool.wait(token: customer)
/// customers.remove(customer)
/// ```
@frozen
public struct EntityTable<Entity: BitwiseCopyable>: ~Copyable {
  @usableFromInline var entities: Slab<Entity>
  /// Of a free slot, the next that is free; of one in use, itself.
  @usableFromInline var nextFree: Slab<Int32>
  @usableFromInline var firstFree = Self.noSlot
  @usableFromInline var usedSlots: Int32 = 0

  @inlinable
  static var noSlot: Int32 { -1 }

  /// An empty table with memory taken for `capacity` entities; it grows when there are more.
  @inlinable
  public init(capacity: Int = 64) {
    require(
      capacity >= 0 && capacity <= Int32.max, "capacity \(capacity) of a table of entities")
    entities = Slab(capacity: max(capacity, 1))
    nextFree = Slab(capacity: max(capacity, 1))
  }

  /// Every slot given out since the start or ``removeAll()``, those that are free again included.
  ///
  /// ``contains(_:)`` tells which are in use.
  public var slots: Range<Int32> {
    @inlinable get { 0..<usedSlots }
  }

  /// Whether a slot is in use.
  @inlinable
  @inline(__always)
  public func contains(_ slot: Int32) -> Bool { wasGivenOut(slot) && nextFree[slot] == slot }

  @inlinable
  @inline(__always)
  func wasGivenOut(_ slot: Int32) -> Bool {
    // Negative numbers are large ones here.
    UInt32(bitPattern: slot) < UInt32(bitPattern: usedSlots)
  }

  /// The entity in a slot.
  @inlinable
  public subscript(slot: Int32) -> Entity {
    @inline(__always) get {
      check(slot)
      return entities[slot]
    }
    @inline(__always) set {
      check(slot)
      entities[slot] = newValue
    }
  }

  @inlinable
  @inline(__always)
  func check(_ slot: Int32) {
    if !wasGivenOut(slot) { Self.refuse(slot) }
    assert(contains(slot), "no entity in slot \(slot)")
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ slot: Int32) -> Never { fatalError("no entity in slot \(slot)") }

  /// Takes an entity in and gives the slot that names it until it is removed.
  @inlinable
  @inline(__always)
  public mutating func insert(_ entity: Entity) -> Int32 {
    var slot = firstFree
    if slot == Self.noSlot {
      slot = newSlot()
    } else {
      firstFree = nextFree[slot]
    }
    nextFree[slot] = slot
    entities[slot] = entity
    return slot
  }

  @inlinable
  mutating func newSlot() -> Int32 {
    let slot = usedSlots
    require(slot < Int32.max, "more than 2^31 - 1 entities at once: no slot is left")
    entities.grow(toHold: Int(slot) + 1)
    nextFree.grow(toHold: Int(slot) + 1)
    usedSlots = slot + 1
    return slot
  }

  /// Frees the slot of an entity; one that is free already stops the program.
  @inlinable
  @inline(__always)
  public mutating func remove(_ slot: Int32) {
    if !contains(slot) { Self.refuse(slot) }
    nextFree[slot] = firstFree
    firstFree = slot
  }

  /// Removes all entities and keeps the memory.
  @inlinable
  public mutating func removeAll() {
    firstFree = Self.noSlot
    usedSlots = 0
  }
}
