import Accounts
import Columns
import Quantities

/// What a strategy is worth with what runs on behind the end of the simulated time.
struct GoingConcern {
  /// Of all monthly flows to the end of the run-off, and what is left then.
  let value: ValuationResult
  /// What runs on, at the end of the simulated time: the worth less that of the flows until then, EUR.
  let runOffValue: Double
  /// IT power that is still live as the run-off ends, MW.
  let livePower: Double
  /// Worth at the strategy's own rate, EUR; nil where it has none.
  let ownRate: Double?
}
