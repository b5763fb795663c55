public import Quantities

/// A quantity that holds its value until it is changed, such as the number waiting or MW in use,
/// with its integral over time, mean and maximum.
///
/// The integral runs from the instant given at the start or at the last ``reset(at:)``. Read it at
/// the horizon, not at the last change: the value holds until then.
@frozen
public struct TimeWeighted: Sendable, BitwiseCopyable {
  @usableFromInline var current: Double
  @usableFromInline var changed: Double
  @usableFromInline var area = 0.0
  @usableFromInline var origin: Double
  @usableFromInline var greatest: Double

  /// A quantity that has `value`, a finite one, at `start`.
  @inlinable
  public init(_ value: Double = 0, at start: SimTime = .start) {
    if !(value.magnitude < .infinity) { Self.refuse(value) }
    current = value
    changed = start.hours
    origin = start.hours
    greatest = value
  }

  /// The value since the last change.
  public var value: Double {
    @inlinable get { current }
  }
  /// The instant from which the integral, the mean and the maximum are taken.
  public var start: SimTime {
    @inlinable get { SimTime(origin) }
  }
  /// The greatest value held since the start; one that is replaced within the same instant counts.
  public var maximum: Double {
    @inlinable get { greatest }
  }

  /// Gives the quantity a new value, a finite one, from `time` on, which is not before the last change.
  @inlinable
  @inline(__always)
  public mutating func set(_ value: Double, at time: SimTime) {
    Self.check(time.hours, notBefore: changed)
    if !(value.magnitude < .infinity) { Self.refuse(value) }
    area += current * (time.hours - changed)
    changed = time.hours
    current = value
    if value > greatest { greatest = value }
  }

  /// Adds to the value from `time` on, which is not before the last change.
  @inlinable
  @inline(__always)
  public mutating func add(_ difference: Double, at time: SimTime) {
    set(current + difference, at: time)
  }

  /// The integral from the start until `time`, in the value's unit times hours.
  ///
  /// `time` is not before the last change.
  @inlinable
  public func integral(until time: SimTime) -> Double {
    Self.check(time.hours, notBefore: changed)
    return area + current * (time.hours - changed)
  }

  /// The time-weighted mean from the start until `time`, or nil when no time has passed.
  ///
  /// `time` is not before the last change.
  @inlinable
  public func mean(until time: SimTime) -> Double? {
    let integral = integral(until: time)
    return time.hours > origin ? integral / (time.hours - origin) : nil
  }

  /// Begins a new integral, mean and maximum at `time` and keeps the value, as after a warm-up.
  @inlinable
  public mutating func reset(at time: SimTime) {
    Self.check(time.hours, notBefore: changed)
    self = TimeWeighted(current, at: time)
  }

  @inlinable
  @inline(__always)
  static func check(_ time: Double, notBefore changed: Double) {
    if !(time >= changed && time < .infinity) { refuse(time, changed: changed) }
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ value: Double) -> Never {
    fatalError("value \(value): it would have no mean over time")
  }

  @usableFromInline
  @inline(never)
  static func refuse(_ time: Double, changed: Double) -> Never {
    if time == .infinity { fatalError("time \(time) h: an integral up to there has no value") }
    fatalError(
      "time \(time) h: the value changed at \(changed) h and can't be read or set before that")
  }
}
