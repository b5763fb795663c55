import Foundation
import Testing

/// What the guide for contributors names is there.
struct ContributingTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: repository.appendingPathComponent(file), encoding: .utf8)
  }

  /// What stands between backticks.
  private static func quoted(in text: some StringProtocol) -> [String] {
    String(text).matches(of: /`([^`\n]+)`/).map { String($0.1) }
  }

  @Test func `every file and folder that it names exists`() throws {
    let paths = Self.quoted(in: try Self.text("CONTRIBUTING.md")).filter {
      $0.wholeMatch(of: /[\w.\/]+/) != nil && ($0.contains("/") || $0.hasSuffix(".md"))
        && !$0.contains("NAME")
    }
    #expect(paths.count > 10)
    for path in paths {
      let exists = FileManager.default.fileExists(
        atPath: Self.repository.appendingPathComponent(path).path)
      #expect(exists, "CONTRIBUTING.md names \(path)")
    }
  }

  @Test func `every list to which one adds a line is in the sources`() throws {
    let guide = try Self.text("CONTRIBUTING.md")
    let rows = guide.split(separator: "\n").filter { $0.hasPrefix("| a") || $0.hasPrefix("| some") }
    let lists = rows.flatMap { row -> [String] in
      let cells = row.split(separator: "|")
      return cells.count > 3 ? Self.quoted(in: cells[2]) : []
    }.filter { $0.wholeMatch(of: /[A-Za-z.]+/) != nil }
    #expect(lists.count > 5)
    let sources = try Self.sources()
    for list in lists where !list.hasSuffix(".swift") {
      let name = list.split(separator: ".").last.map(String.init) ?? list
      #expect(sources.contains(name), "CONTRIBUTING.md names \(list)")
    }
  }

  /// All sources as one text.
  private static func sources() throws -> String {
    let files = FileManager.default.enumerator(
      at: repository.appendingPathComponent("Sources"), includingPropertiesForKeys: nil)
    var text = ""
    while let file = files?.nextObject() as? URL {
      if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
    }
    return text
  }
}
