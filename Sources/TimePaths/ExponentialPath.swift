import Foundation
import Quantities
public import ScenarioInputs
import ScenarioReading

/// A number that changes by a fixed share each year, all the time: `x(t) = x₀ (1 + c)^(t/8766)`.
public struct ExponentialPath: PathProcess {
  /// The number at the start; drawn once per replication.
  var atStart: Input
  /// The yearly change c, effective annual; drawn once per replication.
  var changes: Input

  /// A number that changes by an effective annual share.
  public init(_ atStart: Input, changes: Input) {
    self.atStart = atStart
    self.changes = changes
  }

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    let noun = number.noun
    return Variant(
      "exponential",
      "A \(noun) that changes by a fixed share each year, all the time and not by steps."
    ) { section in
      ExponentialPath(
        section.input("at", number.dimension, "\(noun.capitalized) at the start."),
        changes: section.input(
          "changes", .annualChange, in: -0.99...10, "Change of the \(noun), effective annual."))
    }
  }

  /// Fills the path with one piece, whatever the steps of the grid.
  public func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    path.removeAll()
    let start = atStart.value(&draws)
    path.append(start, .exponential(change: changes.value(&draws)), from: 0)
  }
}
