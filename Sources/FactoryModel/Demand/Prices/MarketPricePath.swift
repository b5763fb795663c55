import Quantities
import TimePaths

/// The market price of an H100e-hour over one replication, in EUR.
struct MarketPricePath: Sendable {
  /// What the price moves in steps by.
  var steps = StepPath([(from: 0, value: 0)])
  /// What it changes by all the time, effective annual.
  var change = 0.0

  /// The price for a contract signed at an instant.
  func price(at time: SimTime) -> ComputePrice {
    ComputePrice(steps.value(at: time.hours) * annualFactor(change, at: time))
  }
}
