public import ScenarioReading

/// Scenario files: YAML with overlays, settings and tables.
///
/// ```swift
/// switch ScenarioFile.read(paths: ["base.yaml"], sets: ["seed=7"], { Scenario(from: $0) }) {
/// case .success(let (scenario, effective)): …
/// case .failure(let problems): print(problems)
/// }
/// ```
public enum ScenarioFile {
  /// The files laid over each other in their order, each over what it extends, with settings on top.
  ///
  /// - `paths`: at least one file.
  /// - `sets`: settings of the command line, each `PATH=VALUE`.
  ///
  /// The result is the scenario, not yet read.
  public static func load(
    paths: [String], sets: [String] = []
  ) throws(ScenarioProblems) -> LoadedScenario {
    precondition(!paths.isEmpty, "no scenario file to load")
    return try ScenarioLoader.load(paths, text: nil, sets: sets)
  }

  /// A scenario from a text, such as the effective text that is stored with results.
  ///
  /// - `text`: the YAML.
  /// - `file`: what places are called, and what other files are relative to.
  /// - `sets`: settings of the command line, each `PATH=VALUE`.
  ///
  /// The result is the scenario, not yet read.
  public static func load(
    text: String, file: String, sets: [String] = []
  ) throws(ScenarioProblems) -> LoadedScenario {
    try ScenarioLoader.load([file], text: text, sets: sets)
  }

  /// Loads and reads a scenario.
  ///
  /// - `paths`: at least one file.
  /// - `sets`: settings of the command line, each `PATH=VALUE`.
  /// - `body`: reads the model from the scenario's outermost keys.
  ///
  /// The result is the model and the effective scenario, or every problem that was found.
  public static func read<Model>(
    paths: [String], sets: [String] = [], _ body: (SectionReader) -> Model
  ) -> Result<(model: Model, effective: EffectiveScenario), ScenarioProblems> {
    do throws(ScenarioProblems) {
      return read(try load(paths: paths, sets: sets), body)
    } catch {
      return .failure(error)
    }
  }

  /// Reads a scenario that is loaded.
  ///
  /// - `scenario`: the scenario.
  /// - `body`: reads the model from the scenario's outermost keys.
  ///
  /// The result is the model and the effective scenario, or every problem that was found.
  public static func read<Model>(
    _ scenario: LoadedScenario, _ body: (SectionReader) -> Model
  ) -> Result<(model: Model, effective: EffectiveScenario), ScenarioProblems> {
    let context = scenario.context()
    let model = context.read(scenario.root, body)
    if context.hasErrors { return .failure(ScenarioProblems(context.problems)) }
    return .success((model, EffectiveScenario(context)))
  }
}
