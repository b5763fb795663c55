/// A duration; canonical unit h.
@frozen public struct Hours: Quantity {
  /// Hours.
  public var value: Double
  /// A duration in hours.
  @inlinable public init(_ value: Double) { self.value = value }
  /// A day of 24 h.
  @inlinable public static func days(_ days: Double) -> Hours { Hours(days * 24) }
  /// A mean month of 730.5 h, a twelfth of a year.
  @inlinable public static func months(_ months: Double) -> Hours { Hours(months * 730.5) }
  /// A mean year of 8766 h.
  @inlinable public static func years(_ years: Double) -> Hours { Hours(years * 8766) }
  /// This duration in mean months of 730.5 h.
  @inlinable public var months: Double { value / 730.5 }
  /// This duration in mean years of 8766 h.
  @inlinable public var years: Double { value / 8766 }
}

/// An instant: hours since the start of the simulated time, negative before it.
///
/// Instants and durations are different things, as in the standard library: the difference of two
/// instants is a duration.
@frozen public struct SimTime: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// Hours since the start.
  public var hours: Double
  /// An instant by its hours since the start.
  @inlinable public init(_ hours: Double) { self.hours = hours }
  /// The start of the simulated time.
  @inlinable public static var start: SimTime { SimTime(0) }
  /// An instant that never comes.
  @inlinable public static var never: SimTime { SimTime(.infinity) }
  /// Whether one instant is before another.
  @inlinable public static func < (a: SimTime, b: SimTime) -> Bool { a.hours < b.hours }
  /// The time from one instant to another.
  @inlinable public static func - (a: SimTime, b: SimTime) -> Hours { Hours(a.hours - b.hours) }
  /// The instant some time later.
  @inlinable public static func + (a: SimTime, b: Hours) -> SimTime { SimTime(a.hours + b.value) }
  /// The instant some time earlier.
  @inlinable public static func - (a: SimTime, b: Hours) -> SimTime { SimTime(a.hours - b.value) }
  /// Moves an instant to some time later.
  @inlinable public static func += (a: inout SimTime, b: Hours) { a.hours += b.value }
}
