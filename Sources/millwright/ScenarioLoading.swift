import ArgumentParser
import FactoryModel
import Foundation
import ScenarioFiles
import ScenarioInputs
import ScenarioReading

/// `--set P=V`, which several commands take.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Sets one value, such as strategies.steps.phases.next.sites=8; may be repeated.",
      valueName: "P=V"))
  var settings: [String] = []

  mutating func validate() throws {
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError(
          "--set \(setting): a setting is a path, '=' and a value, such as "
            + "'strategies.steps.phases.next.sites=8'")
      }
    }
  }
}

extension CompletionKind {
  /// What a shell offers where a scenario is named.
  static var scenario: CompletionKind { .file(extensions: ["yaml", "yml"]) }
}

/// A scenario that has been read and checked.
struct CheckedScenario {
  let scenario: Scenario
  let effective: EffectiveScenario
  /// The effective scenario as a tree.
  let tree: ScenarioNode
  private let loaded: LoadedScenario

  /// Reads a scenario.
  ///
  /// - Parameters:
  ///   - files: the scenario, and what is laid over it.
  ///   - settings: what the command line sets, each `PATH=VALUE`.
  /// - Throws: every problem, where one of them is an error.
  init(files: [String], settings: [String] = []) throws(ScenarioProblems) {
    try self.init(try ScenarioFile.load(paths: files, sets: settings))
  }

  /// Reads a scenario that is loaded.
  init(_ loaded: LoadedScenario, isVariant: Bool = false) throws(ScenarioProblems) {
    let context = loaded.context(isVariant: isVariant)
    let scenario = context.read(loaded.root) { Scenario(from: $0) }
    if context.hasErrors { throw ScenarioProblems(context.problems) }
    self.scenario = scenario
    self.loaded = loaded
    effective = EffectiveScenario(context)
    tree = context.effective
  }

  /// The variants that the scenario names, each read.
  ///
  /// - Throws: every problem, where one of them is an error.
  func variants() throws(ScenarioProblems) -> [(variant: ScenarioVariant, checked: CheckedScenario)]
  {
    let names = scenario.uncertain.names
    return try loaded.variants().map { variant throws(ScenarioProblems) in
      let checked = try CheckedScenario(variant.scenario, isVariant: true)
      guard Set(checked.scenario.uncertain.names) == Set(names) else {
        throw ScenarioProblems(
          [
            Problem(
              at: variant.place,
              "the variant '\(variant.name)' changes the names under 'uncertain', and so its futures; give the"
                + " same names other values")
          ])
      }
      return (variant, checked)
    }
  }

  /// Tells the user what does not keep the scenario from being run.
  func showWarnings() {
    for line in effective.warnings.lines { StandardError.write(line) }
  }

  /// What a scenario of these files is called: their names without ending, joined by `+`.
  static func name(of files: [String]) -> String {
    files.map { file in
      let name = file.split(separator: "/").last ?? ""
      guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
      return String(name[..<dot])
    }.joined(separator: "+")
  }
}
