import FactoryModel
import Quantities
import ResultStore
import ScenarioFiles
import ScenarioReading

/// A scenario for programs: what `millwright show --format json` prints.
struct ScenarioDocument: Encodable {
  /// A strategy and the names of its phases.
  struct Strategy: Encodable {
    let name: String
    let phases: [String]
  }

  /// A value the scenario was read with.
  struct Input: Encodable {
    let path, value, origin: String
    let source, confidence: String?
  }

  let scenario, title, question, scenarioSha256, start, end: String
  let months, replications: Int
  let seed: UInt64
  let strategies: [Strategy]
  let inputsByConfidence: [String: Int]
  /// The tree of all values; left out unless the whole scenario is asked for, as are the inputs.
  let effective: ScenarioValue?
  let inputs: [Input]?

  /// Describes a scenario.
  ///
  /// - Parameters:
  ///   - checked: the scenario.
  ///   - name: what it is called.
  ///   - isWhole: whether every value is wanted.
  init(_ checked: CheckedScenario, name: String, isWhole: Bool) {
    let calendar = checked.scenario.calendar
    scenario = name
    title = checked.scenario.title
    question = checked.scenario.question
    scenarioSha256 = checked.effective.sha256
    start = calendar.start.isoText
    end = calendar.end.isoText
    months = calendar.monthCount
    replications = checked.scenario.replications
    seed = checked.scenario.seed
    strategies = (checked.tree["strategies"]?.entries ?? []).map { key, strategy in
      Strategy(name: key.name, phases: (strategy["phases"]?.entries ?? []).map(\.key.name))
    }
    let records = checked.inputs
    let counts = Confidence.allCases.map { confidence in
      (confidence.rawValue, records.count { $0.confidence == confidence.rawValue })
    }
    inputsByConfidence = Dictionary(uniqueKeysWithValues: counts)
    effective = isWhole ? ScenarioValue(checked.tree) : nil
    inputs =
      isWhole
      ? records.map { record in
        Input(
          path: record.path, value: record.value, origin: record.origin,
          source: record.source.isEmpty ? nil : record.source,
          confidence: record.confidence.isEmpty ? nil : record.confidence)
      } : nil
  }
}

/// A value of a scenario as JSON: what YAML reads as a number or a truth is one here too.
struct ScenarioValue: Encodable {
  private let node: ScenarioNode

  init(_ node: ScenarioNode) { self.node = node }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch node.value {
    case .null: try container.encodeNil()
    case .sequence(let elements): try container.encode(elements.map(ScenarioValue.init))
    case .mapping(let entries):
      // A dictionary, since its keys are the user's and stay as they are.
      let values = entries.map { ($0.key.name, ScenarioValue($0.value)) }
      try container.encode(Dictionary(values) { _, last in last })
    case .scalar("true", isQuoted: false): try container.encode(true)
    case .scalar("false", isQuoted: false): try container.encode(false)
    case .scalar(let text, let isQuoted):
      if !isQuoted, let number = Int(text) {
        try container.encode(number)
      } else if !isQuoted, let number = Double(text), number.isFinite {
        try container.encode(number)
      } else {
        try container.encode(text)
      }
    }
  }
}
