import ArgumentParser
import Digests
import Experiments
import FactoryModel
import Foundation
import OutputFiles
import Quantities
import Reports
import ResultStore
import ScenarioFiles

/// `millwright run FILE…`: replications of each strategy, into a results database.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs a scenario into a results database and prints the headline table.",
    discussion: """
      Every strategy meets the same futures. Several files are one scenario: each is laid over \
      those before it (maps merge, lists replace).

        millwright run mine.yaml -n 500 -o mine.db
        millwright run mine.yaml -n 1000 -o mine.db --resume

      Control-C finishes the replications under way and keeps them; a second one stops at once. \
      --resume goes on with a database of the same experiment, or extends it by a larger -n; only \
      what is missing is run. The results do not depend on -j.

      --shard runs a part, on one of several machines; 'merge' makes of all parts what one machine would have \
      written. A part that has no future, as there are fewer blocks than parts, is written too.

        millwright run mine.yaml -n 1000 --shard 2/4 -o parts/
        millwright merge parts/*.db -o all.db
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, and files that are laid over it in their order.", valueName: "FILE"),
    completion: .scenario)
  var files: [String]

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp(
      "How many futures; default: the scenario's 'replications', and with --resume those of the "
        + "database if they are more.", valueName: "N"))
  var replications: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Replications of the process noise within each future.", valueName: "M"))
  var inner = 1

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("Master seed; default: the scenario's.", valueName: "SEED"))
  var seed: Int?

  @Option(
    name: .customLong("strategy"),
    help: ArgumentHelp(
      "Runs only this strategy; may be repeated. Default: all.", valueName: "S"))
  var strategies: [String] = []

  @OptionGroup var setting: SettingOptions

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; default: the processors that the process may use.", valueName: "JOBS"))
  var jobs = Provenance.processorCount

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The results database; default: the scenario's name with '.db' in the current folder. Of a shard a folder"
        + " will do, in which it is called such as '2-of-4.db'.",
      valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var output: String?

  @Flag(help: "Go on with the database where it exists.")
  var resume = false

  @OptionGroup var sharding: ShardOptions

  @Option(
    name: .customLong("keep"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Of how many futures, from the first, series are kept: series=N of our own (default "
        + "\(KeptFutures.standard.series)), grid=N the waiting lists by region, tier and class (default "
        + "\(KeptFutures.standard.grid)); may be repeated. Means are of all futures. "
        + "With --resume the default is what the database keeps.",
      valueName: "WHAT=N"))
  var keeps: [KeepOption] = []

  /// What is kept: as the options say, and where they say nothing, as the database does that goes on.
  private func kept(resuming path: String) -> KeptFutures {
    var known = KeptFutures.standard
    // Whoever goes on with it says what is wrong with one that cannot be read.
    if keeps.isEmpty, resume, let there = try? ResultReader.record(at: path) {
      known = there.run.kept
    }
    return keeps.reduce(into: known) { kept, keep in
      switch keep.what {
      case .series: kept.series = keep.futures
      case .grid: kept.grid = keep.futures
      }
    }
  }

  @OptionGroup var result: ResultFormatOptions

  func validate() throws {
    try RunLimits.check(replications, of: "replications", seed: seed, jobs: jobs)
    guard (1...RunLimits.largestDesign).contains(inner) else {
      throw ValidationError(
        "--inner \(inner): the number of replications per future is 1 to \(RunLimits.largestDesign)"
      )
    }
  }

  func run() throws {
    InterruptSignal.listen()
    let checked = try CheckedScenario(files: files, settings: setting.settings)
    checked.showWarnings()
    let scenario = checked.scenario
    let seed = seed.map(UInt64.init) ?? scenario.seed
    let model = try StrategySelection(ScenarioModel(scenario, seed: seed), names: strategies)
    let shard = try sharding.chosen(of: wholeCommand)
    let name = CheckedScenario.name(of: files)
    let path = try shard?.path(output: output, name: name) ?? output ?? name + ".db"
    let design = try design(for: scenario, resuming: path)
    let experiment = ExperimentRecord(
      run: RunDescription(
        scenario: CheckedScenario.name(of: files), title: scenario.title,
        scenarioText: checked.effective.canonicalText, seed: seed, design: design,
        kept: kept(resuming: path), engineVersion: engineVersion,
        command: Provenance.commandLine,
        host: Provenance.host, arithmetic: Arithmetic.fingerprint,
        startedAt: Provenance.now),
      strategies: model.strategies, layout: model.layout, parameters: model.parameters,
      inputs: checked.inputs, figures: scenario.figures, shard: shard)
    let size = ExpectedSize(of: model, experiment)
    try size.checkRoom(at: path, scratch: sharding.scratchFolder)
    let session = try RunSession(
      experiment, at: path, isResuming: resume, scratch: sharding.scratchFolder)
    if size.isLarge || StandardError.isTerminal { StandardError.write(size.sentence) }
    try session.run(model, jobs: jobs)
    if let shard {
      return try ShardSummary(shard, of: experiment, at: path).print(result.format)
    }
    let reader = try ResultReader(path: path)
    let headline = try Headline(reader)
    switch result.format {
    case .text:
      try StandardOutput.print(headline.text(Terminal.outputStyle, names: reader.names))
      try StandardOutput.print("Results database: \(Terminal.shown(path))")
    case .json:
      try StandardOutput.print(JSONText.of(Document(database: path, headline: headline.document)))
    }
  }

  /// What `--format json` prints.
  private struct Document<Headline: Encodable>: Encodable {
    let database: String
    let headline: Headline
  }

  private func design(for scenario: Scenario, resuming path: String) throws -> ReplicationDesign {
    var futures = replications ?? scenario.replications
    if replications == nil, resume, FileManager.default.fileExists(atPath: path) {
      futures = max(futures, try ResultReader.record(at: path).run.design.futures)
    }
    guard futures <= RunLimits.largestDesign / inner else {
      throw Failure(
        .usage,
        "\(futures) futures with \(inner) replications each are more than \(RunLimits.largestDesign)"
      )
    }
    return ReplicationDesign(futures: futures, inner: inner)
  }

  /// The words that run everything on one machine.
  var wholeCommand: [String] {
    var words = ["run"] + files
    if let replications { words += ["-n", String(replications)] }
    if inner != 1 { words += ["--inner", String(inner)] }
    if let seed { words += ["--seed", String(seed)] }
    words += strategies.flatMap { ["--strategy", $0] }
    words += setting.settings.flatMap { ["--set", $0] }
    words += keeps.flatMap { ["--keep", "\($0.what)=\($0.futures)"] }
    return words
  }
}
