public import Quantities

/// A clock and the events to come.
///
/// Events happen in order of time; at one instant in order of priority, lower first; and then in the
/// order of scheduling. What can happen is a closed `enum` of the model's, which says its own priority
/// (``OrderedEvent``) or is given one with each call, and which the model handles in a loop:
///
/// ```swift
/// while let event = simulation.next(before: horizon) {
///   model.handle(event, in: &simulation)
/// }
/// simulation.advance(to: horizon)
/// ```
///
/// A simulation has one owner and is passed `inout`. After ``reset()`` it serves another replication
/// in the memory it has, with results that do not depend on what it was used for before.
///
/// Limits: 2²⁴ events pending at once, 2³² scheduled or moved between two resets.
@frozen
public struct Simulation<Event: BitwiseCopyable>: ~Copyable {
  @usableFromInline var list: FutureEventList
  /// What happens, by slot of the future event list.
  @usableFromInline var events: Slab<Event>

  /// The instant of the latest event, or that of ``advance(to:)``; at first the start.
  public var now: SimTime {
    @inlinable @inline(__always) get { SimTime(clock) }
  }
  @usableFromInline var clock = 0.0

  /// Events that have happened since the last reset.
  public var processedCount: Int {
    @inlinable get { processed }
  }
  @usableFromInline var processed = 0

  /// A hash of all that has happened since the last reset: each event's instant, priority and
  /// place in the order of scheduling, but not what it was.
  ///
  /// Two runs that differ anywhere in their order of events almost surely differ here, and two runs
  /// of the same model from the same seed must not. It is always kept, so that looking at it
  /// changes nothing.
  public var traceHash: UInt64 {
    @inlinable get { trace }
  }
  @usableFromInline var trace = Self.emptyTrace

  /// Not 0, so that an event at the start of which all is 0 leaves its mark, too.
  @inlinable
  static var emptyTrace: UInt64 { 1 }

  /// A simulation at the start with nothing scheduled.
  ///
  /// - Parameter capacity: the number of pending events that memory is taken for at once. It grows
  ///   when there are more.
  @inlinable
  public init(capacity: Int = 256) {
    require(
      capacity >= 0 && capacity <= EventKey.slotLimit,
      "capacity \(capacity): between 0 and 2^24 events can be pending")
    list = FutureEventList(capacity: max(capacity, 16))
    events = Slab(capacity: max(capacity, 16))
  }

  /// Events that have yet to happen.
  public var pendingCount: Int {
    @inlinable get { list.count }
  }

  /// The instant of the next event, or nil when nothing is pending.
  public var nextTime: SimTime? {
    @inlinable get { list.count == 0 ? nil : SimTime(list.earliest.time) }
  }

  /// Schedules an event for an instant.
  ///
  /// The current instant will do: the event then happens after those of this instant that have a
  /// lower priority number, or the same one and were scheduled before. An event at `SimTime.never`
  /// never happens, but counts as pending.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - time: when; not before ``now``, which stops the program, as NaN and −0.0 do.
  ///   - priority: decides among events of one instant, lower first.
  /// - Returns: a handle to cancel or move the event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, at time: SimTime, priority: UInt8
  ) -> EventHandle {
    FutureEventList.check(time.hours, notBefore: clock)
    return insert(event, at: time.hours, priority: priority)
  }

  /// Schedules an event for an instant that lies `delay` ahead.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - delay: zero or more; a negative delay or NaN stops the program.
  ///   - priority: decides among events of one instant, lower first.
  /// - Returns: a handle to cancel or move the event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(
    _ event: Event, after delay: Hours, priority: UInt8
  ) -> EventHandle {
    if !(delay.value >= 0) { FutureEventList.refuse(delay: delay.value) }
    return insert(event, at: clock + delay.value, priority: priority)
  }

  @inlinable
  @inline(__always)
  mutating func insert(_ event: Event, at time: Double, priority: UInt8) -> EventHandle {
    let slot = list.insert(time: time, priority: priority)
    if slot >= events.capacity { events.grow(toHold: slot &+ 1) }
    events[slot] = event
    return EventHandle(slot: slot, generation: list.slots[slot].generation)
  }

  /// Takes the next event if it comes before `end`, and sets the clock to its instant.
  ///
  /// Gives nil when nothing is left before `end`, and then leaves the clock where it is: the time up
  /// to the end belongs to no event. An event at `end` itself stays pending. NaN stops the program.
  @inlinable
  @inline(__always)
  public mutating func next(before end: SimTime) -> Event? {
    guard let key = list.popEarliest(before: end.hours) else {
      // Nothing is before NaN.
      if end.hours.isNaN { FutureEventList.refuse(end: end.hours) }
      return nil
    }
    clock = key.time
    processed &+= 1
    // A multiplication by an odd number spreads upwards only; the rotation brings it down again. Which
    // odd numbers matters little, as long as their bits have no pattern.
    let what = key.timeBits ^ (key.rank &* 0x9e37_79b9_7f4a_7c15)
    trace = ((trace &<< 29 | trace &>> 35) ^ what) &* 0xd6e8_feb8_6659_fd93
    // The slot is free already, but nothing has been scheduled that could take it.
    return events[key.slot]
  }

  /// Sets the clock to `time`, where no event before it is left.
  ///
  /// At the end of a run this moves the clock from the last event to the horizon, so that averages
  /// over time end there. Moving back, over a pending event, or to an instant that is not finite
  /// stops the program.
  @inlinable
  public mutating func advance(to time: SimTime) {
    let instant = time.hours
    // Everything negative, −0.0 among it, and NaN have bit patterns above that of +∞.
    require(
      instant.bitPattern < Double.infinity.bitPattern, "the clock can't show \(instant) h")
    let before = clock
    require(instant >= before, "the clock at \(before) h can't move back to \(instant) h")
    let earliest = list.earliest.time
    require(
      list.count == 0 || earliest >= instant,
      "an event at \(earliest) h would be skipped by moving the clock to \(instant) h")
    clock = instant
  }

  /// Handles each event before `end`, those scheduled meanwhile included, and ends at `end`.
  ///
  /// `handle` gets the simulation back `inout`, to schedule and cancel. Should it move the clock
  /// itself, it must not move it beyond `end`.
  @inlinable
  @inline(__always)
  public mutating func run(until end: SimTime, _ handle: (Event, inout Simulation) -> Void) {
    while let event = next(before: end) { handle(event, &self) }
    advance(to: end)
  }

  /// Forgets all events and sets the clock to the start, keeping the memory.
  ///
  /// Handles from before are refused from now on.
  @inlinable
  public mutating func reset() {
    list.reset()
    clock = 0
    processed = 0
    trace = Self.emptyTrace
  }

  /// Stops the program if the future event list contradicts itself; for tests and the hunt for
  /// mistakes in the kernel.
  ///
  /// Takes time in proportion to the pending events. Built with `KERNEL_CHECKS`, as for
  /// debugging, the kernel does this by itself now and then.
  public func checkInvariants() { list.checkInvariants() }
}
