/// Computing capacity relative to one H100 SXM; canonical unit H100e.
@frozen public struct Compute: Quantity {
  /// The capacity in H100e.
  public var value: Double
  /// A capacity from a number in H100e.
  @inlinable public init(_ value: Double) { self.value = value }
  /// A capacity in H100-equivalents.
  @inlinable public static func h100e(_ equivalents: Double) -> Compute { Compute(equivalents) }
  /// The computing done by a constant capacity in a time: H100e · h = H100e-h.
  @inlinable public static func * (compute: Compute, time: Hours) -> ComputeTime {
    ComputeTime(compute.value * time.value)
  }
  /// The computing done by a constant capacity in a time: h · H100e = H100e-h.
  @inlinable public static func * (time: Hours, compute: Compute) -> ComputeTime {
    ComputeTime(compute.value * time.value)
  }
}
