extension Pool {
  /// Notes that a request which has been placed may be preempted: its capacity is taken from it when
  /// a better one needs it.
  ///
  /// What it holds and what is left of its service is the model's business, as its need was. For
  /// preemption with resumption the model withdraws the event that would have ended the service,
  /// gives the capacity back, keeps the time that was left, and lets the token join the line again.
  /// Where all holders are worse than the request, and only if it fits then:
  ///
  /// ```swift
  /// guard pool.stores.fitsByPreempting(need, in: server) else { return }
  /// while !pool.stores.fits(need, in: server), let token = pool.preempt(worseThan: priority) {
  ///   if let end = simulation.time(of: jobs[token].timer) { jobs[token].left = end - simulation.now }
  ///   simulation.cancel(jobs[token].timer)
  ///   pool.stores.giveBack(jobs[token].need, to: server, isPreemptible: true)
  ///   pool.wait(token: token, priority: jobs[token].priority, first: true)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - token: names the holder to the model.
  ///   - priority: lower is better; of several holders the worst is preempted first, and of these
  ///     the one that began last.
  /// - Returns: a handle to end the hold with.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func hold(token: Int32, priority: Int32) -> HoldHandle {
    // The complement turns the order of priorities round without overflow.
    HoldHandle(holders.insert(token, priority: ~priority, first: true))
  }

  /// Notes that a holder leaves by itself, as at the end of its service.
  ///
  /// - Returns: whether it was holding; false when it was preempted, at this very instant perhaps,
  ///   and its capacity has been given back then.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func endHold(_ handle: HoldHandle) -> Bool { holders.remove(handle.entry) }

  /// The number of holders that may be preempted.
  public var holderCount: Int {
    @inlinable @inline(__always) get { holders.count }
  }

  /// The tokens of those that may be preempted, in the order in which they would be.
  public var holderTokens: [Int32] { holders.tokens }

  /// Ends the hold of the next one to be preempted.
  ///
  /// - Parameter priority: that of the request which needs room; holders of the same priority or a
  ///   better one keep what they have.
  /// - Returns: the token of the one preempted, or nil when nobody worse holds anything.
  @inlinable
  @inline(__always)
  public mutating func preempt(worseThan priority: Int32) -> Int32? {
    let slot = holders.head
    guard slot != WaitingList.nobody else { return nil }
    let entry = holders.entries[slot]
    guard entry.priority < ~priority else { return nil }
    holders.unlink(slot)
    return entry.token
  }

  /// Ends the hold of the next one to be preempted whose going helps, as one in a certain store.
  ///
  /// Takes time in proportion to the holders that are passed over.
  ///
  /// - Parameters:
  ///   - priority: that of the request which needs room.
  ///   - helps: whether a holder, named by its token, has anything that is needed.
  /// - Returns: the token of the one preempted, or nil when nobody worse has anything that is needed.
  @inlinable
  public mutating func preempt(
    worseThan priority: Int32, where helps: (_ token: Int32) -> Bool
  ) -> Int32? {
    var slot = holders.head
    while slot != WaitingList.nobody, holders.entries[slot].priority < ~priority {
      let entry = holders.entries[slot]
      if helps(entry.token) {
        holders.unlink(slot)
        return entry.token
      }
      slot = entry.next
    }
    return nil
  }
}
