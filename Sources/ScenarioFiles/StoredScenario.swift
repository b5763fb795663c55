public import ScenarioReading

/// What a stored scenario says in words and places, beside the numbers that results hold.
public struct StoredScenario: Sendable {
  /// All of it as a tree; nil where it cannot be read.
  public let root: ScenarioNode?

  /// What it asks; empty where it does not say.
  public let question: String

  /// Latitude and longitude in degrees of the regions that say where they lie.
  public let locations: [String: (latitude: Double, longitude: Double)]

  /// What readers are shown in place of a name: a title and a sentence, each perhaps empty.
  public typealias Words = [String: (title: String, description: String)]

  /// The words for strategies, regions, kinds of site and segments, by their names.
  public let strategies, regions, sites, segments: Words

  /// The words for phases, by strategy and name.
  public let phases: [String: Words]

  /// Who runs the grid of each region that says so.
  public let operators: [String: String]

  /// Reads the text of an effective scenario, as it is kept with its results.
  ///
  /// - Parameter text: YAML that was read before; what cannot be read says nothing.
  public init(_ text: String) {
    let reader = YAMLReader(file: "scenario", origin: { .file($0) }, layer: 0)
    let root = try? reader.value(of: text)
    self.root = root
    question = root?["question"]?.scalar ?? ""
    var locations: [String: (latitude: Double, longitude: Double)] = [:]
    var operators: [String: String] = [:]
    for (key, region) in root?["grid"]?["regions"]?.entries ?? [] {
      if let name = region["operator"]?.scalar, !name.isEmpty { operators[key.name] = name }
      let degrees = (region["at"]?.elements ?? []).compactMap { $0.scalar.flatMap(Double.init) }
      if degrees.count == 2 { locations[key.name] = (degrees[0], degrees[1]) }
    }
    self.locations = locations
    strategies = Self.words(root?["strategies"])
    regions = Self.words(root?["grid"]?["regions"])
    sites = Self.words(root?["sites"])
    segments = Self.words(root?["demand"]?["segments"])
    phases = (root?["strategies"]?.entries ?? []).reduce(into: [:]) {
      $0[$1.key.name] = Self.words($1.value["phases"])
    }
    self.operators = operators
  }

  /// What the things of a list say of themselves.
  private static func words(_ list: ScenarioNode?) -> Words {
    (list?.entries ?? []).reduce(into: [:]) {
      $0[$1.key.name] = ($1.value["title"]?.scalar ?? "", $1.value["description"]?.scalar ?? "")
    }
  }
}
