import Quantities
import ScenarioReading

extension SustainedCondition {
  /// Computing capacity for which requests wait above a level.
  static var waiting: Variant<SustainedCondition> {
    Variant("waiting", "When requests have waited for so much capacity for some time.") { section in
      SustainedCondition(
        .waitingCompute,
        above: section.number(
          "above", .compute, in: .notNegative, "H100e that requests wait for, of all segments."),
        for: duration(from: section))
    }
  }
}

extension Observable {
  /// H100e for which requests wait.
  fileprivate static let waitingCompute = Observable(
    key: "waiting", ingredients: .waitingCompute, needsLiveSite: false, event: "requests to wait",
    level: { $0.course.record[.waitingCompute] })
}
