import Foundation
import TestSupport
import Testing

/// A name that is refused is one mistake: what stands behind it, and what refers to it, is read.
@Suite struct RefusedNameTests {
  @Test(arguments: [
    "companies", "transmission", "mediumVoltage", "north", "substation", "GB300", "podSite", "land",
    "permit", "commission", "modular", "first", "safety", "slip",
  ])
  func `a refused name is told once, and nothing else is`(name: String) {
    // Everywhere, where it is defined and where it is used.
    let text = completeScenario.replacingOccurrences(
      of: "(?<=[ \\[$])\(name)(?=[ :,}\\]\n])", with: "\(name).2", options: .regularExpression
    ).replacing("slip.2: $", with: "slip: $").replacing("slip.2: 18", with: "slip: 18")
    let problems = WrittenScenario(text).problems
    // Tiers are named twice: for the grid, and where a region describes them.
    let count = ["transmission", "mediumVoltage"].contains(name) ? 2 : 1
    #expect(problems.count == count, "\(problems.joined(separator: "\n"))")
    #expect(
      problems.allSatisfy {
        $0.contains("is made of letters, digits, '-', '_' and spaces inside (found '\(name).2')")
      })
  }

  @Test func `a refused stage before 'accelerators' is an error like any other`() {
    let problems = WrittenScenario(
      """
      sites:
        small:
          stages:
            building permit?: {}
            accelerators: { for: commission }
            commission: {}
      """
    ).problems
    #expect(
      problems.contains {
        $0.hasPrefix("s.yaml:4:7: error: the name of each stage is made of letters")
      })
  }

  @Test func `a refused phase before one that waits for a later one is an error like any other`() {
    let problems = WrittenScenario(
      """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      sites:
        s: { capacity: 1 H100e, live: start }
        built: { capacity: 1 H100e, stages: { build: { takes: 1 months } } }
      strategies:
        a:
          phases:
            phase 1.5: { site: s }
            b: { site: built, when: { after: { phase: c } } }
            c: { site: s }
      """
    ).problems
    #expect(
      problems == [
        "s.yaml:10:7: error: the name of each phase is made of letters, digits, '-', '_' and spaces "
          + "inside (found 'phase 1.5')"
      ])
  }

  @Test(arguments: ["demand.segments", "grid.regions", "grid.tiers", "sites", "strategies"])
  func `where all names are refused, none is said to be missing`(path: String) {
    let problems = WrittenScenario(completeScenario, sets: ["\(path)={ a.b: {} }"]).problems
    #expect(problems.contains { $0.contains("(found 'a.b')") })
    #expect(!problems.contains { $0.contains("must hold at least one") }, "\(problems)")
  }

  @Test func `a refused class is not proposed to those who name it as it was meant`() {
    let text = completeScenario.replacing(
      "priorities: [safety, other]", with: "priorities: [sa.fety, other]")
    let problems = WrittenScenario(text).problems
    #expect(problems.count == 1, "\(problems.joined(separator: "\n"))")
    #expect(problems.first?.contains("(found 'sa.fety')") == true)
  }
}
