public import Quantities

/// An event that knows its order among those of one instant.
///
/// ```swift
/// enum BankEvent: OrderedEvent {
///   case departure, arrival
///
///   /// Whoever leaves at an instant makes room for whoever comes at it.
///   var priority: UInt8 {
///     switch self {
///     case .departure: 0
///     case .arrival: 1
///     }
///   }
/// }
/// ```
///
/// So the order stands in one place, not at every call that schedules.
public protocol OrderedEvent: BitwiseCopyable {
  /// Decides among events of one instant, lower first.
  var priority: UInt8 { get }
}

extension Simulation where Event: OrderedEvent {
  /// Schedules an event for an instant, with the priority it has.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - time: when; not before ``now``, which stops the program, as NaN and −0.0 do.
  /// - Returns: a handle to cancel or move the event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(_ event: Event, at time: SimTime) -> EventHandle {
    schedule(event, at: time, priority: event.priority)
  }

  /// Schedules an event for an instant that lies `delay` ahead, with the priority it has.
  ///
  /// - Parameters:
  ///   - event: what will happen.
  ///   - delay: zero or more; a negative delay or NaN stops the program.
  /// - Returns: a handle to cancel or move the event.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func schedule(_ event: Event, after delay: Hours) -> EventHandle {
    schedule(event, after: delay, priority: event.priority)
  }
}
