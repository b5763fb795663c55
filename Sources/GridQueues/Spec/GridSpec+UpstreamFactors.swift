import Quantities
import ScenarioInputs
import ScenarioReading

extension GridSpec {
  /// Reads what applications of others take of all tiers above; nothing where it is not stated.
  static func upstreamFactors(from section: SectionReader, classes: [String]) -> [Input] {
    let (key, range) = ("upstreamFactor", 0.0...1.0)
    let meaning =
      "What an application of others takes of all tiers above for each MW, as not all draw their power at the same time: one number, or one for each class, where those not named have 1; drawn once per replication. Default: 1"
    if section.isDescribing {
      let share = ScenarioCatalogue.Content.number(
        [.share], range: range, words: [], mayBeDrawn: true)
      _ = section.value(
        of: ScenarioCatalogue.Key(
          key, meaning, isRequired: false, .either(share, .namedValues("class", share))))
      return []
    }
    guard section.freeNames(under: key).contains(where: classes.contains) else {
      return section.optionalInput(key, .share, in: range, meaning).map { [$0] } ?? []
    }
    return section.optionalSection(key, meaning) { section in
      classes.map { name in
        section.optionalInput(name, .share, in: range, "That of this class") ?? .constant(1)
      }
    } ?? []
  }
}
