/// Computing done or sold; canonical unit H100e-h.
@frozen public struct ComputeTime: Quantity {
  /// The amount in H100e-h.
  public var value: Double
  /// An amount from a number in H100e-h.
  @inlinable public init(_ value: Double) { self.value = value }
  /// An amount in hours of one H100-equivalent.
  @inlinable public static func h100eHours(_ hours: Double) -> ComputeTime { ComputeTime(hours) }
  /// The mean capacity over a time: H100e-h / h = H100e.
  @inlinable public static func / (amount: ComputeTime, time: Hours) -> Compute {
    Compute(amount.value / time.value)
  }
}

/// What an hour of one H100-equivalent costs; canonical unit EUR/H100e-h.
public typealias ComputePrice = Per<Money, ComputeTime>
