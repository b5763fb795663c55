public import Sampling

/// The numbers under `uncertain`: each drawn once per future, and used as `$name`.
public struct UncertainParameters: Sendable {
  /// The names in the order of the file.
  public private(set) var names: [String] = []
  /// The unit in which each is written, drawn and reported; empty for a bare number.
  public private(set) var units: [String] = []
  /// What each is drawn from, in its unit.
  public private(set) var distributions: [Distribution] = []
  /// The stream of each, `uncertain/NAME`.
  public private(set) var streams: [StreamID] = []

  /// No uncertain numbers.
  public init() {}

  /// How many there are.
  public var count: Int { names.count }

  mutating func add(_ name: String, unit: String, _ distribution: Distribution) {
    names.append(name)
    units.append(unit)
    distributions.append(distribution)
    streams.append(StreamID("uncertain/" + name))
  }
}
