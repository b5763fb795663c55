import ScenarioInputs
import Quantities
import ScenarioReading

/// One price, which may change by a steady percentage.
struct ConstantPrice: PriceProcess {
  /// The price at the start, EUR/MWh; drawn once per replication.
  var price: Input
  /// The yearly change, effective annual; drawn once per replication.
  var changes: Input

  static var variant: Variant<any PriceProcess> {
    Variant(
      "constant", "One price throughout, which may change by a steady percentage.",
      shorthand: "price"
    ) { ConstantPrice(from: $0) }
  }

  func fill(
    _ path: inout StepPath, every step: PriceStep, in calendar: ReportingCalendar,
    _ draws: inout Draws
  ) {
    let start = price.value(&draws)
    let change = changes.value(&draws)
    guard change != 0 else {
      path.removeAll()
      path.append(start, from: 0)
      return
    }
    path.removeAll(width: step.width)
    for index in 0..<step.count(in: calendar) {
      let opening = step.opening(index, in: calendar)
      path.append(start * annualFactor(change, at: SimTime(opening)), from: opening)
    }
  }
}

extension ConstantPrice {
  fileprivate init(from section: SectionReader) {
    price = section.input("price", .energyPrice, "Price at the start.")
    changes = section.input(
      "changes", .annualChange, default: 0, in: -0.99...10,
      "Change of the price, effective annual. A step of the process holds its opening price.")
  }
}
