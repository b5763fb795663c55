import ArgumentParser
import OutputFiles
import Reports

/// `millwright diff FILE FILE`: where two scenarios differ as the engine sees them.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows where two scenarios differ as the engine sees them.",
    discussion: """
      Both are read with overlays, tables and defaults, so that a value that one file leaves out and the \
      other writes is the same where the default says so. Comments, order and sources of keys are not \
      looked at where the values are. --set holds for the second.

        millwright diff mine.yaml other.yaml
        millwright diff mine.yaml mine.yaml --set strategies.steps.phases.next.sites=8
      """)

  @Argument(help: ArgumentHelp("The first scenario.", valueName: "FILE"), completion: .scenario)
  var first: String

  @Argument(help: ArgumentHelp("The second scenario.", valueName: "FILE"), completion: .scenario)
  var second: String

  @OptionGroup var setting: SettingOptions

  @OptionGroup var result: PrintedTableOptions

  func run() throws {
    let difference = ScenarioDifference(
      try CheckedScenario(files: [first]).tree,
      try CheckedScenario(files: [second], settings: setting.settings).tree)
    try result.print(
      text: difference.text, table: difference.table,
      document: Document(first: first, second: second, differences: difference.table))
  }

  /// What `--format json` prints.
  private struct Document: Encodable {
    let first, second: String
    let differences: DataTable
  }
}
