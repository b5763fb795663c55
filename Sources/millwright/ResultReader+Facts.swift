import Reports
import ResultStore
import ScenarioFiles

extension ResultReader {
  /// What the scenario says in words and places, from the text that is kept with its results.
  var facts: ScenarioFacts { ScenarioFacts(StoredScenario(record.run.scenarioText)) }

  /// What readers are shown in place of names.
  var names: ReaderNames { facts.names }
}

extension ScenarioFacts {
  /// What a stored scenario says.
  init(_ scenario: StoredScenario) {
    func list(_ words: StoredScenario.Words) -> ReaderNames.List {
      words.mapValues { .init(title: $0.title, description: $0.description) }
    }
    self.init(
      question: scenario.question,
      locations: scenario.locations.mapValues {
        .init(latitude: $0.latitude, longitude: $0.longitude)
      },
      operators: scenario.operators,
      names: ReaderNames(
        strategies: list(scenario.strategies), regions: list(scenario.regions),
        sites: list(scenario.sites), segments: list(scenario.segments),
        phases: scenario.phases.mapValues(list)),
      plans: scenario.root.map(PlanFacts.all) ?? [],
      discount: scenario.root.flatMap(PlanFacts.discount))
  }
}
