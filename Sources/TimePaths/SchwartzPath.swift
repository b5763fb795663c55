import Foundation
import Quantities
import ScenarioInputs
import ScenarioReading

/// A number that returns to a seasonal level by relative changes, and never leaves its sign.
///
/// `x(t) = level · (1 + changes)^(t/8766) · season(month of t) · e^X(t)`, where X is an
/// ``OrnsteinUhlenbeckProcess``. Its median is what stands before e^X; its mean is that times
/// `e^(sd² (1 − 2^(−2t/halfLife)) / 2)`. Source: E. S. Schwartz, "The stochastic behavior of commodity
/// prices", Journal of Finance 52 (1997), 923, model 1.
struct SchwartzPath: PathProcess {
  /// Long-run median at the start; drawn once per replication.
  var level: Input
  /// In which half of a deviation of the logarithm fades, h; drawn once per replication.
  var halfLife: Input
  /// Long-run standard deviation of the logarithm; drawn once per replication.
  var sd: Input
  /// Yearly change of the level, effective annual; drawn once per replication.
  var changes: Input
  /// Factor on the level for January to December.
  var season: [Double]

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    let noun = number.noun
    return Variant(
      "schwartz",
      "Returns to a seasonal level by relative changes: level × season × e^X, X an Ornstein–Uhlenbeck process from 0. The level is the median; the mean is e^(sd²/2) times it in the long run."
    ) { section in
      SchwartzPath(
        level: section.input(
          "level", number.dimension, "Long-run median of the \(noun) at the start."),
        halfLife: section.input(
          "halfLife", .duration, in: .positive,
          "Time in which half of a deviation of the logarithm fades."),
        sd: section.input(
          "sd", .share, in: 0...5, "Long-run standard deviation of the logarithm of the \(noun)."),
        changes: section.input(
          "changes", .annualChange, default: 0, in: -0.99...10,
          "Change of the level, effective annual."),
        season: section.numbers(
          "season", .factor, count: 12, default: Trend.noSeason, in: .notNegative,
          "Factors on the level for January to December."))
    }
  }

  func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    let process = SchwartzProcess(
      logarithm: OrnsteinUhlenbeckProcess(
        halfLife: halfLife.value(&draws), sd: sd.value(&draws)))
    let trend = Trend(level.value(&draws), change: changes.value(&draws), season: season)
    path.fill(process, about: trend, on: grid, &draws.source)
  }
}

/// The Ornstein–Uhlenbeck process as the logarithm of a factor on the trend.
private struct SchwartzProcess: SteppedProcess {
  var logarithm: OrnsteinUhlenbeckProcess

  var start: Double { logarithm.start }
  var isRandom: Bool { logarithm.isRandom }

  mutating func next(after state: Double, over hours: Double, gaussian: Double) -> Double {
    logarithm.next(after: state, over: hours, gaussian: gaussian)
  }

  func value(_ state: Double, about level: Double) -> Double { level * exp(state) }
}
