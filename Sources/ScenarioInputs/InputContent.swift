import Quantities
import ScenarioReading

/// What stands for a number, without its source and confidence.
enum InputContent {
  /// A scalar: an amount or `$name`.
  case number(ScenarioNode)
  /// A distribution by its name, with its parameters.
  case distribution(String, ScenarioNode)

  /// The content of a value; nil, reported, where it is neither.
  init?(of value: ScenarioNode, _ key: String, _ reader: SectionReader) {
    guard let entries = value.entries else {
      self = .number(value)
      return
    }
    var content: InputContent?
    for (name, inner) in entries {
      switch name.name {
      case "source", "confidence":
        if let mistake = SectionReader.mistake(inAnnotation: name.name, inner) {
          reader.report(mistake, at: inner.place)
        }
      case "value" where content == nil:
        content = .number(inner)
      case let distribution where content == nil && DistributionForm.names.contains(distribution):
        content = .distribution(distribution, inner)
      case ScenarioNode.factorKey where content == nil:
        reader.report(SectionReader.nothingBeneath(key), at: name.place)
        return nil
      default:
        let known = ["value", "table", "source", "confidence"] + DistributionForm.names
        reader.report(
          content != nil && known.contains(name.name)
            ? "'\(key)' can only be one thing, a value or one distribution "
              + "(found '\(name.name)' too)"
            : SectionReader.unknownKey(name.name, known: DistributionForm.names + known.prefix(4)),
          at: name.place)
        return nil
      }
    }
    guard let content else {
      reader.report(
        "'\(key)' needs a value or a distribution, such as "
          + "'{ triangular: { low: …, mode: …, high: … } }'", at: value.place)
      return nil
    }
    self = content
  }

  /// A value with the distribution that was written last, in the parameters that were written last,
  /// where overlays give several.
  static func latest(of value: ScenarioNode) -> ScenarioNode {
    guard let written = value.entries else { return value }
    // Single parameters over a distribution that a row of a table gives: they are laid over it.
    if let word = value["as"]?.scalar, let form = DistributionForm.named(word),
      let parameters = value[word]?.entries, form.set(for: parameters) == nil,
      written.contains(where: { $0.key.name == "table" })
    {
      return value
    }
    var value = value.latestAlternative(among: ["value", "table"] + DistributionForm.names)
    guard let entries = value.entries else { return value }
    value.value = .mapping(
      entries.map { key, inner in
        guard let form = DistributionForm.named(key.name), let parameters = inner.entries else {
          return (key, inner)
        }
        let latest = ScenarioNode.latest(parameters)
        guard form.set(for: parameters) == nil, form.set(for: latest) != nil else {
          return (key, inner)
        }
        var pruned = inner
        pruned.value = .mapping(latest)
        return (key, pruned)
      })
    return value
  }
}
