import Quantities
import ScenarioReading

/// Dated prices, each of which holds until the next; the first holds before its date too.
struct TableMarketPrice: MarketPrice {
  let points: [(x: Double, y: Double)]

  func price(at time: SimTime) -> ComputePrice {
    ComputePrice((points.last { $0.x <= time.hours } ?? points[0]).y)
  }
}

struct TableMarketPriceSpec: MarketPriceSpec {
  let points: [(x: Double, y: Double)]

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "table", "Dated prices, each of which holds until the next.", shorthand: "points"
    ) { section in
      let points = section.points(
        "points", x: .date, y: .computePrice, "[date, price] pairs in order of date.")
      if points.contains(where: { $0.y < 0 }) {
        section.report("a price of compute cannot be negative", at: "points")
      }
      return TableMarketPriceSpec(points: points)
    }
  }

  func price(_ draws: inout Draws, world: PriceWorld) -> any MarketPrice {
    TableMarketPrice(points: points)
  }
}
