import Foundation
import Quantities
import ScenarioInputs
import ScenarioReading

/// A number whose relative changes are independent of each other: geometric Brownian motion.
///
/// `x(t) = x₀ (1 + changes)^(t/8766) · e^(σW(t) − σ²t/2)`, W a Brownian motion and t in years: the mean is
/// `x₀ (1 + changes)^(t/8766)`, the standard deviation of the logarithm `σ√t`. Steps are exact.
struct GeometricBrownianPath: PathProcess {
  /// The number at the start; drawn once per replication.
  var atStart: Input
  /// Yearly change of the mean, effective annual; drawn once per replication.
  var changes: Input
  /// Standard deviation σ of the logarithm after a year; drawn once per replication.
  var volatility: Input

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    let noun = number.noun
    return Variant(
      "gbm",
      "Geometric Brownian motion: relative changes of the \(noun) are independent of each other."
    ) { section in
      GeometricBrownianPath(
        atStart: section.input("at", number.dimension, "\(noun.capitalized) at the start."),
        changes: section.input(
          "changes", .annualChange, default: 0, in: -0.99...10,
          "Change of the mean, effective annual."),
        volatility: section.input(
          "volatility", .share, in: 0...5,
          "Standard deviation of the logarithm of the \(noun) after a year; it grows with the root of time."
        ))
    }
  }

  func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    let process = GeometricBrownianProcess(volatility: volatility.value(&draws))
    let trend = Trend(atStart.value(&draws), change: changes.value(&draws))
    path.fill(process, about: trend, on: grid, &draws.source)
  }
}

/// The logarithm of the factor on the trend: a Brownian motion whose drift keeps the mean factor at 1.
private struct GeometricBrownianProcess: SteppedProcess {
  /// σ after a year.
  let volatility: Double

  var start: Double { 0 }
  var isRandom: Bool { volatility > 0 }

  func next(after state: Double, over hours: Double, gaussian: Double) -> Double {
    let sd = volatility * Hours(hours).years.squareRoot()
    return state + sd * gaussian - sd * sd / 2
  }

  func value(_ state: Double, about level: Double) -> Double { level * exp(state) }
}
