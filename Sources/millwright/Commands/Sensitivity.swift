import ArgumentParser
import Columns
import Experiments
import FactoryModel
import Foundation
import Quantities
import Reports
import ResultStore
import ScenarioFiles
import ScenarioFiles

/// `millwright sensitivity DB`, `millwright sensitivity FILE --tornado`: what moves an outcome.
struct Sensitivity: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows which inputs and dates move an outcome, or the difference of two strategies.",
    discussion: """
      Of a results database: the share of the variance that each uncertain input, each date and each \
      duration explains alone, and how the outcome rises with it. With --tornado, of a scenario: every \
      strategy is run again in the same futures with each input held at its p10 and at its p90, or at \
      each of its values where it has few; all others are as drawn, so that where two hang together this \
      is broken.

        millwright sensitivity mine.db
        millwright sensitivity mine.db --metric npv_eur --difference steps,atOnce
        millwright sensitivity mine.yaml --tornado -n 200
        millwright sensitivity mine.yaml --tornado -n 200 -o tornado.db
      """)

  @Argument(
    help: ArgumentHelp(
      "A results database; with --tornado a scenario file, and files that are laid over it.",
      valueName: "DB|FILE"),
    completion: .file(extensions: ["db", "yaml", "yml"]))
  var inputs: [String]

  @Flag(help: "Run a scenario with each input held low and high.")
  var tornado = false

  @Option(
    help: ArgumentHelp(
      "The outcome; default: the net present value by which strategies are ranked.", valueName: "M")
  )
  var metric: String?

  @Option(
    help: ArgumentHelp(
      "Analyses the difference of two strategies of a database, A less B; default: each strategy, and"
        + " the best two.", valueName: "A,B"))
  var difference: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("With --tornado: how many futures; default: the scenario's.", valueName: "N")
  )
  var replications: Int?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "With --tornado: the master seed; default: the scenario's.", valueName: "SEED"))
  var seed: Int?

  @Option(
    name: .customLong("strategy"),
    help: ArgumentHelp(
      "With --tornado: runs only this strategy; may be repeated. Default: all.", valueName: "S"))
  var strategies: [String] = []

  @OptionGroup var setting: SettingOptions

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "With --tornado: threads; default: the processors that the process may use.",
      valueName: "JOBS"))
  var jobs = Provenance.processorCount

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "With --tornado: a results database that keeps all cases, of which 'millwright report' draws the tornado;"
        + " default: nothing is kept.", valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var output: String?

  @Flag(help: "With -o: go on with the database, or begin it where it is missing.")
  var resume = false

  @OptionGroup var result: PrintedTableOptions

  func validate() throws {
    let isOfScenario =
      replications != nil || seed != nil || !strategies.isEmpty || !setting.settings.isEmpty
      || output != nil
    guard tornado || !isOfScenario else {
      throw ValidationError("-n, -s, -o, --strategy and --set are for a scenario: add --tornado")
    }
    guard !resume || output != nil else {
      throw ValidationError("--resume goes on with a database: name it with -o")
    }
    guard tornado || inputs.count == 1 else {
      throw ValidationError(
        "one results database is analysed; --tornado runs a scenario of several files")
    }
    guard tornado || !inputs.contains(where: Self.looksLikeScenario) else {
      throw ValidationError(
        "\(inputs[0]) is a scenario: add --tornado to run it with each input held low and high, or give the"
          + " results database of a run")
    }
    guard !tornado || !inputs.contains(where: { $0.hasSuffix(".db") }) else {
      throw ValidationError(
        "--tornado runs a scenario: give its file; of a results database leave --tornado away")
    }
    guard !tornado || difference == nil else {
      throw ValidationError(
        "--difference is for a results database; a tornado shows differences by itself")
    }
    if let difference, difference.split(separator: ",").count != 2 {
      throw ValidationError(
        "--difference \(difference): two strategies with a comma between, such as A,B")
    }
    try RunLimits.check(replications, of: "futures", seed: seed, jobs: jobs)
  }

  private static func looksLikeScenario(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  func run() throws {
    guard !tornado else { return try runTornado() }
    let reader = try ResultReader(path: inputs[0])
    try reader.verify()
    reader.warnIfUnfinished()
    let names = difference?.split(separator: ",").map(String.init)
    let analysis = try Reports.Sensitivity(
      reader, metric: metric, difference: names.map { ($0[0], $0[1]) })
    try result.print(
      text: analysis.text(Terminal.outputStyle, names: reader.names), table: analysis.table,
      document: analysis.document)
  }

  private func runTornado() throws {
    InterruptSignal.listen()
    let checked = try CheckedScenario(files: inputs, settings: setting.settings)
    checked.showWarnings()
    let scenario = checked.scenario
    let seed = seed.map(UInt64.init) ?? scenario.seed
    let model = ScenarioModel(scenario, seed: seed)
    var chosen = Array(model.strategies.indices)
    if !strategies.isEmpty {
      chosen = try Set(strategies.map { try StrategySelection.index(of: $0, in: model) }).sorted()
    }
    let cases = TornadoModel(
      model, strategies: chosen,
      metric: try Reports.Sensitivity.place(of: metric, in: model.layout.metrics))
    guard cases.cases.count > 1 else {
      throw Failure(
        .scenarioInvalid,
        "nothing varies under 'uncertain' in this scenario, so there is no tornado")
    }
    if let output { return try runTornado(into: output, checked, model.inputLevels) }
    let design = ReplicationDesign(futures: replications ?? scenario.replications)
    let runs = cases.strategies.count * design.count
    if StandardError.isTerminal {
      StandardError.write(
        "\(counted(cases.cases.count - 1, "case")) beside the scenario as it is: \(runs) runs of a strategy"
      )
    }
    var values = cases.cases.map { _ in chosen.map { _ in [Double]() } }
    let runner = ReplicationRunner(
      cases, design: design, jobs: jobs, interruption: InterruptSignal.interruption)
    var bar = ProgressBar(total: design.count, before: 0)
    let progress = try runner.run(
      digest: { $0.results.map { $0.metrics[0] } }, progress: { bar.show($0) },
      deliver: { numbers in
        for (index, number) in numbers.enumerated() {
          values[index / chosen.count][index % chosen.count].append(number)
        }
      })
    bar.finish(progress)
    guard progress.isComplete else {
      StandardError.write("Interrupted: nothing of a tornado is kept.")
      throw ExitCode(ExitStatus.interrupted.rawValue)
    }
    let name = scenario.title.isEmpty ? CheckedScenario.name(of: inputs) : scenario.title
    let tornado = Tornado(
      title: "\(name), seed \(seed)", variable: cases.layout.metrics[0].variable,
      strategies: chosen.map { model.strategies[$0] },
      cases: cases.cases.compactMap { held in
        held.map {
          Tornado.Case(
            input: $0.input.name, unit: $0.input.unit, level: $0.level.name, value: $0.level.value)
        }
      }, values: values, inner: 1)
    try result.print(
      text: tornado.text(
        Terminal.outputStyle,
        names: ScenarioFacts(StoredScenario(checked.effective.canonicalText)).names),
      table: tornado.table, document: tornado.document)
  }

  /// Runs every case as a variant of the scenario, and keeps them.
  private func runTornado(
    into path: String, _ base: CheckedScenario, _ inputs: [InputLevels]
  ) throws {
    var variants = [SweptVariant(name: "", title: base.scenario.title, checked: base)]
    for input in inputs {
      for level in input.levels {
        let value = input.unit.isEmpty ? "\(level.value)" : "\(level.value) \(input.unit)"
        let checked = try CheckedScenario(
          files: self.inputs, settings: setting.settings + ["uncertain.\(input.name)=\(value)"])
        variants.append(
          SweptVariant(
            name: "\(input.name) at \(level.name)", title: "\(input.name) held at \(value)",
            checked: checked))
      }
    }
    let reader = try SweepExperiment(
      files: self.inputs, variants: variants, strategies: strategies, seed: seed,
      replications: replications, jobs: jobs, path: path, isResuming: resume
    ).run()
    guard let tornado = try Tornado(ofVariants: reader, metric: metric) else {
      throw Failure(
        .internalError, "this is a mistake in Millwright: the cases are not in the database")
    }
    try result.print(
      text: tornado.text(Terminal.outputStyle, names: reader.names)
        + "\nResults database: \(Terminal.shown(path))\n",
      table: tornado.table, document: tornado.document)
  }
}
