import ScenarioInputs
import Quantities
import ScenarioReading

/// The market price of an H100e-hour over the simulated time.
protocol MarketPrice: Sendable {
  /// The price for a contract signed at an instant.
  func price(at time: SimTime) -> ComputePrice
}

/// A market price as a scenario states it, its parameters not yet drawn.
protocol MarketPriceSpec: Sendable {
  /// Whether it follows the accelerators that can be bought.
  var followsGenerations: Bool { get }
  /// The price of one replication.
  func price(_ draws: inout Draws, world: PriceWorld) -> any MarketPrice
}

extension MarketPriceSpec {
  var followsGenerations: Bool { false }
}

/// What a market price may look at: the calendar, and the hardware that can be bought.
struct PriceWorld {
  let calendar: ReportingCalendar
  let generations: GenerationTimeline
}

/// The market prices that a scenario can name.
var marketPrices: [Variant<any MarketPriceSpec>] {
  [
    ConstantMarketPriceSpec.freeVariant,
    ConstantMarketPriceSpec.variant,
    TableMarketPriceSpec.variant,
    ExponentialMarketPriceSpec.variant,
    CostPlusPriceSpec.variant,
  ]
}
