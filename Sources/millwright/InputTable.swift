import ResultStore
import ScenarioFiles
import ScenarioReading

extension CheckedScenario {
  /// Every value the scenario was read with, each path once, for the table of assumptions.
  var inputs: [InputRecord] {
    var paths: Set<String> = []
    return effective.records.filter { paths.insert($0.path).inserted }.map { record in
      InputRecord(
        path: record.path, value: record.text, origin: record.origin.words,
        source: record.source ?? "", confidence: record.confidence?.rawValue ?? "")
    }
  }
}

extension ScenarioNode.Origin {
  /// Where a value comes from, for the user who asks why it is what it is.
  fileprivate var words: String {
    switch self {
    case .file(let place), .overlay(let place), .table(let place): place.description
    case .commandLine(let words): words
    case .default: "default"
    }
  }
}
