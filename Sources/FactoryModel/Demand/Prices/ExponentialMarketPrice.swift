import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// A price that changes by a fixed share each year: p(t) = p₀ (1 + c)^(t/8766 h).
struct ExponentialMarketPrice: MarketPrice {
  let atStart: ComputePrice
  let annualChange: Double

  func price(at time: SimTime) -> ComputePrice {
    atStart * pow(1 + annualChange, (time - .start).years)
  }
}

struct ExponentialMarketPriceSpec: MarketPriceSpec {
  let atStart: Input
  let changes: Input

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "exponential", "A price that changes by a fixed share each year."
    ) { section in
      ExponentialMarketPriceSpec(
        atStart: section.input(
          "at", .computePrice, in: .notNegative,
          "Price of an H100e-hour at the start; once per replication."),
        changes: section.input(
          "changes", .annualChange, in: -0.99...100,
          "Effective annual change; once per replication."))
    }
  }

  func price(_ draws: inout Draws, world: PriceWorld) -> any MarketPrice {
    ExponentialMarketPrice(
      atStart: ComputePrice(atStart.value(&draws)), annualChange: changes.value(&draws))
  }
}
