/// Electrical energy; canonical unit MWh.
@frozen public struct Energy: Quantity {
  /// The energy in MWh.
  public var value: Double
  /// An energy from a number in MWh.
  @inlinable public init(_ value: Double) { self.value = value }
  /// An energy in MWh.
  @inlinable public static func megawattHours(_ megawattHours: Double) -> Energy {
    Energy(megawattHours)
  }
  /// The mean power over a time: MWh / h = MW.
  @inlinable public static func / (energy: Energy, time: Hours) -> Power {
    Power(energy.value / time.value)
  }
}

/// What a unit of energy costs; canonical unit EUR/MWh.
public typealias EnergyPrice = Per<Money, Energy>
