import Foundation

/// The path of a scenario in the folder beside these tests.
func scenario(_ name: String, file: String = #filePath) -> String {
  URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Scenarios/\(name).yaml").path
}
