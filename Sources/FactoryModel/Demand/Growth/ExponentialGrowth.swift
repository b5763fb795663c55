import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// Demand multiplied by `1 + rate` each year: g(t) = (1 + rate)^(t/8766 h).
struct ExponentialGrowth: GrowthCurve {
  /// Continuous rate per hour, ln(1 + rate) / 8766.
  let perHour: Double

  init(annualRate: Double) { perHour = log1p(annualRate) / Hours.years(1).value }

  /// (e^(ρt) − 1) / ρ.
  func cumulative(to time: SimTime) -> Hours {
    perHour == 0 ? Hours(time.hours) : Hours(expm1(perHour * time.hours) / perHour)
  }

  func instant(ofCumulative area: Hours) -> SimTime {
    guard perHour != 0 else { return SimTime(area.value) }
    let grown = perHour * area.value
    return grown > -1 ? SimTime(log1p(grown) / perHour) : .never
  }
}

struct ExponentialGrowthSpec: GrowthSpec {
  let rate: Input

  static var variant: Variant<any GrowthSpec> {
    Variant(
      "exponential",
      "Demand is multiplied by 1 + rate each year: 25 %/year is 1.25 to the power t.",
      shorthand: "rate"
    ) { ExponentialGrowthSpec(from: $0) }
  }

  init(from section: SectionReader) {
    rate = section.input(
      "rate", .annualChange, in: -0.99...100, "Effective annual growth; once per replication.")
  }

  func curve(_ draws: inout Draws) -> any GrowthCurve {
    ExponentialGrowth(annualRate: rate.value(&draws))
  }
}
