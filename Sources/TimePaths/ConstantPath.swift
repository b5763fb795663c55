import Foundation
import Quantities
public import ScenarioInputs
import ScenarioReading

/// One number, which may change by a steady percentage.
public struct ConstantPath: PathProcess {
  /// The number at the start; drawn once per replication.
  var value: Input
  /// The yearly change, effective annual; drawn once per replication.
  var changes: Input

  /// A number that changes by an effective annual share, by default not at all.
  public init(_ value: Input, changes: Input = .constant(0)) {
    self.value = value
    self.changes = changes
  }

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    let noun = number.noun
    return Variant(
      "constant", "One \(noun) throughout, which may change by a steady percentage.",
      shorthand: noun
    ) { section in
      ConstantPath(
        section.input(noun, number.dimension, "\(noun.capitalized) at the start."),
        changes: section.input(
          "changes", .annualChange, default: 0, in: -0.99...10,
          "Change of the \(noun), effective annual. A step of the process holds its opening \(noun)."
        ))
    }
  }

  /// Fills the path: one step where nothing changes, else the steps of the grid.
  public func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    let start = value.value(&draws)
    let change = changes.value(&draws)
    guard change != 0 else {
      path.removeAll()
      path.append(start, from: 0)
      return
    }
    path.fill(NoDeparture(), about: Trend(start, change: change), on: grid, &draws.source)
  }
}
