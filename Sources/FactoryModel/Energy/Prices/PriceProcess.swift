import ScenarioInputs
import Quantities
import ScenarioReading

/// A model of the spot price of electricity.
///
/// To add one, write a conformer in a file of its own and list it in ``priceProcesses``. It reads its
/// own parameters, so that formula, units, ranges and key names stand in one file.
protocol PriceProcess: Sendable {
  /// Fills the path of a replication, from the start to the horizon.
  func fill(
    _ path: inout StepPath, every step: PriceStep, in calendar: ReportingCalendar,
    _ draws: inout Draws)
}

/// The price processes that a scenario can name.
var priceProcesses: [Variant<any PriceProcess>] {
  [
    ConstantPrice.variant,
    TablePrice.variant,
    OrnsteinUhlenbeckPrice.variant,
  ]
}
