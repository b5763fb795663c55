import ScenarioInputs
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
  let isInDollars: Bool

  static var variant: Variant<any MarketPriceSpec> {
    Variant(
      "table", "Dated prices, each of which holds until the next, the first also before its date.",
      shorthand: "points"
    ) { section in
      let (points, isInDollars) = section.prices(
        "points", x: .date, y: .computePrice, in: .notNegative,
        "[date, price] pairs in order of date.")
      return TableMarketPriceSpec(points: points, isInDollars: isInDollars)
    }
  }

  func price(_ draws: inout Draws, world: PriceWorld) -> any MarketPrice {
    let rate = isInDollars ? draws.usdPerEur : 1
    return TableMarketPrice(points: points.map { (x: $0.x, y: $0.y / rate) })
  }
}
