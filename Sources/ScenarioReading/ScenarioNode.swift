/// A value of a scenario, with the place where it stands and where it came from.
public struct ScenarioNode: Sendable {
  /// A key of a map, with its place.
  public struct Key: Hashable, Sendable {
    /// The key as written.
    public let name: String
    /// Where it stands.
    public let place: Place
    /// Whether a setting of the command line made it on the way to a key below it.
    public let isOnTheWay: Bool

    /// A key at a place.
    public init(_ name: String, at place: Place, isOnTheWay: Bool = false) {
      self.name = name
      self.place = place
      self.isOnTheWay = isOnTheWay
    }
  }

  /// What a value is.
  public enum Value: Sendable {
    /// A text or a number; a quoted one is never a name with a meaning, such as `true`.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([ScenarioNode])
    /// A map, in the order of the file.
    case mapping([(key: Key, value: ScenarioNode)])
    /// Nothing, as in `none:`.
    case null
  }

  /// Where a value came from, for the user who asks why it is what it is.
  public enum Origin: Hashable, Sendable {
    /// The scenario file itself.
    case file(Place)
    /// A file that the scenario file extends, or one given after the first.
    case overlay(Place)
    /// A `--set` of the command line.
    case commandLine(String)
    /// A row of a table.
    case table(Place)
    /// The key was not given.
    case `default`
  }

  /// What the value is.
  public var value: Value
  /// Where it stands.
  public var place: Place
  /// Where it came from.
  public var origin: Origin
  /// The number of its file in the order of overlays; of alternatives the highest layer's is meant.
  public var layer: Int
  /// What the command line sets below a value that has no keys as it is written.
  public internal(set) var settings: [Setting] = []
  /// What it is multiplied by when it is read, in the order in which that was written.
  var factors: [Factor] = []
  /// Whether it is the word `null`, which takes its key out of what it is laid over.
  public var isRemoval = false

  /// A value at a place.
  public init(_ value: Value, at place: Place, from origin: Origin, layer: Int = 0) {
    self.value = value
    self.place = place
    self.origin = origin
    self.layer = layer
  }

  /// The text of a scalar, nil for anything else.
  public var scalar: String? {
    if case .scalar(let text, _) = value { text } else { nil }
  }

  /// The entries of a map, nil for anything else.
  public var entries: [(key: Key, value: ScenarioNode)]? {
    if case .mapping(let entries) = value { entries } else { nil }
  }

  /// The elements of a list, nil for anything else.
  public var elements: [ScenarioNode]? {
    if case .sequence(let elements) = value { elements } else { nil }
  }

  /// The value of a key of a map, nil where there is none.
  public subscript(_ key: String) -> ScenarioNode? {
    entries?.first { $0.key.name == key }?.value
  }

  /// What the value is in a few words, for messages: "'30'", "a list", "a map".
  public var shortDescription: String {
    switch value {
    case .scalar(let text, _): text.count <= 60 ? "'\(text)'" : "'\(text.prefix(60))…'"
    case .sequence: "a list"
    case .mapping: "a map"
    case .null: "nothing"
    }
  }

  /// A text of a default value.
  static func defaulted(_ text: String) -> ScenarioNode {
    ScenarioNode(.scalar(text, isQuoted: false), at: Place(file: "default"), from: .default)
  }

  /// Those of some entries of a map that were written last, where overlays give several.
  public static func latest(
    _ entries: [(key: Key, value: ScenarioNode)]
  ) -> [(key: Key, value: ScenarioNode)] {
    let top = entries.map(\.value.layer).max()
    return entries.filter { $0.value.layer == top }
  }

  /// A map with only the alternative that was written last, and what belongs to it.
  ///
  /// A table brings `parameter`, `year` and `as`; a `source` or a `confidence` of an earlier file
  /// does not hold for the number of a later one.
  public func latestAlternative(among names: [String]) -> ScenarioNode {
    guard let entries else { return self }
    let alternatives = entries.filter { names.contains($0.key.name) }
    let latest = Self.latest(alternatives)
    guard let layer = latest.first?.value.layer else { return self }
    let isTable = latest.contains { $0.key.name == "table" }
    var result = self
    result.value = .mapping(
      entries.filter { key, value in
        switch key.name {
        case "source", "confidence": value.layer >= layer
        case "parameter", "year", "as": isTable || alternatives.count == latest.count
        default: !names.contains(key.name) || value.layer == layer
        }
      })
    return result
  }
}
