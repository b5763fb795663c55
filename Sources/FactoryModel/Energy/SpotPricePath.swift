import Quantities
import TimePaths

/// The spot price of electricity over one replication, in EUR/MWh.
///
/// Made once per replication and shared by all its strategies, so that they face the same prices.
struct SpotPricePath: Sendable {
  /// The price in EUR/MWh.
  var steps = TimePath([(from: 0, value: 0)])

  /// The price that holds at an instant.
  func price(at time: SimTime) -> EnergyPrice {
    EnergyPrice(steps.value(at: time.hours))
  }

  /// ∫ price dt between two instants, in (EUR/MWh)·h: what a steady draw of 1 MW costs in EUR.
  func integral(from start: SimTime, to end: SimTime) -> Double {
    steps.integral(from: start.hours, to: end.hours)
  }
}
