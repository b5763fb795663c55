import ScenarioInputs
import Quantities
import Sampling
import ScenarioReading

/// How many accelerators a site would hold.
///
/// A slip in the unit of their power, such as W for kW, can ask for more than can be counted.
extension Scenario {
  /// The most units of one generation that a site can hold.
  static let mostUnits = Double(Int32.max)

  /// Reports each generation of which some site would hold too many, at the least power drawn.
  func checkUnits(_ section: SectionReader) {
    let buyers = kinds.filter { $0.graph.acceleratorStage != nil }
    guard let largest = buyers.max(by: { $0.power < $1.power }) else { return }
    for generation in fleet.generations {
      let least = generation.power.least(uncertain)
      let units = largest.power.value / least
      // Written so that a count that is no number is refused too.
      if units <= Self.mostUnits { continue }
      let path = "accelerators.generations.\(generation.name).power"
      let count = units < 1e15 ? "\(Int(units.rounded()))" : "far too many"
      let drawn = generation.power.isConstant ? "at this power" : "at the least that can be drawn"
      section.report(
        "\(drawn) site '\(largest.name)' of "
          + "\(Dimension.power.roundedText(of: largest.power.value)) would hold \(count) units; "
          + "at most \(Int32.max) can be simulated: check the unit of 'power'",
        at: section.context.place(ofValueAt: path) ?? section.place)
    }
  }
}
