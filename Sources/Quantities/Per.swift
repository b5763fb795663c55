/// A ratio of two quantities, such as a price: canonical units of one per canonical unit of the other.
@frozen public struct Per<Numerator: Quantity, Denominator: Quantity>: Quantity {
  /// The ratio in canonical units.
  public var value: Double
  /// A ratio from a number in canonical units.
  @inlinable public init(_ value: Double) { self.value = value }
  /// So much of the one for so much of the other.
  @inlinable public init(_ numerator: Numerator, per denominator: Denominator) {
    self.value = numerator.value / denominator.value
  }
  /// What the ratio makes of an amount, such as the cost at a price.
  @inlinable public static func * (ratio: Self, amount: Denominator) -> Numerator {
    Numerator(ratio.value * amount.value)
  }
  /// What the ratio makes of an amount, such as the cost at a price.
  @inlinable public static func * (amount: Denominator, ratio: Self) -> Numerator {
    Numerator(ratio.value * amount.value)
  }
}
