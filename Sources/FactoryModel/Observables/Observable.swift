import Quantities
import ScenarioReading

/// A level of the running strategy that a condition can watch.
///
/// Its closure captures nothing, so that looking at a level costs a call and no reference is counted.
struct Observable: Sendable {
  /// The key of whatever watches it in a scenario.
  let key: String
  /// What it is made of: it is looked at again when one of these has changed.
  let ingredients: Ingredients
  /// Whether it stays at 0 until a site is live.
  let needsLiveSite: Bool
  /// What whoever watches it waits for: `sites to be full`.
  let event: String
  /// The level now.
  let level: @Sendable (borrowing Factory) -> Double
}

/// That a level has been above a threshold, without a break, for some time.
struct SustainedCondition: Sendable {
  let observable: Observable
  let above: Double
  let duration: Hours
  /// Its number among those of its rule, in order of reading.
  var id = ID<SustainedCondition>(0)

  init(_ observable: Observable, above: Double, for duration: Hours) {
    self.observable = observable
    self.above = above
    self.duration = duration
  }

  /// The levels that a scenario can watch; one more is a file like those beside this one, and a line here.
  static var variants: [Variant<SustainedCondition>] { [utilisation, waiting] }

  /// The key `for`, which all of them have.
  static func duration(from section: SectionReader) -> Hours {
    Hours(
      section.number(
        "for", .duration, default: 0, in: .notNegative, "How long without a break."))
  }
}
