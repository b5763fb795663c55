import Columns
import Quantities
import ScenarioInputs
import ScenarioReading

/// A figure that a scenario may give a range for: a metric that is known of the world, too.
struct PlausibilitySpec: Sendable {
  /// The key of its range under `plausibility`.
  let key: String
  /// What a range is written in.
  let dimension: Dimension
  /// The metric.
  let variable: Variable
}

/// The figures of the section `plausibility`.
let plausibilityFigures: [PlausibilitySpec] = [
  PlausibilitySpec(
    key: "revenuePerMWYear", dimension: .moneyPerPowerTime, variable: Outcome.revenuePerPower),
  PlausibilitySpec(
    key: "capitalPerMW", dimension: .moneyPerPower, variable: FirstFitOut.capitalPerPower),
  PlausibilitySpec(
    key: "computePerPowerBought", dimension: .computePerPower,
    variable: FigureOutcome.computePerPowerBought),
  PlausibilitySpec(
    key: "newestUnitHourPrice",
    dimension: .moneyPerTime.called("a price of an hour of one unit", example: "4 EUR/h"),
    variable: FigureOutcome.newestUnitHourPrice),
  PlausibilitySpec(
    key: "occupancyFirstYear", dimension: .share, variable: FigureOutcome.occupancyFirstYear),
  PlausibilitySpec(
    key: "occupancyLater", dimension: .share, variable: FigureOutcome.occupancyLater),
  PlausibilitySpec(
    key: "powerReleasedPerYear", dimension: .powerRate,
    variable: FigureOutcome.powerReleasedPerYear),
  PlausibilitySpec(
    key: "deliveryToLive", dimension: .duration, variable: FigureOutcome.deliveryToLive),
]

extension PlausibilitySpec {
  /// Reads the section of ranges: every figure, with its range where one is given.
  ///
  /// - Parameters:
  ///   - section: the scenario.
  ///   - usdPerEur: what ranges in dollars are exchanged at.
  /// - Returns: the figures in the order of `plausibilityFigures`.
  static func figures(
    from section: SectionReader, usdPerEur: () -> Double
  ) -> [PlausibilityFigure] {
    let ranges =
      section.optionalSection(
        "plausibility",
        "What is known of the world: ranges beside which the figures of the results are set."
      ) { section in
        plausibilityFigures.map {
          section.optionalRange($0.key, $0.dimension, $0.variable.description)
        }
      } ?? plausibilityFigures.map { _ in nil }
    let rate = ranges.contains { $0?.isInDollars == true } ? usdPerEur() : 1
    return zip(plausibilityFigures, ranges).map { figure, range in
      figure.record(range, usdPerEur: rate)
    }
  }

  /// The figure with its range in the unit of the metric, in EUR.
  private func record(_ range: ValueRange?, usdPerEur: Double) -> PlausibilityFigure {
    let one = (try? dimension.read("1 " + variable.unit))?.value ?? 1
    let factor = 1 / one / (range?.isInDollars == true ? usdPerEur : 1)
    return PlausibilityFigure(
      name: key, metric: variable.name, range: range.map { $0.low * factor...$0.high * factor },
      source: range?.source ?? "")
  }
}
