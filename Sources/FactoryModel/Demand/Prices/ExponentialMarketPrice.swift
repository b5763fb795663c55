import ScenarioInputs
import Quantities
import ScenarioReading
import TimePaths

/// A price that changes by a fixed share each year, all the time: p(t) = p₀ (1 + c)^(t/8766 h).
struct ExponentialMarketPrice: MarketPriceSpec {
  let atStart: Input
  let changes: Input

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "exponential", "A price that changes by a fixed share each year."
    ) { section in
      ExponentialMarketPrice(
        atStart: section.input(
          "at", .computePrice, in: .notNegative,
          "Price of an H100e-hour at the start; once per replication."),
        changes: section.input(
          "changes", .annualChange, in: -0.99...100,
          "Effective annual change; once per replication."))
    }
  }

  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld) {
    price.steps.removeAll()
    price.steps.append(atStart.value(&draws), from: 0)
    price.change = changes.value(&draws)
  }
}
