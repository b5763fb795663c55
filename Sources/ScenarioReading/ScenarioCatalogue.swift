public import Quantities

/// The keys of a section as the code that reads them names them.
///
/// The JSON Schema and the reference page are written from it.
public final class ScenarioCatalogue {
  /// A key with its meaning.
  public struct Key {
    /// The key as written.
    public let name: String
    /// What it means, one sentence.
    public let meaning: String
    /// Whether it must be given.
    public let isRequired: Bool
    /// What is read where it is not given.
    public let defaultText: String?
    /// What may be written.
    public let content: Content
    /// For what a distribution is drawn once, such as "site"; nil where its author does not say.
    public let drawnPer: String?

    /// A key that is read.
    public init(
      _ name: String, _ meaning: String, isRequired: Bool, default defaultText: String? = nil,
      drawnPer: String? = nil, _ content: Content
    ) {
      self.name = name
      self.meaning = meaning
      self.isRequired = isRequired
      self.defaultText = defaultText
      self.content = content
      self.drawnPer = drawnPer
    }
  }

  /// One of the alternatives of a key.
  public struct Alternative {
    /// Its name.
    public let name: String
    /// What it means.
    public let meaning: String
    /// The key that a payload without keys is read as.
    public let shorthand: String?
    /// Its own keys.
    public let keys: ScenarioCatalogue
  }

  /// What may be written for a key.
  public indirect enum Content {
    /// A number with a unit of one of the dimensions, or of any where there is none; where
    /// `mayBeDrawn` a distribution too.
    case number(
      [Dimension], range: ClosedRange<Double>?, words: [String], mayBeDrawn: Bool)
    /// A number with its unit and nothing else: not drawn, not from a table, no map.
    case amount(Dimension, range: ClosedRange<Double>?)
    /// A whole number.
    case count(range: ClosedRange<Int>?)
    /// `true` or `false`.
    case flag
    /// Any text.
    case text
    /// A date.
    case date
    /// One of the words.
    case choice([String])
    /// The name of a thing of this kind.
    case reference(String)
    /// A path of a table.
    case table
    /// A list of such values, of so many.
    case listOf(Content, length: ClosedRange<Int>)
    /// A list of pairs of a date or a duration and a number.
    case points(AxisKind, Dimension, range: ClosedRange<Double>?)
    /// Latitude and longitude in degrees.
    case location
    /// A map; a payload without keys is read as the shorthand.
    case section(ScenarioCatalogue, shorthand: String?)
    /// A map of freely named things of a kind.
    case named(String, ScenarioCatalogue)
    /// A map of freely named values of a kind.
    case namedValues(String, Content)
    /// A list of maps; at least one where it is required.
    case list(ScenarioCatalogue)
    /// One of several, named by its key; a bare number is read as the one named `scalar`.
    case variant([Alternative], scalar: String?)
    /// Either of two.
    case either(Content, Content)
    /// The same as the key of that path.
    case sameAs(String)
    /// A map of some of the scenario's own keys, which is laid over it.
    case overlay
  }

  /// The keys in the order of reading.
  public private(set) var keys: [Key] = []
  /// Alternatives that stand among the keys, of which exactly one is given.
  public private(set) var alternatives: [Alternative] = []

  /// Pairs of keys of which not both are given, and whether one must be.
  public private(set) var pairs: [(first: String, second: String, isNeeded: Bool)] = []

  /// An empty catalogue.
  public init() {}

  /// Adds a key; one that is read twice is described once.
  public func add(_ key: Key) {
    if !keys.contains(where: { $0.name == key.name }) { keys.append(key) }
  }

  func add(_ alternative: Alternative) { alternatives.append(alternative) }

  func addPair(_ first: String, _ second: String, isNeeded: Bool) {
    pairs.append((first, second, isNeeded))
  }
}
