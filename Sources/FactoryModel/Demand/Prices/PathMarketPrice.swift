import Quantities
import Sampling
import ScenarioInputs
import ScenarioReading
import TimePaths

/// A market price that is one of the processes of any number; steps are calendar months.
struct PathMarketPrice: MarketPriceSpec {
  let process: any PathProcess

  func fill(_ price: inout MarketPricePath, _ draws: inout Draws, world: PriceWorld) {
    process.fill(
      &price.path,
      on: PathGrid(every: .calendarMonth, in: world.calendar, noise: Self.noise), &draws)
  }

  private static let noise = StreamID("demand/price")

  /// Contracts earn nothing.
  static let free = PathMarketPrice(process: ConstantPath(.constant(0)))

  static var freeVariant: Variant<any MarketPriceSpec> {
    Variant("free", "Contracts earn nothing.") { _ in free }
  }

  static var constantVariant: Variant<any MarketPriceSpec> {
    Variant("constant", "A price that never changes.", shorthand: "value") { section in
      PathMarketPrice(
        process: ConstantPath(
          section.input(
            "value", .computePrice, in: .notNegative,
            "Price of an H100e-hour; once per replication.")))
    }
  }

  static var tableVariant: Variant<any MarketPriceSpec> {
    Variant(
      "table", "Dated prices, each of which holds until the next, the first also before its date.",
      shorthand: "points"
    ) { section in
      let (points, isInDollars) = section.prices(
        "points", x: .date, y: .computePrice, in: .notNegative,
        "[date, price] pairs in order of date.")
      return PathMarketPrice(process: TablePath(points, isInDollars: isInDollars))
    }
  }

  static var exponentialVariant: Variant<any MarketPriceSpec> {
    Variant("exponential", "A price that changes by a fixed share each year.") { section in
      PathMarketPrice(
        process: ExponentialPath(
          section.input(
            "at", .computePrice, in: .notNegative,
            "Price of an H100e-hour at the start; once per replication."),
          changes: section.input(
            "changes", .annualChange, in: -0.99...100,
            "Effective annual change; once per replication.")))
    }
  }
}
