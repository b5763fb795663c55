import ArgumentParser
import FactoryModel
import OutputFiles
import Quantities
import Reports
import ResultStore
import ScenarioFiles
import ScenarioInputs

/// `millwright sweep FILE…`: a scenario and variants of it in the same futures, as one experiment.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs variants of a scenario in the same futures, and says where the answer turns.",
    discussion: """
      --set with several values, parted by commas, makes a variant of each; of several such settings every \
      combination. --variants runs those that the scenario names under 'variants'. The scenario as it is \
      comes first, with its series; of the variants draws, metrics and milestones are kept. All go into one \
      results database, which --resume goes on with. --shard runs a part, as in 'millwright run'.

        millwright sweep mine.yaml --set "sites.pod.pue=1.1,1.2,1.3" -n 200 -o pue.db
        millwright sweep mine.yaml --variants -n 500 -o variants.db
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, and files that are laid over it in their order.", valueName: "FILE"),
    completion: .scenario)
  var files: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Values that are tried, such as strategies.steps.phases.next.sites=4,8; one value alone holds for all;"
        + " may be repeated.", valueName: "P=V1,V2"))
  var settings: [String] = []

  @Flag(help: "Run the variants that the scenario names.")
  var variants = false

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many futures; default: the scenario's 'replications'.", valueName: "N"))
  var replications: Int?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("Master seed; default: the scenario's.", valueName: "SEED"))
  var seed: Int?

  @Option(
    name: .customLong("strategy"),
    help: ArgumentHelp("Runs only this strategy; may be repeated. Default: all.", valueName: "S"))
  var strategies: [String] = []

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "Threads; default: the processors that the process may use.", valueName: "JOBS"))
  var jobs = Provenance.processorCount

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The results database; default: the scenario's name with '-sweep.db' in the current folder.",
      valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var output: String?

  @Flag(help: "Go on with the database, or begin it where it is missing.")
  var resume = false

  @OptionGroup var sharding: ShardOptions

  @OptionGroup var result: PrintedTableOptions

  func validate() throws {
    for setting in settings where SweptSetting(setting) == nil {
      throw ValidationError(
        "--set \(setting): a setting is a path, '=' and one or more values, such as 'sites.pod.pue=1.1,1.2'"
      )
    }
    let lists = settings.compactMap(SweptSetting.init).filter { $0.values.count > 1 }
    try lists.forEach(Self.check)
    for (index, list) in lists.enumerated()
    where lists[..<index].contains(where: { $0.path == list.path }) {
      throw ValidationError(
        "'\(list.path)' has two lists of values: write them in one --set, with commas between")
    }
    guard !lists.isEmpty != variants else {
      throw ValidationError(
        variants
          ? "--variants and --set with several values: choose one of them"
          : "nothing is varied: give --set several values, such as 'sites.pod.pue=1.1,1.2', or --variants"
      )
    }
    try RunLimits.check(replications, of: "futures", seed: seed, jobs: jobs)
  }

  /// Refuses values of which no variants can be made.
  private static func check(_ list: SweptSetting) throws {
    guard !LoadedScenario.keysOfFutures.contains(list.path) else {
      throw ValidationError(
        "a sweep cannot vary '\(list.path)': all variants meet the futures of the scenario"
          + (list.path == "replications" ? "; how many they are is said with -n" : ""))
    }
    if let twice = list.values.indices.first(where: { list.values[..<$0].contains(list.values[$0]) }
    ) {
      throw ValidationError(
        "--set \(list.path): '\(list.values[twice])' stands there twice; give each value once")
    }
  }

  func run() throws {
    InterruptSignal.listen()
    let all = try checkedVariants()
    all[0].checked.showWarnings()
    let name = CheckedScenario.name(of: files) + "-sweep"
    let shard = try sharding.chosen(of: wholeCommand)
    let path = try shard?.path(output: output, name: name) ?? output ?? name + ".db"
    let experiment = SweepExperiment(
      files: files, variants: all, strategies: strategies, seed: seed, replications: replications,
      jobs: jobs, path: path, isResuming: resume, shard: shard, scratch: sharding.scratchFolder)
    if let shard {
      return try ShardSummary(shard, of: experiment.runPart(), at: path).print(
        result.format == .json ? .json : .text)
    }
    let reader = try experiment.run()
    let comparison = try VariantComparison(reader)
    try result.print(
      text: comparison.text(Terminal.outputStyle, names: reader.names)
        + "\nResults database: \(Terminal.shown(path))\n",
      table: comparison.table,
      document: Document(database: path, sweep: comparison.document))
  }

  /// The words that run everything on one machine.
  var wholeCommand: [String] {
    var words = ["sweep"] + files
    if variants { words.append("--variants") }
    words += settings.flatMap { ["--set", $0] }
    if let replications { words += ["-n", String(replications)] }
    if let seed { words += ["--seed", String(seed)] }
    return words + strategies.flatMap { ["--strategy", $0] }
  }

  /// What `--format json` prints.
  private struct Document<Sweep: Encodable>: Encodable {
    let database: String
    let sweep: Sweep
  }

  /// The scenario as it is, and its variants.
  ///
  /// - Throws: where one of them cannot be run.
  func checkedVariants() throws -> [SweptVariant] {
    let swept = settings.compactMap(SweptSetting.init)
    let fixed = SweptSetting.grid(swept.filter { $0.values.count == 1 })[0]
    let base = try CheckedScenario(files: files, settings: fixed)
    return [SweptVariant(name: "", title: base.scenario.title, checked: base)]
      + (try variants ? named(in: base) : listed(swept, fixed, beside: base.scenario))
  }

  /// The variants that the scenario names.
  private func named(in base: CheckedScenario) throws -> [SweptVariant] {
    let variants = try base.variants()
    guard !variants.isEmpty else {
      throw Failure(
        .scenarioInvalid,
        "this scenario names no variants; add 'variants: { NAME: { overlay: { … } } }', or give --set"
          + " several values")
    }
    return variants.map {
      SweptVariant(name: $0.variant.name, title: $0.variant.title, checked: $0.checked)
    }
  }

  /// A variant for each combination of values.
  private func listed(
    _ swept: [SweptSetting], _ fixed: [String], beside scenario: Scenario
  ) throws -> [SweptVariant] {
    try SweptSetting.grid(swept.filter { $0.values.count > 1 }).map { combination in
      let checked = try CheckedScenario(
        ScenarioFile.load(paths: files, sets: fixed + combination), isVariant: true)
      let (calendar, other) = (scenario.calendar, checked.scenario.calendar)
      guard calendar.start == other.start, scenario.seed == checked.scenario.seed,
        Set(scenario.uncertain.names) == Set(checked.scenario.uncertain.names)
      else {
        throw Failure(
          .usage,
          "--set \(combination.joined(separator: " --set ")): a variant cannot change 'start', 'seed' or the"
            + " names under 'uncertain', as its futures would be others")
      }
      let name = combination.joined(separator: ", ")
      return SweptVariant(name: name, title: name, checked: checked)
    }
  }
}
