import ScenarioInputs
import Quantities
import ScenarioReading

/// A price that never changes.
struct ConstantMarketPrice: MarketPrice {
  let price: ComputePrice
  func price(at time: SimTime) -> ComputePrice { price }
}

struct ConstantMarketPriceSpec: MarketPriceSpec {
  let value: Input

  static let free = ConstantMarketPriceSpec(value: .constant(0))
  static var freeVariant: Variant<any MarketPriceSpec> {
    Variant(
      "free", "Contracts earn nothing."
    ) { _ in free }
  }
  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "constant", "A price that never changes.", shorthand: "value"
    ) { section in
      ConstantMarketPriceSpec(
        value: section.input(
          "value", .computePrice, in: .notNegative,
          "Price of an H100e-hour; once per replication."))
    }
  }

  func price(_ draws: inout Draws, world: PriceWorld) -> any MarketPrice {
    ConstantMarketPrice(price: ComputePrice(value.value(&draws)))
  }
}
