import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// Growth towards a ceiling: g(t) = K / (1 + (K − 1) e^(−rt)), which is 1 at the start.
struct LogisticGrowth: GrowthCurve {
  /// The multiplier that is approached, K.
  let ceiling: Double
  /// The continuous rate r, per hour.
  let perHour: Double

  init(annualRate: Double, ceiling: Double) {
    self.ceiling = ceiling
    perHour = annualRate / Hours.years(1).value
  }

  /// (K/r) ln(1 + (e^(rt) − 1) / K), which keeps its digits at the least of rates.
  func cumulative(to time: SimTime) -> Hours {
    guard perHour != 0 else { return Hours(time.hours) }
    let grown = perHour * time.hours
    let logarithm =
      grown < Self.largestExponent ? log1p(expm1(grown) / ceiling) : grown - log(ceiling)
    return Hours(ceiling / perHour * logarithm)
  }

  /// ln(1 + K (e^(ra/K) − 1)) / r.
  func instant(ofCumulative area: Hours) -> SimTime {
    guard perHour != 0 else { return SimTime(area.value) }
    let share = perHour * area.value / ceiling
    let grown =
      share < Self.largestExponent ? log1p(ceiling * expm1(share)) : share + log(ceiling)
    return SimTime(grown / perHour)
  }

  /// Beyond it nothing is left of the 1 beside e^x, and soon e^x overflows.
  private static let largestExponent = 600.0
}

struct LogisticGrowthSpec: GrowthSpec {
  let rate: Input
  let ceiling: Input

  static var variant: Variant<any GrowthSpec> {
    Variant(
      "logistic", "Growth that slows down towards a ceiling: K / (1 + (K - 1) e^(-rt))."
    ) { LogisticGrowthSpec(from: $0) }
  }

  init(from section: SectionReader) {
    rate = section.input(
      "rate", .yearlyShare.called("a continuous rate", example: "40 %/year"), in: 0...100,
      "Continuous rate r of the curve; once per replication.")
    ceiling = section.input(
      "ceiling", .factor, in: 0.01...1e6,
      "The multiple of today's demand that is approached; once per replication.")
  }

  func curve(_ draws: inout Draws) -> any GrowthCurve {
    LogisticGrowth(annualRate: rate.value(&draws), ceiling: ceiling.value(&draws))
  }
}
