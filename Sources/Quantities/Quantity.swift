/// A number with a dimension, held in one canonical unit.
///
/// The canonical units (h, MW, EUR, H100e and their products) are chosen so that a product or a
/// ratio of two quantities needs no factor: MW · h = MWh, MWh · EUR/MWh = EUR.
/// There is no conformance to number literals, so that a bare `30` does not compile.
public protocol Quantity: Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The number in the canonical unit.
  var value: Double { get set }
  /// A quantity from a number in the canonical unit.
  init(_ value: Double)
}

extension Quantity {
  /// Nothing of this quantity.
  @inlinable public static var zero: Self { Self(0) }
  /// The sum of two quantities.
  @inlinable public static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
  /// The difference of two quantities.
  @inlinable public static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
  /// The quantity with its sign turned.
  @inlinable public static prefix func - (a: Self) -> Self { Self(-a.value) }
  /// Adds to a quantity.
  @inlinable public static func += (a: inout Self, b: Self) { a.value += b.value }
  /// Takes from a quantity.
  @inlinable public static func -= (a: inout Self, b: Self) { a.value -= b.value }
  /// A quantity times a number.
  @inlinable public static func * (a: Self, factor: Double) -> Self { Self(a.value * factor) }
  /// A number times a quantity.
  @inlinable public static func * (factor: Double, a: Self) -> Self { Self(factor * a.value) }
  /// A quantity divided by a number.
  @inlinable public static func / (a: Self, divisor: Double) -> Self { Self(a.value / divisor) }
  /// The ratio of two quantities of one dimension, a bare number.
  @inlinable public static func / (a: Self, b: Self) -> Double { a.value / b.value }
  /// Whether one quantity is less than another.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
