import Foundation
import TestSupport
import Testing

/// The reference page in `docs/` is the one that the program writes.
struct ReferencePageTests {
  @Test func `the reference page is current; make docs writes it again`() async throws {
    let page = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/reference/scenario.md")
    let written = try await Program.run(["schema", "--reference"])
    #expect(written.exitCode == 0)
    #expect(try String(contentsOf: page, encoding: .utf8) == written.output)
  }
}
