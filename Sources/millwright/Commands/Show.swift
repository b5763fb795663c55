import ArgumentParser
import OutputFiles
import Reports
import ScenarioFiles

/// `millwright show FILE`: a scenario in short, or as the engine sees it.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a scenario in short, or as the engine sees it.",
    discussion: """
      With --effective it prints the scenario as YAML after overlays, settings, tables and defaults, \
      with the origin of each value behind it; that text is a scenario itself.

        millwright show mine.yaml
        millwright show mine.yaml --effective --set seed=7
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, and files that are laid over it in their order.", valueName: "FILE"),
    completion: .scenario)
  var files: [String]

  @Flag(help: "Print the whole scenario as the engine sees it.")
  var effective = false

  @OptionGroup var setting: SettingOptions

  @OptionGroup var result: ResultFormatOptions

  func run() throws {
    let checked = try CheckedScenario(files: files, settings: setting.settings)
    checked.showWarnings()
    switch result.format {
    case .text:
      try StandardOutput.print(
        effective ? checked.effective.text : ScenarioSummary(checked).text, terminator: "")
    case .json:
      let name = CheckedScenario.name(of: files)
      try StandardOutput.print(
        JSONText.of(ScenarioDocument(checked, name: name, isWhole: effective)))
    }
  }
}
