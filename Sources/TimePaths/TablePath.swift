import Foundation
import Quantities
public import ScenarioInputs
import ScenarioReading

/// Numbers by date: each holds from its date, the first also before.
public struct TablePath: PathProcess {
  /// From which hour since the start each number holds.
  var points: [(x: Double, y: Double)]
  /// Whether they are in USD and not in EUR.
  var isInDollars: Bool

  /// Numbers from instants (h since the start) that increase; at least one.
  public init(_ points: [(x: Double, y: Double)], isInDollars: Bool = false) {
    self.points = points
    self.isInDollars = isInDollars
  }

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    Variant(
      "table",
      "\(number.plural.capitalized) by date; each holds from its date, the first also before.",
      shorthand: number.plural
    ) { section in
      let (points, isInDollars) = section.prices(
        number.plural, x: .date, y: number.dimension,
        "Dates and \(number.plural), such as \(number.example).")
      return TablePath(points, isInDollars: isInDollars)
    }
  }

  /// Fills the path with a step from each date, whatever the steps of the grid.
  public func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    path.removeAll()
    let rate = isInDollars ? draws.usdPerEur : 1
    for point in points { path.append(point.y / rate, from: point.x) }
  }
}
