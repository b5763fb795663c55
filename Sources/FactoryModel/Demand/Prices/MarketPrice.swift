import Accounts
import ScenarioInputs
import Quantities
import ScenarioReading

/// A market price as a scenario states it, its parameters not yet drawn.
protocol MarketPriceSpec: Sendable {
  /// Whether it follows the accelerators that can be bought.
  var followsGenerations: Bool { get }
  /// How long before they can let them sellers pay for accelerators; nil for the median lead of each
  /// generation.
  func leadTime(_ draws: inout Draws) -> Hours?
  /// Reports what the accelerators do not say and the price needs.
  func check(_ fleet: FleetSpec, _ section: SectionReader, _ extremes: InputExtremes)
  /// Fills the path of a replication, into memory that is reused.
  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld)
}

extension MarketPriceSpec {
  var followsGenerations: Bool { false }
  func leadTime(_ draws: inout Draws) -> Hours? { nil }
  func check(_ fleet: FleetSpec, _ section: SectionReader, _ extremes: InputExtremes) {}
}

/// What a market price may look at: the calendar, and the hardware that can be bought.
struct PriceWorld {
  let calendar: ReportingCalendar
  let generations: GenerationTimeline
  /// Which of them entrants have.
  let market: MarketGenerations
  /// By generation that the scenario names, what accelerators are still worth by age; nil where it does
  /// not say so.
  let residualCurves: [ResidualCurve?]
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
