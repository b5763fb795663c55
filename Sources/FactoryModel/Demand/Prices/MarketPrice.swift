import ScenarioInputs
import Quantities
import ScenarioReading

/// A market price as a scenario states it, its parameters not yet drawn.
protocol MarketPriceSpec: Sendable {
  /// Whether it follows the accelerators that can be bought.
  var followsGenerations: Bool { get }
  /// Fills the path of a replication, into memory that is reused.
  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld)
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
    PathMarketPrice.freeVariant,
    PathMarketPrice.constantVariant,
    PathMarketPrice.tableVariant,
    PathMarketPrice.exponentialVariant,
    CostPlusPrice.variant,
  ]
}
