/// Money, nominal; canonical unit EUR.
@frozen public struct Money: Quantity {
  /// The amount in EUR.
  public var value: Double
  /// An amount from a number in EUR.
  @inlinable public init(_ value: Double) { self.value = value }
  /// An amount in EUR.
  @inlinable public static func euros(_ euros: Double) -> Money { Money(euros) }
}
