import Foundation
import TestSupport
import Testing

/// Writes the complete scenario and the broken ones to a folder, for `make test-schema`.
struct BrokenScenarioFiles {
  private static let folder = ProcessInfo.processInfo.environment["MILLWRIGHT_BROKEN_SCENARIOS"]

  @Test(.enabled(if: folder != nil)) func `the broken scenarios are written to a folder`() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try write(completeScenario, "complete.yaml")
    for (number, broken) in BrokenScenario.all.enumerated() {
      try write(broken.text, "broken-\(number + 1).yaml")
    }
  }
}
