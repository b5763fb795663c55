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

  /// (K/r) ln((e^(rt) + K − 1) / K), written so that e^(rt) cannot overflow.
  func cumulative(to time: SimTime) -> Hours {
    guard perHour != 0 else { return Hours(time.hours) }
    let grown = perHour * time.hours
    return Hours(ceiling / perHour * (grown + log1p((ceiling - 1) * exp(-grown)) - log(ceiling)))
  }

  func instant(ofCumulative area: Hours) -> SimTime {
    guard perHour != 0 else { return SimTime(area.value) }
    let grown = perHour * area.value / ceiling + log(ceiling)
    return SimTime((grown + log1p(-(ceiling - 1) * exp(-grown))) / perHour)
  }
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
      "rate", .annualChange, in: 0...100, "Continuous rate r of the curve; once per replication.")
    ceiling = section.input(
      "ceiling", .factor, in: 0.01...1e6,
      "The multiple of today's demand that is approached; once per replication.")
  }

  func curve(_ draws: inout Draws) -> any GrowthCurve {
    LogisticGrowth(annualRate: rate.value(&draws), ceiling: ceiling.value(&draws))
  }
}
