import Sampling
import ScenarioInputs

/// At which values an uncertain input is held to see what it moves: its 10 % and 90 % quantile, or each value of
/// an input of few values.
public struct InputLevels: Sendable, Hashable {
  /// A value of the input.
  public struct Level: Sendable, Hashable {
    /// What it is called: `p10`, `p90`, or the value itself.
    public let name: String
    /// The value in the unit of the input.
    public let value: Double
    /// A probability at whose quantile the input has this value.
    let uniform: Double
  }

  /// Its place under `uncertain`.
  public let input: Int
  /// Its name there.
  public let name: String
  /// Its unit; empty for a bare number.
  public let unit: String
  /// Ascending.
  public let levels: [Level]

  /// How many values an input has at most that is held at each of them.
  private static let mostValues = 6
  /// Between how many probabilities its values are looked for.
  private static let grid = 2000

  /// The levels of an input; nil where it has one value alone.
  init?(_ input: Int, name: String, unit: String, _ distribution: Distribution) {
    self.input = input
    self.name = name
    self.unit = unit
    func level(_ name: String, at uniform: Double) -> Level {
      Level(name: name, value: distribution.quantile(uniform), uniform: uniform)
    }
    var levels: [Level] = []
    for step in 0..<Self.grid {
      let uniform = (Double(step) + 0.5) / Double(Self.grid)
      let value = distribution.quantile(uniform)
      guard value != levels.last?.value else { continue }
      levels.append(Level(name: Self.text(value), value: value, uniform: uniform))
      if levels.count > Self.mostValues { break }
    }
    guard levels.count > 1 else { return nil }
    self.levels =
      levels.count <= Self.mostValues ? levels : [level("p10", at: 0.1), level("p90", at: 0.9)]
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
  }
}

extension ScenarioModel {
  /// The levels of every input under `uncertain` that varies, in the order of the file.
  public var inputLevels: [InputLevels] {
    let uncertain = scenario.uncertain
    return (0..<uncertain.count).compactMap {
      InputLevels(
        $0, name: uncertain.names[$0], unit: uncertain.units[$0], uncertain.distributions[$0])
    }
  }
}
