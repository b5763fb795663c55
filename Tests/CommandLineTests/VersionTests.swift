import Foundation
import TestSupport
import Testing

/// One version, wherever it is written.
struct VersionTests {
  private static func text(_ file: String) throws -> String {
    let repository = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: repository.appendingPathComponent(file), encoding: .utf8)
  }

  @Test func `the changelog and the citation are of the version that the program says`()
    async throws
  {
    let said = try await Program.run(["--version"]).output.trimmingCharacters(in: .newlines)
    let newest = try #require(
      try Self.text("CHANGELOG.md").firstMatch(of: /\n## \[([0-9.]+)\] - ([0-9-]+)\n/))
    #expect(newest.1 == said)
    let citation = try Self.text("CITATION.cff")
    #expect(citation.contains("\nversion: \(newest.1)\n"))
    #expect(citation.contains("\ndate-released: \(newest.2)\n"))
  }
}
