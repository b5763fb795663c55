public import ScenarioReading

/// A section of a scenario written in a test: maps, lists and texts.
public enum Written: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A number or a name.
  case text(String)
  /// Elements in their order.
  case list([Written])
  /// Keys with their values, in their order.
  case map([(String, Written)])

  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// A list.
  public init(arrayLiteral elements: Written...) { self = .list(elements) }
  /// A map.
  public init(dictionaryLiteral entries: (String, Written)...) { self = .map(entries) }

  private var node: ScenarioNode {
    let place = Place(file: "test.yaml")
    let value: ScenarioNode.Value =
      switch self {
      case .text(let text): .scalar(text, isQuoted: false)
      case .list(let elements): .sequence(elements.map(\.node))
      case .map(let entries):
        .mapping(entries.map { (ScenarioNode.Key($0, at: place), $1.node) })
      }
    return ScenarioNode(value, at: place, from: .file(place))
  }

  /// Reads the section in a scenario from 2026 to 2031; returns what it is, and the messages.
  public func read<Section>(_ body: (SectionReader) -> Section) -> (Section, messages: [String]) {
    let context = ReadingContext()
    context.calendar = testCalendar((2026, 1), to: (2031, 1))
    let section = context.read(node, body)
    return (section, context.problems.map(\.message))
  }
}
