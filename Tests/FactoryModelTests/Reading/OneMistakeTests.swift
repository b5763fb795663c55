import Quantities
import TestSupport
import Testing

/// One mistake is one error, where it stands, whatever hangs on the value.
@Suite struct OneMistakeTests {
  private static let leaves = WrittenScenario(completeScenario).leaves

  @Test func `a wrong unit is one error`() {
    #expect(Self.leaves.count > 200)
    for (path, text) in Self.leaves where (try? QuantityText.parse(text)) != nil {
      let problems = WrittenScenario(completeScenario, sets: ["\(path)=7 USD/ha"]).problems
      #expect(problems.count == 1, "\(path)\n\(problems.joined(separator: "\n"))")
    }
  }

  @Test func `a mistyped unit is one error`() {
    for (path, text) in Self.leaves {
      guard let quantity = try? QuantityText.parse(text), !quantity.unit.isEmpty else { continue }
      let problems = WrittenScenario(completeScenario, sets: ["\(path)=\(text)x"]).problems
      #expect(problems.count == 1, "\(path)\n\(problems.joined(separator: "\n"))")
      #expect(problems.first?.contains("a unit that is not known") == true, "\(path) \(problems)")
    }
  }

  @Test func `a class without a readable name is one error, whoever refers to it`() {
    for set in ["grid.allocation.priorities.0={ }", "grid.allocation.priorities=wrong"] {
      let problems = WrittenScenario(completeScenario, sets: [set]).problems
      #expect(problems.count == 1, "\(problems.joined(separator: "\n"))")
      #expect(problems.first?.contains("'priorities' must be a") == true, "\(problems)")
    }
  }

  @Test func `a text in the place of a number, a date or a word is one error`() {
    // The names of classes are defined there: without one, those who use it are wrong as well.
    let names = ["title", "question", "grid.allocation.priorities"]
    for (path, _) in Self.leaves where !names.contains(where: path.hasPrefix) {
      let scenario = WrittenScenario(completeScenario, sets: ["\(path)=wrong"])
      if scenario.isValid { continue }
      #expect(
        scenario.problems.count == 1, "\(path)\n\(scenario.problems.joined(separator: "\n"))")
    }
  }
}
