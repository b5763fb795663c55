import Foundation
import TestSupport
import Testing

/// What the program has made, and is kept beside the sources, is what it would make today.
struct DerivedFilesTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Looks for what is not current, in this project or in a copy of it.
  private static let check = #"MILLWRIGHT_PROGRAM="$0" tools/derived check"#

  @Test func `tables, summaries, reference, README and picture are current`() async throws {
    let check = try await Program.shell("cd '\(Self.repository)' && \(Self.check)", in: .init())
    #expect(check.exitCode == 0 && check.output.isEmpty, "\(check.output)\(check.errors)")
  }

  /// What somebody may do, and what is said then; nothing where everything stays current.
  static let changes = [
    ("true", ""),
    (
      "echo 1 >> notebooks-data/metrics.csv",
      "notebook: notebooks-data/metrics.csv is not what was made; 'make notebook' renews it"
    ),
    ("echo more >> notebooks-data/README.md", ""),
    (
      "echo '# more' >> tools/make-tables",
      "notebook: tools/make-tables has changed since; 'make notebook' renews it"
    ),
    (
      "rm scenarios/summaries/small.csv",
      "summaries: scenarios/summaries/small.csv is missing; 'make summaries' renews it"
    ),
    ("echo '# more' >> scenarios/small.yaml", ""),
    (
      "sed -i.old 's/^title: .*/title: Another/' scenarios/small.yaml",
      "summaries: scenarios/small.yaml has changed since; 'make summaries' renews it"
    ),
    (
      "cp scenarios/small.yaml scenarios/new.yaml",
      "summaries: not made from scenarios/new.yaml so far; 'make summaries' renews it"
    ),
    (
      "sed -i.old 's/^NPV, going concern, p50 .*/NPV, going concern, p50 much/' README.md",
      "headline: README.md#headline is not what was made; 'make headline' renews it"
    ),
    ("echo more >> README.md", ""),
    (
      "sed -i.old 's/^(as it is) .*/(as it is) never/' scenarios/README.md",
      "variants: scenarios/README.md#variants is not what was made; 'make variants' renews it"
    ),
    (
      "echo more >> docs/report.png",
      "picture: docs/report.png is not what was made; 'make picture' renews it"
    ),
    (
      "echo more >> docs/reference/scenario.md",
      "reference: docs/reference/scenario.md is not what the program prints; 'make docs' renews it"
    ),
  ]

  @Test(arguments: changes)
  func `what is no longer current is named, with the command that renews it`(
    _ change: String, _ expected: String
  ) async throws {
    let copy = try TemporaryFolder()
    let prepare = """
      cp -R '\(Self.repository)'/{README.md,docs,notebooks-data,scenarios,tools} . &&
      "$0" schema --reference > docs/reference/scenario.md &&
      MILLWRIGHT_PROGRAM="$0" tools/derived record notebook summaries headline variants picture
      """
    let prepared = try await Program.shell(prepare, in: copy)
    try #require(prepared.exitCode == 0, "\(prepared.errors)")
    let check = try await Program.shell("\(change) && \(Self.check)", in: copy)
    #expect(check.output == (expected.isEmpty ? "" : expected + "\n"), "\(check.errors)")
    #expect(check.exitCode == (expected.isEmpty ? 0 : 1))
  }

  @Test func `results of an older version are not current`() async throws {
    let copy = try TemporaryFolder()
    let change = """
      cp -R '\(Self.repository)'/{README.md,docs,notebooks-data,scenarios,tools} . &&
      MILLWRIGHT_PROGRAM="$0" tools/derived record notebook summaries headline variants picture &&
      sed -i.old 's/"version": ".*"/"version": "0.0.9"/' derived.json
      """
    try #require(try await Program.shell(change, in: copy).exitCode == 0)
    let check = try await Program.shell(Self.check, in: copy)
    for name in ["notebook", "summaries", "headline", "variants", "picture"] {
      #expect(check.output.contains("\(name): made by version 0.0.9, and this is "))
    }
  }
}
