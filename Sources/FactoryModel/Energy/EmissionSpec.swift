import ScenarioInputs
import Quantities
import ScenarioReading

/// Emissions of generating the electricity that is drawn, as the scenario states them.
enum EmissionSpec: Sendable {
  /// t CO₂/MWh throughout; drawn once per replication.
  case constant(Input)
  /// t CO₂/MWh by hours since the start: each holds from there, the first also before.
  case table([(x: Double, y: Double)])

  /// The ways in which a scenario can state emissions.
  static var variants: [Variant<EmissionSpec>] {
    [
      Variant("constant", "The same throughout.", shorthand: "intensity") { section in
        .constant(
          section.input(
            "intensity", .emissionIntensity, in: .notNegative,
            "Emissions per energy; once per replication."))
      },
      Variant(
        "table", "By date: each holds from its date, the first also before.",
        shorthand: "intensities"
      ) { section in
        .table(
          section.points(
            "intensities", x: .date, y: .emissionIntensity, in: .notNegative,
            "Dates and emissions, such as [[2026-01-01, 240 g/kWh], [2030-01-01, 120 g/kWh]]."))
      },
    ]
  }

  /// Fills the path of a replication.
  func fill(_ path: inout StepPath, _ draws: inout Draws) {
    path.removeAll()
    switch self {
    case .constant(let intensity): path.append(intensity.value(&draws), from: 0)
    case .table(let points): for point in points { path.append(point.y, from: point.x) }
    }
  }
}
