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

extension Input {
  /// The number that no draw of any future is expected to go below, in the canonical unit.
  fileprivate func least(_ uncertain: UncertainParameters) -> Double {
    let uniforms = UncertainName.extremeUniforms
    switch form {
    case .constant(let number): return number
    case .uncertain(let term):
      return uniforms.map {
        uncertain.distributions[term.index].quantile($0) * term.factor
      }.min() ?? 0
    case .distribution(let distribution): return distribution.quantile(uniforms[0])
    case .template(let template):
      var futures = [uncertain.distributions.map(\.median)]
      for index in template.dependencies {
        futures = futures.flatMap { future in
          uniforms.map { uniform in
            var drawn = future
            drawn[index] = uncertain.distributions[index].quantile(uniform)
            return drawn
          }
        }
      }
      return futures.map { template.distribution($0).quantile(uniforms[0]) }.min() ?? 0
    }
  }
}
