import ScenarioReading

/// What a stored scenario says in words and places, beside the numbers that results hold.
public struct StoredScenario: Sendable {
  /// What it asks; empty where it does not say.
  public let question: String

  /// Latitude and longitude in degrees of the regions that say where they lie.
  public let locations: [String: (latitude: Double, longitude: Double)]

  /// Who runs the grid of each region that says so.
  public let operators: [String: String]

  /// Reads the text of an effective scenario, as it is kept with its results.
  ///
  /// - Parameter text: YAML that was read before; what cannot be read says nothing.
  public init(_ text: String) {
    let reader = YAMLReader(file: "scenario", origin: { .file($0) }, layer: 0)
    let root = try? reader.value(of: text)
    question = root?["question"]?.scalar ?? ""
    var locations: [String: (latitude: Double, longitude: Double)] = [:]
    var operators: [String: String] = [:]
    for (key, region) in root?["grid"]?["regions"]?.entries ?? [] {
      if let name = region["operator"]?.scalar, !name.isEmpty { operators[key.name] = name }
      let degrees = (region["at"]?.elements ?? []).compactMap { $0.scalar.flatMap(Double.init) }
      if degrees.count == 2 { locations[key.name] = (degrees[0], degrees[1]) }
    }
    self.locations = locations
    self.operators = operators
  }
}
