import Quantities
import ScenarioFiles
import ScenarioReading

/// Reads a text and returns its problems as users see them.
func problems(_ text: String, sets: [String] = [], _ body: (SectionReader) -> Void) -> [String] {
  do throws(ScenarioProblems) {
    let scenario = try ScenarioFile.load(text: text, file: "s.yaml", sets: sets)
    let context = scenario.context()
    context.read(scenario.root, body)
    return context.problems.map(\.description)
  } catch {
    return error.problems.map(\.description)
  }
}

/// Reads a text without problems.
func reading<T>(_ text: String, _ body: (SectionReader) -> T) throws -> (
  value: T, effective: EffectiveScenario
) {
  let scenario = try ScenarioFile.load(text: text, file: "s.yaml")
  let result = try ScenarioFile.read(scenario, body).get()
  return (result.model, result.effective)
}

enum Rule: String, CaseIterable { case strict, firstFit }
