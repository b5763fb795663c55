import TestSupport
import Testing

/// What a user reads who made a mistake in a scenario: where it is and what to write instead.
struct ScenarioMistakeTests {
  @Test func `the complete scenario is valid and runs`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let valid = try await Program.run(["validate", "complete.yaml"], in: folder)
    #expect(valid.exitCode == 0, "\(valid.errors)")
    let run = try await Program.run(
      ["run", "complete.yaml", "-n", "2", "-o", "complete.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test(arguments: BrokenScenario.all)
  func `a broken scenario is refused with the place of the mistake`(_ broken: BrokenScenario)
    async throws
  {
    try #require(
      completeScenario.contains(broken.original) && broken.text != completeScenario,
      "the complete scenario has no '\(broken.original)'")
    let folder = try TemporaryFolder()
    try folder.write("broken.yaml", broken.text)
    let outcome = try await Program.run(["run", "broken.yaml", "-o", "broken.db"], in: folder)
    #expect(outcome.exitCode == 65)
    #expect(outcome.output.isEmpty)
    #expect(try folder.names() == ["broken.yaml"], "no database is left")
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    let place = broken.mistake.contains("‹") ? "\(broken.place.line):\(broken.place.column): " : ""
    #expect(
      lines.contains {
        $0.hasPrefix("broken.yaml:\(place)") && $0.contains("error: ")
          && $0.contains(broken.message)
      }, "expected broken.yaml:\(place) … \(broken.message)\n\(outcome.errors)")
    // Every line that tells a problem has a place in the file.
    for line in lines where line.contains("error: ") {
      #expect(line.firstMatch(of: /^broken\.yaml:\d+:\d+: error: \S/) != nil, "\(line)")
    }
  }

  @Test func `an application may be filed before its stage begins, and not after`() async throws {
    let folder = try TemporaryFolder()
    func validate(_ grid: String, _ application: String) async throws -> Program.Outcome {
      let text = completeScenario.replacing("grid: { after: [land] }", with: grid)
        .replacing("start: 2026-03-01 }", with: "start: 2026-03-01, applyForGrid: \(application) }")
      try folder.write("apply.yaml", text)
      return try await Program.run(["validate", "apply.yaml"], in: folder)
    }
    // Land comes first, so that a later date is still before the stage.
    for (grid, application) in [
      ("grid: { after: [land] }", "2026-04-01"), ("grid: {}", "2026-01-01"),
      ("grid: {}", "2026-03-01"),
    ] {
      let outcome = try await validate(grid, application)
      #expect(outcome.exitCode == 0, "\(grid) \(application): \(outcome.errors)")
    }
    let outcome = try await validate("grid: {}", "2026-03-02")
    #expect(outcome.exitCode == 65)
    #expect(
      outcome.errors.contains(
        "error: 'applyForGrid' has no effect: the stage 'grid' begins with the phase, before this date"
      ), "\(outcome.errors)")
  }

  @Test func `a yearly change may not compound beyond all measure`() async throws {
    let folder = try TemporaryFolder()
    for (change, years, isMeant) in [
      ("200 %/year", 30, true), ("200 %/year", 60, false), ("9000 %/year", 5, true),
      ("{ uniform: { low: 0 %/year, high: 200 %/year } }", 60, false),
    ] {
      try folder.write(
        "long.yaml",
        completeScenario.replacing("end: 2031", with: "end: \(2026 + years)")
          .replacing("changes: -15 %/year", with: "changes: \(change)")
          // What grows beside it would be too much over sixty years, too.
          .replacing("growth: { exponential: { rate: $growth } }", with: "growth: constant")
          .replacing("growth: { triangular:", with: "# { triangular:"))
      let outcome = try await Program.run(["validate", "long.yaml"], in: folder)
      #expect(outcome.exitCode == (isMeant ? 0 : 65), "\(change), \(years): \(outcome.errors)")
      #expect(
        isMeant || outcome.errors.contains("'changes' of 200 %/year cannot be meant"),
        "\(outcome.errors)")
    }
  }

  @Test func `every problem is reported, not only the first`() async throws {
    let folder = try TemporaryFolder()
    let text = completeScenario.replacing("pue: 1.15", with: "peu: 1.15")
      .replacing("power: 3 MW", with: "power: 3")
      .replacing("class: other", with: "class: others")
      .replacing("refresh: retire", with: "refresh: never")
    try folder.write("broken.yaml", text)
    let outcome = try await Program.run(["validate", "broken.yaml"], in: folder)
    #expect(outcome.exitCode == 65)
    for part in ["'peu'", "(found '3')", "'others'", "'never'"] {
      #expect(outcome.errors.contains(part), "\(part) in\n\(outcome.errors)")
    }
  }

  @Test func `one mistake does not look like many`() async throws {
    let folder = try TemporaryFolder()
    // What hangs on the mistaken number must not be blamed too.
    for (original, mistake) in [
      ("largest: 10 MW", "largest: 10"), ("power: 3 MW", "power: 3"),
      ("start: 2026-01-01\n", "start: 2026-01\n"), ("end: 2031-01-01", "end: 2025-01-01"),
      ("growth: { exponential:", "growth: { expo:"), ("arrivals: 30", "arivals: 30"),
      ("title:", "titel:"), ("uncertain:", "uncertian:"), ("grid:\n", "gird:\n"),
      ("power: 3 MW", "powr: 3 MW"), ("end: 2031-01-01", "end: 2025-01-01"),
      ("{ triangular: { low: 10 %/year, mode: 20", "{ triangular: { low: 10 %/year, mode: 5"),
      ("spot: { ornsteinUhlenbeck:", "spot: { ornsteinUhlenbek:"),
      ("upstream: transmission", "upstream: transmision"),
      ("permit: { after: [land]", "permit: { after: [lnd]"),
    ] {
      try folder.write("broken.yaml", completeScenario.replacing(original, with: mistake))
      let outcome = try await Program.run(["validate", "broken.yaml"], in: folder)
      #expect(outcome.exitCode == 65)
      let lines = outcome.errors.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(lines.count == 1, "\(mistake): \(outcome.errors)")
    }
  }
}
