import Quantities
import ScenarioInputs
import ScenarioReading
import TimePaths

/// The ways in which a scenario can state emissions of generating electricity, t CO₂/MWh.
var emissionProcesses: [Variant<any PathProcess>] {
  [
    Variant("constant", "The same throughout.", shorthand: "intensity") { section in
      ConstantPath(
        section.input(
          "intensity", .emissionIntensity, in: .notNegative,
          "Emissions per energy; once per replication."))
    },
    Variant(
      "table", "By date: each holds from its date, the first also before.",
      shorthand: "intensities"
    ) { section in
      TablePath(
        section.points(
          "intensities", x: .date, y: .emissionIntensity, in: .notNegative,
          "Dates and emissions, such as [[2026-01-01, 240 g/kWh], [2030-01-01, 120 g/kWh]]."))
    },
  ]
}
