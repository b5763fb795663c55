import Foundation
import Quantities
public import ScenarioInputs
import ScenarioReading

/// A number that approaches a multiple of itself: `x(t) = x₀ K / (1 + (K − 1) e^(−rt))`.
public struct LogisticPath: PathProcess {
  /// The number at the start; drawn once per replication.
  var atStart: Input
  /// The continuous rate r, per year; drawn once per replication.
  var rate: Input
  /// The multiple K of the start that is approached; drawn once per replication.
  var ceiling: Input

  /// A number by its start, the continuous yearly rate, and the multiple that it approaches.
  public init(_ atStart: Input, rate: Input, ceiling: Input) {
    self.atStart = atStart
    self.rate = rate
    self.ceiling = ceiling
  }

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    let noun = number.noun
    return Variant(
      "logistic",
      "A \(noun) that approaches a multiple K of itself, all the time and not by steps: at × K / (1 + (K - 1) e^(-rt))."
    ) { section in
      LogisticPath(
        section.input("at", number.dimension, "\(noun.capitalized) at the start."),
        rate: section.input(
          "rate", .yearlyShare.called("a continuous rate", example: "40 %/year"), in: 0...100,
          "Continuous rate r of the curve."),
        ceiling: section.input(
          "ceiling", .factor, in: 0.01...1e6, "The multiple K of the start that is approached."))
    }
  }

  /// Fills the path with one piece, whatever the steps of the grid.
  public func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    path.removeAll()
    let perHour = rate.value(&draws) / Hours.years(1).value
    let shape = PathShape.logistic(ceiling: ceiling.value(&draws), perHour: perHour)
    path.append(atStart.value(&draws), shape, from: 0)
  }
}
