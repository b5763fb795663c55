import Foundation
import TestSupport
import Testing

/// `millwright diff`: where two scenarios differ as the engine sees them.
struct DiffTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", completeScenario)
    return folder
  }

  @Test func `a default that is written out is no difference, and a value is told with both texts`()
    async throws
  {
    let folder = try folder()
    try folder.write(
      "b.yaml",
      completeScenario.replacing("pue: 1.15", with: "pue: 1.2")
        .replacing("term: 12 months\n", with: "term: 12 months\n      contiguous: false\n"))
    let outcome = try await Program.run(["diff", "a.yaml", "b.yaml"], in: folder)
    #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output == "sites.podSite.pue\n  - 1.15\n  + 1.2\n1 value differs.\n")
  }

  @Test func `what one alone has is told on its side, in every form`() async throws {
    let folder = try folder()
    try folder.write(
      "b.yaml", "extends: a.yaml\nstrategies: { modular: { phases: { last: null } } }\n")
    let csv = try await Program.run(["diff", "a.yaml", "b.yaml", "--format", "csv"], in: folder)
    let lines = csv.output.split(separator: "\r\n").map(String.init)
    #expect(lines[0] == "path,first,second")
    #expect(lines.contains("strategies.modular.phases.last.site,podSite,"), "\(lines)")
    let json = try await Program.run(["diff", "b.yaml", "a.yaml", "--format", "json"], in: folder)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let differences = try #require(document["differences"] as? [[String: String]])
    #expect(
      differences.contains(["path": "strategies.modular.phases.last.site", "second": "podSite"]))
  }

  @Test func `the same scenario does not differ, and a setting holds for the second`() async throws
  {
    let folder = try folder()
    let same = try await Program.run(["diff", "a.yaml", "a.yaml"], in: folder)
    #expect(same.output == "The two scenarios are the same.\n")
    let set = try await Program.run(["diff", "a.yaml", "a.yaml", "--set", "seed=9"], in: folder)
    #expect(set.output == "seed\n  - 7\n  + 9\n1 value differs.\n")
  }

  @Test func `a scenario that is wrong or missing ends as it does elsewhere`() async throws {
    let folder = try folder()
    try folder.write("b.yaml", completeScenario.replacing("pue: 1.15", with: "peu: 1.15"))
    #expect(try await Program.run(["diff", "a.yaml", "b.yaml"], in: folder).exitCode == 65)
    #expect(try await Program.run(["diff", "a.yaml", "c.yaml"], in: folder).exitCode == 66)
    #expect(try await Program.run(["diff", "a.yaml"], in: folder).exitCode == 64)
  }
}
