import Quantities
import TimePaths

/// The market price of an H100e-hour over one replication, in EUR.
struct MarketPricePath: Sendable {
  /// The price in EUR/H100e-h.
  var path = TimePath([(from: 0, value: 0)])

  /// The price for a contract signed at an instant.
  func price(at time: SimTime) -> ComputePrice { ComputePrice(path.value(at: time.hours)) }
}
