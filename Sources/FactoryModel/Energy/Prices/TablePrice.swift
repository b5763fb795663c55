import ScenarioInputs
import Quantities
import ScenarioReading

/// Prices by date: each holds from its date, the first also before.
struct TablePrice: PriceProcess {
  /// From which hour since the start each price, of a MWh, holds.
  var prices: [(x: Double, y: Double)]
  /// Whether they are in USD and not in EUR.
  var isInDollars = false

  static var variant: Variant<any PriceProcess> {
    Variant(
      "table", "Prices by date; each holds from its date, the first also before.",
      shorthand: "prices"
    ) { TablePrice(from: $0) }
  }

  func fill(
    _ path: inout StepPath, every step: PriceStep, in calendar: ReportingCalendar,
    _ draws: inout Draws
  ) {
    path.removeAll()
    let rate = isInDollars ? draws.usdPerEur : 1
    for point in prices { path.append(point.y / rate, from: point.x) }
  }
}

extension TablePrice {
  fileprivate init(from section: SectionReader) {
    (prices, isInDollars) = section.prices(
      "prices", x: .date, y: .energyPrice,
      "Dates and prices, such as [[2026-01-01, 80 EUR/MWh], [2028-01-01, 72 EUR/MWh]].")
  }
}
