/// Electrical power; canonical unit MW.
@frozen public struct Power: Quantity {
  /// The power in MW.
  public var value: Double
  /// A power from a number in MW.
  @inlinable public init(_ value: Double) { self.value = value }
  /// A power in MW.
  @inlinable public static func megawatts(_ megawatts: Double) -> Power { Power(megawatts) }
  /// A power in kW.
  @inlinable public static func kilowatts(_ kilowatts: Double) -> Power { Power(kilowatts / 1000) }
  /// The energy that a constant power delivers in a time: MW · h = MWh.
  @inlinable public static func * (power: Power, time: Hours) -> Energy {
    Energy(power.value * time.value)
  }
  /// The energy that a constant power delivers in a time: h · MW = MWh.
  @inlinable public static func * (time: Hours, power: Power) -> Energy {
    Energy(power.value * time.value)
  }
}
