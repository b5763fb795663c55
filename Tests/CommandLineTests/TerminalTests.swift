import TestSupport
import Testing

/// What a terminal shows beyond what a file holds: marks, which nobody needs to understand it.
struct TerminalTests {
  private func results() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    let run = try await Program.run(["run", "complete.yaml", "-n", "3", "-o", "r.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    return folder
  }

  private let again = ["run", "complete.yaml", "-n", "3", "-o", "r.db", "--resume"]

  @Test func `a terminal shows marks, a pipe none, and the words are the same`() async throws {
    let folder = try await results()
    let plain = try await Program.run(again, in: folder).output
    let shown = try Program.shown(again, in: folder)
    #expect(!plain.contains("\u{1B}"))
    #expect(shown.contains("\u{1B}[1m"))
    #expect(shown.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `no marks where somebody asks for none`(environment: [String: String]) async throws {
    let folder = try await results()
    let shown = try Program.shown(again, in: folder, environment: environment)
    #expect(shown.contains("NPV") && !shown.contains("\u{1B}"))
  }

  @Test func `the growth of live power is drawn in little bars, a year each`() async throws {
    let folder = try await results()
    let output = try await Program.run(again, in: folder).output
    let line = try #require(output.split(separator: "\n").first { $0.contains("(█ = ") })
    #expect(line.hasPrefix("IT power live, 2026 to 2030 (█ = "))
    let bars = try #require(line.split(separator: " ").last)
    #expect(bars.count == 5 && bars.allSatisfy { "▁▂▃▄▅▆▇█".contains($0) }, "\(line)")
  }
}
