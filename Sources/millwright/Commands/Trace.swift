import Columns
import ArgumentParser
import Experiments
import FactoryModel
import Foundation
import OutputFiles
import Quantities
import Reports

/// `millwright trace FILE --replication K`: what happens in one replication, event by event.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the events of one replication.",
    discussion: """
      One line for each event: date and time (UTC), hours since the start, and what happened. The \
      replication is the one that a run with the same seed and --inner stores under this number. \
      Requests are numbered by arrival within their segment, and a contract has the number of its \
      request. The last line has a hash of all events, the same wherever they are the same.

        millwright trace mine.yaml --replication 3 --strategy steps
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, and files that are laid over it in their order.", valueName: "FILE"))
  var files: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which replication, counted from 0.", valueName: "K"))
  var replication: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Replications per future of the run in which it has this number.", valueName: "M"))
  var inner = 1

  @Option(
    help: ArgumentHelp(
      "Which strategy; default: the first one that has phases.", valueName: "S"))
  var strategy: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("Master seed; default: the scenario's.", valueName: "SEED"))
  var seed: Int?

  @OptionGroup var setting: SettingOptions

  @OptionGroup var result: ResultFormatOptions

  func validate() throws {
    guard replication >= 0 else {
      throw ValidationError("--replication \(replication): replications are counted from 0")
    }
    guard inner >= 1 else {
      throw ValidationError("--inner \(inner): at least one replication per future is needed")
    }
    if let seed, seed < 0 {
      throw ValidationError("--seed \(seed): a seed is a whole number from 0")
    }
  }

  func run() throws {
    let checked = try CheckedScenario(files: files, settings: setting.settings)
    checked.showWarnings()
    let scenario = checked.scenario
    let model = ScenarioModel(scenario, seed: seed.map(UInt64.init) ?? scenario.seed)
    let index =
      try strategy.map { try StrategySelection.index(of: $0, in: model) }
      ?? model.layout.phases.firstIndex { !$0.isEmpty } ?? 0
    let events = model.trace(
      future: replication / inner, inner: replication % inner, strategy: index)
    switch result.format {
    case .text:
      let lines = events.map { event in
        let hours = String(format: "%12.2f", event.time.hours)
        return "\(Self.dateTime(event.time, scenario.calendar)) \(hours)  \(event.text)\n"
      }
      try StandardOutput.print(lines.joined(), terminator: "")
    case .json:
      let document = Document(
        strategy: model.strategies[index], replication: replication,
        events: events.map {
          Document.Event(
            time: Self.dateTime($0.time, scenario.calendar), hours: $0.time.hours, text: $0.text)
        })
      try StandardOutput.print(JSONText.of(document))
    }
  }

  /// What `--format json` prints.
  private struct Document: Encodable {
    struct Event: Encodable {
      let time: String
      let hours: Double
      let text: String
    }

    let strategy: String
    let replication: Int
    let events: [Event]
  }

  /// An instant with its time of day, rounded to the minute.
  static func dateTime(_ time: SimTime, _ calendar: ReportingCalendar) -> String {
    let text = calendar.isoText(of: time)
    return text.contains("T") ? text : text + "T00:00Z"
  }
}
