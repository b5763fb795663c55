/// Entries in order of priority, lower first, and within a priority in order of arrival.
///
/// An entry is a *token*, a number that means something to its owner, such as the index of a
/// request. All entries hang in one doubly linked list; for each priority in use the list knows the
/// last entry, after which the next arrival goes. Joining and leaving take constant time, wherever
/// the entry stands, as long as there are few different priorities: these are looked up one by one.
@frozen
public struct WaitingList: ~Copyable {
  @usableFromInline
  @frozen
  struct Entry: BitwiseCopyable {
    @usableFromInline var token: Int32
    @usableFromInline var priority: Int32
    @usableFromInline var previous: Int32
    /// The next entry in line; of a free slot, the next free one.
    @usableFromInline var next: Int32
    @usableFromInline var generation: UInt32
    /// An entry of another list that leaves with this one, for the owner's use.
    @usableFromInline var companion: Int32

    @inlinable
    init() {
      token = 0
      priority = 0
      previous = WaitingList.nobody
      next = WaitingList.nobody
      generation = 1
      companion = WaitingList.nobody
    }
  }

  /// The entries of one priority.
  @usableFromInline
  @frozen
  struct PriorityClass: BitwiseCopyable {
    @usableFromInline var priority: Int32
    /// The last of them, or nobody while none is waiting.
    @usableFromInline var last: Int32

    @inlinable
    init(priority: Int32) {
      self.priority = priority
      last = WaitingList.nobody
    }
  }

  @usableFromInline var entries: Slab<Entry>
  /// In order of priority; a class stays when its last entry leaves.
  @usableFromInline var classes = Slab(capacity: 8, filler: PriorityClass(priority: 0))
  @usableFromInline var classCount = 0
  @usableFromInline var head = Self.nobody
  @usableFromInline var firstFree = Self.nobody
  @usableFromInline var usedSlots: Int32 = 0
  @usableFromInline var waiting = 0
  @usableFromInline var checks = CheckSchedule()

  @inlinable
  static var nobody: Int32 { -1 }

  /// An empty list, with memory taken for `capacity` entries; it grows when there are more.
  @inlinable
  public init(capacity: Int = 64) {
    require(capacity >= 0 && capacity <= Int32.max, "capacity \(capacity) of a waiting list")
    entries = Slab(capacity: max(capacity, 1), filler: Entry())
  }

  /// The number of entries.
  public var count: Int {
    @inlinable get { waiting }
  }
  /// Whether nobody waits.
  public var isEmpty: Bool {
    @inlinable get { head == Self.nobody }
  }

  /// Lets a token join the line.
  ///
  /// - Parameters:
  ///   - token: names the entry to its owner; the list does not interpret it.
  ///   - priority: lower goes first.
  ///   - first: go before those of the same priority instead of behind them, as one who was served
  ///     before and is displaced.
  /// - Returns: a handle to take the entry out with.
  @inlinable
  @discardableResult
  public mutating func insert(
    _ token: Int32, priority: Int32, first: Bool = false
  ) -> WaitHandle {
    let slot = takeSlot()
    let own = classIndex(of: priority)
    let lastOfClass = classes[own].last
    let previous = first || lastOfClass == Self.nobody ? lastBefore(class: own) : lastOfClass
    let next = previous == Self.nobody ? head : entries[previous].next
    var entry = entries[slot]
    entry.token = token
    entry.priority = priority
    entry.previous = previous
    entry.next = next
    entry.companion = Self.nobody
    entries[slot] = entry
    if previous == Self.nobody { head = slot } else { entries[previous].next = slot }
    if next != Self.nobody { entries[next].previous = slot }
    if !first || lastOfClass == Self.nobody { classes[own].last = slot }
    waiting &+= 1
    checkIfAsked()
    return WaitHandle(slot: slot, generation: entry.generation)
  }

  /// Takes an entry out of the line.
  ///
  /// - Returns: whether it was waiting; a stale handle changes nothing.
  @inlinable
  @discardableResult
  public mutating func remove(_ handle: WaitHandle) -> Bool {
    guard contains(handle) else { return false }
    unlink(handle.slot)
    return true
  }

  /// Whether an entry is still waiting.
  @inlinable
  @inline(__always)
  public func contains(_ handle: WaitHandle) -> Bool {
    handle.slot < usedSlots && entries[handle.slot].generation == handle.generation
  }

  /// The entry at the head of the line, or nil when nobody waits.
  public var first: WaitHandle? {
    @inlinable get { handle(of: head) }
  }

  /// The entry behind another one, or nil when that is the last one or no longer waits.
  @inlinable
  public func entry(after handle: WaitHandle) -> WaitHandle? {
    contains(handle) ? self.handle(of: entries[handle.slot].next) : nil
  }

  /// The token of an entry, or nil if it no longer waits.
  @inlinable
  public func token(of handle: WaitHandle) -> Int32? {
    contains(handle) ? entries[handle.slot].token : nil
  }

  /// Calls `body` with each token in order.
  @inlinable
  public func forEach(_ body: (_ token: Int32) -> Void) {
    var slot = head
    while slot != Self.nobody {
      body(entries[slot].token)
      slot = entries[slot].next
    }
  }

  /// The tokens in order.
  public var tokens: [Int32] {
    var tokens: [Int32] = []
    tokens.reserveCapacity(count)
    forEach { tokens.append($0) }
    return tokens
  }

  /// Forgets all entries and keeps the memory; handles from before are stale.
  @inlinable
  public mutating func removeAll() {
    while head != Self.nobody { unlink(head) }
    classCount = 0
    firstFree = Self.nobody
    usedSlots = 0
  }
}
