import Foundation
import TestSupport
import Testing

/// `millwright report`, as far as no browser is needed; Tests/ReportInBrowser opens the pages.
struct ReportTests {
  @Test func `a report is one file beside its database, the same each time`() async throws {
    let folder = try TemporaryFolder()
    let made = try await Program.run(["new", "mine.yaml"], in: folder)
    #expect(made.exitCode == 0)
    let run = try await Program.run(["run", "mine.yaml", "-n", "4", "-o", "mine.db"], in: folder)
    #expect(run.exitCode == 0)
    let report = try await Program.run(["report", "mine.db"], in: folder)
    #expect(report.exitCode == 0, "\(report.errors)")
    #expect(report.output == "mine.html\n")
    let page = try folder.read("mine.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("millwright run mine.yaml -n 4 -o mine.db"))
    // Sections and charts share one list of places, to which links lead.
    let content = page.prefix(upTo: page.range(of: "</main>")?.lowerBound ?? page.endIndex)
    let places = content.matches(of: /<(?:section|figure) id="([^"]+)"/).map { String($0.1) }
    #expect(places.count > 20)
    #expect(Set(places).count == places.count, "\(places)")
    let again = try await Program.run(
      ["report", "mine.db", "-o", "again.html", "--format", "json"], in: folder)
    #expect(again.exitCode == 0)
    let files = try JSONDecoder().decode([String: [String]].self, from: Data(again.output.utf8))
    #expect(files == ["files": ["again.html"]])
    #expect(try folder.read("again.html") == page)
  }

  @Test func `without the charting library it says in one sentence how to get it`() async throws {
    let folder = try TemporaryFolder()
    let copy = folder.path(of: "copy")
    // By a process of its own: a file that this one writes could be open in the children of other
    // tests, and can't be executed as long as it is.
    let copying = try Process.run(
      URL(fileURLWithPath: "/bin/cp"), arguments: [try Program.path(), copy])
    copying.waitUntilExit()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: copy)
    process.arguments = ["report", "mine.db"]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 66)
    #expect(text.hasPrefix("Error: the charting library is missing"))
    #expect(text.contains("'make vega'"))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test func `a page that cannot be written is said to be so`() async throws {
    let folder = try TemporaryFolder()
    _ = try await Program.run(["new", "mine.yaml"], in: folder)
    _ = try await Program.run(["run", "mine.yaml", "-n", "2", "-o", "mine.db"], in: folder)
    let report = try await Program.run(
      ["report", "mine.db", "-o", "no/such/folder/page.html"], in: folder)
    #expect(report.exitCode == 73)
    #expect(report.errors.contains("no/such/folder/page.html: cannot write"))
  }
}
