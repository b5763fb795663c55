import Foundation
import ScenarioFiles
import ScenarioReading
import TestSupport
import Testing

/// What `show --effective` prints is a scenario: the same one, whose paths can be set.
@Suite struct EffectiveScenarioTests {
  @Test(arguments: scenarioFiles)
  func `the effective scenario of a file reads back to itself`(file: String) throws {
    let scenario = try WrittenScenario(file: file)
    #expect(scenario.isValid, "\(scenario.problems)")
    scenario.expectReadsBack()
  }

  @Test func `so does that of the complete scenario with each key given, changed or left out`()
    throws
  {
    let tree = try #require(WrittenScenario(completeScenario).tree)
    var valid = 0
    for setting in ScenarioEdits(of: tree).settings {
      let scenario = WrittenScenario(completeScenario, sets: [setting])
      if scenario.isValid { valid += 1 }
      scenario.expectReadsBack(setting)
    }
    #expect(valid > 200)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `so does that with several keys changed at once`(seed: UInt64) throws {
    let tree = try #require(WrittenScenario(completeScenario).tree)
    let settings = ScenarioEdits(of: tree).settings
    var random = SplitMix(seed: seed)
    let chosen = (0..<4).compactMap { _ in settings.randomElement(using: &random) }
    WrittenScenario(completeScenario, sets: chosen).expectReadsBack("\(chosen)")
  }

  @Test(arguments: scenarioFiles + [""])
  func `every path of the effective scenario can be set, to the value that it has`(file: String)
    throws
  {
    let text = file.isEmpty ? completeScenario : try String(contentsOfFile: file, encoding: .utf8)
    let scenario = WrittenScenario(text, file: file.isEmpty ? "s.yaml" : file)
    // A number that is set anew no longer comes from where the file says.
    func values(_ scenario: WrittenScenario) -> [String] {
      scenario.leaves.filter { !$0.path.hasSuffix(".source") && !$0.path.hasSuffix(".confidence") }
        .map { "\($0.path.hasSuffix(".value") ? String($0.path.dropLast(6)) : $0.path)=\($0.text)" }
    }
    let (leaves, expected) = (scenario.leaves, values(scenario))
    #expect(leaves.count > 10)
    // Long files are tried at every so many paths.
    let step = file.isEmpty ? 1 : max(1, leaves.count / 30)
    for index in stride(from: 0, to: leaves.count, by: step) {
      let setting = "\(leaves[index].path)=\(leaves[index].text)"
      let again = WrittenScenario(text, file: file.isEmpty ? "s.yaml" : file, sets: [setting])
      let isSame = values(again) == expected
      #expect(isSame, "\(setting): \(again.problems)")
    }
  }

  @Test(arguments: [
    "build: { takes: 1 months, fixed: 400 kEUR }",
    "build: { takes: 1 months, costs: 9 MEUR/MW, fixed: 400 kEUR }",
    "build: { takes: 1 months, succeeds: 90 %, else: end }",
    "build: { takes: 1 months, succeeds: 90 %, else: { restart: build, paidAgain: false } }",
  ])
  func `no default contradicts what is written`(stage: String) {
    let scenario = WrittenScenario(
      """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      sites: { a: { capacity: 1 H100e, stages: { \(stage) } } }
      strategies: { x: { phases: { p: { site: a, start: 2026-01-01 } } } }
      """)
    #expect(scenario.isValid, "\(scenario.problems)")
    scenario.expectReadsBack(stage)
  }
}
