import FactoryModel
import Foundation
import ScenarioFiles
import ScenarioReading
import Testing

/// A scenario as a user writes it, read in the test's own process.
struct WrittenScenario {
  /// What was read; nil where it cannot be used.
  private(set) var effective: EffectiveScenario?
  /// The effective scenario as a tree.
  private(set) var tree: ScenarioNode?
  /// Errors, or warnings where there are none, as users see them.
  private(set) var problems: [String] = []

  /// Reads a text.
  ///
  /// - `file`: what places are called, and what tables lie beside.
  init(_ text: String, file: String = "s.yaml", sets: [String] = []) {
    do throws(ScenarioProblems) {
      let loaded = try ScenarioFile.load(text: text, file: file, sets: sets)
      let context = loaded.context()
      _ = context.read(loaded.root) { Scenario(from: $0) }
      problems = context.problems.map(\.description)
      if context.hasErrors { return }
      effective = EffectiveScenario(context)
      tree = context.effective
    } catch {
      problems = error.problems.map(\.description)
    }
  }

  /// Reads a file.
  init(file: String) throws {
    self.init(try String(contentsOfFile: file, encoding: .utf8), file: file)
  }

  var isValid: Bool { effective != nil }

  /// The path and the text of every value without keys, as `--set` takes them.
  var leaves: [(path: String, text: String)] {
    func leaves(_ node: ScenarioNode, _ path: String) -> [(path: String, text: String)] {
      func inner(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
      if let entries = node.entries, !entries.isEmpty {
        return entries.flatMap { leaves($0.value, inner($0.key.name)) }
      }
      if let elements = node.elements, !elements.isEmpty {
        return elements.enumerated().flatMap { leaves($0.element, inner(String($0.offset))) }
      }
      return [(path, node.flowText)]
    }
    return tree.map { leaves($0, "") } ?? []
  }

  /// Expects that the effective scenario is a scenario, the same one, without new warnings.
  func expectReadsBack(
    _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let effective else { return }
    let again = WrittenScenario(effective.text)
    let isSame =
      again.effective?.canonicalText == effective.canonicalText
      && again.effective?.sha256 == effective.sha256
    #expect(
      isSame,
      "\(note)\n\(again.problems.joined(separator: "\n"))\n\(effective.text)",
      sourceLocation: sourceLocation)
    #expect(
      again.problems.count <= problems.count, "\(note)\n\(again.problems)",
      sourceLocation: sourceLocation)
  }
}

/// The files of the repository that are scenarios: those shipped, and those of known answers.
var scenarioFiles: [String] {
  let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  return ["scenarios", "Tests/KnownAnswerTests/Scenarios"].flatMap { folder in
    let path = repository.appendingPathComponent(folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { path + "/" + $0 }
  }
}
