public import Quantities

extension Simulation {
  /// Withdraws an event.
  ///
  /// - Returns: whether it was pending. A handle whose event has happened, was cancelled before or
  ///   belongs to a time before the last reset changes nothing.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard let slot = list.pendingSlot(of: handle) else { return false }
    list.remove(slot: slot)
    return true
  }

  /// Moves a pending event to another instant, earlier or later, with the priority it has.
  ///
  /// Among events of the same instant and priority it comes last, as if it had been scheduled just
  /// now. The handle stays good. An instant in the past, NaN or −0.0 stops the program, whatever the
  /// handle names.
  ///
  /// - Returns: whether it was pending; otherwise nothing changes.
  @inlinable
  @discardableResult
  public mutating func reschedule(_ handle: EventHandle, at time: SimTime) -> Bool {
    FutureEventList.check(time.hours, notBefore: clock)
    guard let slot = list.pendingSlot(of: handle) else { return false }
    list.move(slot: slot, to: time.hours)
    return true
  }

  /// The instant for which an event is scheduled, or nil if it is no longer pending.
  @inlinable
  public func time(of handle: EventHandle) -> SimTime? {
    guard let slot = list.pendingSlot(of: handle) else { return nil }
    return SimTime(list.time(of: slot))
  }

  /// Whether an event has yet to happen.
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool { list.pendingSlot(of: handle) != nil }
}
