import Quantities
import Sampling
import ScenarioInputs
import ScenarioReading
import TimePaths

/// The growth curves that a segment can name: how the number of its requests moves, 1 being that at the
/// start.
///
/// Arrivals are a non-homogeneous Poisson process made by time change: the k-th arrival is the instant
/// at which the cumulated rate reaches the k-th point of a unit Poisson process.
var growthCurves: [Variant<any PathProcess>] {
  [
    Variant("constant", "Demand stays as it is at the start.") { _ in noGrowth },
    Variant(
      "exponential",
      "Demand is multiplied by 1 + rate each year: 25 %/year is 1.25 to the power t.",
      shorthand: "rate"
    ) { section in
      ExponentialPath(
        .constant(1),
        changes: section.input(
          "rate", .annualChange, in: -0.99...100,
          "Effective annual growth; once per replication."))
    },
    Variant(
      "logistic", "Growth that slows down towards a ceiling: K / (1 + (K - 1) e^(-rt))."
    ) { section in
      LogisticPath(
        .constant(1),
        rate: section.input(
          "rate", .yearlyShare.called("a continuous rate", example: "40 %/year"), in: 0...100,
          "Continuous rate r of the curve; once per replication."),
        ceiling: section.input(
          "ceiling", .factor, in: 0.01...1e6,
          "The multiple of today's demand that is approached; once per replication."))
    },
    Variant(
      "table", "Dated multipliers, with straight lines between them.", shorthand: "points"
    ) { section in
      LinePath(
        section.points(
          "points", x: .date, y: .factor, in: .notNegative,
          "[date, multiplier] pairs in order of date."))
    },
  ]
}

/// Demand that does not grow.
let noGrowth: any PathProcess = ConstantPath(.constant(1))

extension SegmentSpec {
  /// Fills the growth of a replication, a multiplier of the arrival rate.
  func fillGrowth(
    _ path: inout TimePath, in calendar: ReportingCalendar, _ draws: inout Draws
  ) {
    growth.fill(
      &path,
      on: PathGrid(
        every: .calendarMonth, in: calendar, noise: StreamID("demand/\(name)/growth")),
      &draws)
  }
}
