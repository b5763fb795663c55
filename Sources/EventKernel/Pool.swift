/// Shared capacity in one or more stores, one line of requests that wait for it, and the order in
/// which holders are preempted.
///
/// A newcomer for whom ``canTryNow(priority:backfill:)`` holds may take from ``stores`` at once if
/// it fits; otherwise it joins the line. Whenever something becomes free, ``serve(_:)`` goes along
/// the line. The order is strict: once a request can't be placed, those behind it are not tried,
/// except the ones that said `backfill`.
///
/// What a request is and how much it needs is the model's business: the line holds tokens, and the
/// model decides in which store a token is placed.
@frozen
public struct Pool: ~Copyable {
  /// The capacities and what is in use of them.
  public var stores = Stores()
  @usableFromInline var line: WaitingList
  /// The requests of the line that may pass a blocked one, in the same order.
  ///
  /// The token is the slot in the line.
  @usableFromInline var passing = WaitingList(capacity: 16)
  /// Those that hold capacity and may be preempted, the next to go at the head; see
  /// ``hold(token:priority:)``.
  @usableFromInline var holders = WaitingList(capacity: 16)

  /// A pool without stores, with memory for `capacity` waiting requests; it grows when there are
  /// more.
  @inlinable
  public init(capacity: Int = 64) {
    line = WaitingList(capacity: capacity)
  }

  /// The number of requests that wait.
  public var waitingCount: Int {
    @inlinable @inline(__always) get { line.count }
  }

  /// The tokens of those that wait, in the order of the line.
  public var waitingTokens: [Int32] { line.tokens }

  /// The request at the head of the line, or nil when nobody waits.
  public var head: WaitHandle? {
    @inlinable get { line.first }
  }

  /// The token of a waiting request, or nil if it no longer waits.
  @inlinable
  public func token(of handle: WaitHandle) -> Int32? { line.token(of: handle) }

  /// Whether a request still waits.
  @inlinable
  public func isWaiting(_ handle: WaitHandle) -> Bool { line.contains(handle) }

  /// Whether a newcomer may be tried before it joins the line: it may pass others, or nobody of
  /// equal or better priority waits.
  @inlinable
  @inline(__always)
  public func canTryNow(priority: Int32, backfill: Bool) -> Bool {
    backfill || line.isEmpty || line.entries[line.head].priority > priority
  }

  /// Lets a request join the line.
  ///
  /// - Parameters:
  ///   - token: names the request to the model.
  ///   - priority: lower goes first.
  ///   - backfill: it may be served while a request ahead of it is blocked.
  ///   - first: go before those of the same priority, as one who was served before and is displaced.
  /// - Returns: a handle to renege with.
  @inlinable
  @discardableResult
  public mutating func wait(
    token: Int32, priority: Int32 = 0, backfill: Bool = false, first: Bool = false
  ) -> WaitHandle {
    let handle = line.insert(token, priority: priority, first: first)
    if backfill {
      line.entries[handle.slot].companion =
        passing.insert(handle.slot, priority: priority, first: first).slot
    }
    return handle
  }

  /// Takes a request out of the line without serving it.
  ///
  /// - Returns: whether it was waiting; false when it was served, at this very instant perhaps, or
  ///   left before.
  @inlinable
  @discardableResult
  public mutating func renege(_ handle: WaitHandle) -> Bool {
    guard line.contains(handle) else { return false }
    leave(handle.slot)
    return true
  }

  /// Forgets stores, line and holders and keeps the memory; handles from before are stale.
  @inlinable
  public mutating func reset() {
    stores.removeAll()
    line.removeAll()
    passing.removeAll()
    holders.removeAll()
  }

  /// Takes an entry out of the line, and out of those that may pass.
  @inlinable
  @inline(__always)
  mutating func leave(_ slot: Int32) {
    let companion = line.entries[slot].companion
    if companion != WaitingList.nobody { passing.unlink(companion) }
    line.unlink(slot)
  }
}
