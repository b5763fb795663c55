import Foundation
import TestSupport
import Testing

/// Texts of a file that would steer a terminal, or that a spreadsheet would take for a formula.
struct ForeignTextTests {
  private static let title =
    "=cmd|calc!A0 \u{1B}]0;HACK\u{7} \u{1B}[31mRED\u{1B}[2J \u{202E}abc \u{9B}2J"
  private static let shown =
    #"=cmd|calc!A0 \u001b]0;HACK\u0007 \u001b[31mRED\u001b[2J \u202eabc \u009b2J"#

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let title = Self.shown.replacing("\\u009b", with: "\\x9b")
    try folder.write(
      "odd.yaml", completeScenario.replacing(/(?m)^title:.*$/, with: "title: \"\(title)\""))
  }

  private let run = ["run", "odd.yaml", "-n", "1", "-o", "r.db", "--resume"]

  @Test func `what a file says is shown escaped, on a terminal and elsewhere`() async throws {
    for command in [run, ["show", "odd.yaml"]] {
      let plain = try await Program.run(command, in: folder)
      #expect(plain.exitCode == 0, "\(plain.errors)")
      #expect(plain.output.hasPrefix(Self.shown), "\(plain.output.prefix(200))")
      let terminal = try Program.shown(command, in: folder)
        .replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(terminal == plain.output)
    }
  }

  @Test func `in JSON it is escaped too, and reads back`() async throws {
    for command in [run, ["show", "odd.yaml"], ["show", "odd.yaml", "--effective"]] {
      let outcome = try await Program.run(command + ["--format", "json"], in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(
        outcome.output.unicodeScalars.allSatisfy {
          $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202E}"
        })
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let inner = json?["headline"] as? [String: Any] ?? json
      #expect(inner?["title"] as? String == Self.title)
    }
  }

  @Test func `the name of a folder is printed as it is for programs, and escaped on a terminal`()
    async throws
  {
    try #require(try await Program.run(run, in: folder).exitCode == 0)
    let export = ["export", "r.db", "--table", "runs", "--to"]
    let plain = try await Program.run(export + ["a\u{1B}[2J"], in: folder)
    #expect(plain.output.hasPrefix("a\u{1B}[2J/runs.csv\n"))
    let terminal = try Program.shown(export + ["$(printf 'a\\033[2J')"], in: folder)
    #expect(terminal.hasPrefix(#"a\u001b[2J/runs.csv"#), "\(terminal)")
  }

  @Test func `a spreadsheet takes no exported text for a formula, and what was written can be had`()
    async throws
  {
    try #require(try await Program.run(run, in: folder).exitCode == 0)
    let export = try await Program.run(["export", "r.db", "--to", "csv", "--series"], in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")
    let title = try #require(
      try Table(path: folder.path(of: "csv/runs.csv")).rows.first)["title"]
    #expect(title == "'" + Self.title)
    for name in try folder.names(in: "csv") where name.hasSuffix(".csv") {
      let table = try Table(path: folder.path(of: "csv/\(name)"))
      for row in table.rows {
        for column in table.columns where "=+-@".contains(row[column].prefix(1)) {
          #expect(row[column].isEmpty || Double(row[column]) != nil, "\(name): \(row[column])")
        }
      }
    }
    let description = try folder.read("csv/datapackage.json")
    #expect(description.contains("has an apostrophe in front"))
  }
}
