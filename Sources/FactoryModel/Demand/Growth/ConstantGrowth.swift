import ScenarioInputs
import Quantities
import ScenarioReading

/// Demand that does not grow.
struct ConstantGrowth: GrowthCurve {
  func cumulative(to time: SimTime) -> Hours { time - .start }
  func instant(ofCumulative area: Hours) -> SimTime { .start + area }
}

struct ConstantGrowthSpec: GrowthSpec {
  static var variant: Variant<any GrowthSpec> {
    Variant(
      "constant", "Demand stays as it is at the start."
    ) { _ in ConstantGrowthSpec() }
  }

  func curve(_ draws: inout Draws) -> any GrowthCurve { ConstantGrowth() }
}
