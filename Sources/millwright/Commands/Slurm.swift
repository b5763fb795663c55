import ArgumentParser
import FactoryModel
import Foundation
import OutputFiles
import Quantities
import ResultStore

/// `millwright slurm FILE…`: a run or a sweep as a job array of Slurm.
struct Slurm: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a run or a sweep as a job array of Slurm, and submits it on request.",
    discussion: """
      What 'run' takes can be given here, such as -n and --set, and with --sweep or --variants what 'sweep' takes. \
      A folder is made with a script whose tasks run the shards, and one that merges them, which runs when all \
      tasks have ended in whatever way. A task whose time is up, or whose node fails, is queued again and goes on \
      with what is finished. --submit submits both; without it the command that does is printed.

        millwright slurm mine.yaml -n 1000000 --tasks 64 --cores 16 --time 2:00:00
        millwright slurm mine.yaml --variants -n 100000 --tasks 32 --submit
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Scenario files and options of 'run' or 'sweep'.", valueName: "FILE"),
    completion: .scenario)
  var words: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tasks, each with one shard.", valueName: "N"))
  var tasks: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Processors of each task; where nodes are billed in parts, as many as a part has.",
      valueName: "CORES"))
  var cores = 16

  @Option(
    help: ArgumentHelp(
      "The longest that a task runs before it is queued again, such as 90 (minutes), 2:00:00 or 1-12:00:00.",
      valueName: "TIME"))
  var time = "1:00:00"

  @Option(help: ArgumentHelp("The partition.", valueName: "NAME"))
  var partition: String?

  @Option(help: ArgumentHelp("The account that pays.", valueName: "NAME"))
  var account: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Another option of sbatch, without its hyphens, such as mem-per-cpu=2G; may be repeated.",
      valueName: "OPTION"))
  var sbatch: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where tasks write first, on a disk of their node; 'auto' is the TMPDIR of the task.",
      valueName: "DIR"))
  var scratch = "auto"

  @Option(
    help: ArgumentHelp(
      "The folder that is made; default: the scenario's name with '-slurm'.", valueName: "DIR"),
    completion: .directory)
  var to: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The results database; default: the scenario's name with '.db', or '-sweep.db'.",
      valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var output: String?

  @Flag(help: "The options are those of 'sweep'.")
  var sweep = false

  @Flag(help: "Submit both scripts.")
  var submit = false

  func validate() throws {
    guard 1...Shard.most ~= tasks else {
      throw ValidationError("--tasks \(tasks): the number of tasks is 1 to \(Shard.most)")
    }
    guard 1...RunLimits.mostJobs ~= cores else {
      throw ValidationError(
        "--cores \(cores): the number of processors is 1 to \(RunLimits.mostJobs)")
    }
    guard let seconds = SlurmTime.seconds(of: time) else {
      throw ValidationError(
        "--time \(time): a time is minutes, or such as 2:00:00 or 1-12:00:00 (days-hours)")
    }
    guard seconds >= SlurmScripts.leastTime else {
      throw ValidationError(
        "--time \(time): a task is told two to three minutes before its time is up, so that the least time that leaves"
          + " it something to do is \(SlurmScripts.leastTime / 60) minutes")
    }
    for (option, text) in [
      ("partition", partition), ("account", account), ("to", to), ("output", output),
    ]
      + sbatch.map({ ("sbatch", $0) })
    where text.map({ $0.isEmpty || $0.contains(where: \.isNewline) }) ?? false {
      throw ValidationError("--\(option): a text on one line is needed")
    }
    for option in sbatch {
      guard !option.hasPrefix("-") else {
        throw ValidationError("--sbatch \(option): the hyphens in front are added; leave them out")
      }
      let name = String(option.prefix { $0 != "=" && $0 != " " })
      guard !SlurmScripts.own.contains(name) else {
        throw ValidationError(
          "--sbatch \(option): the scripts set '\(name)' themselves, by --tasks, --cores, --time and --to"
        )
      }
    }
    for option in [partition, account].compactMap(\.self) + sbatch
    where option.contains(where: { "\"\\".contains($0) }) {
      throw ValidationError(
        "\(option): Slurm reads quotes and backslashes in its own way; leave them out")
    }
  }

  /// What both scripts say to sbatch beside their own.
  private var options: [String] {
    let own = [partition.map { "partition=\($0)" }, account.map { "account=\($0)" }].compactMap(
      \.self)
    return (own + sbatch).map { option in
      guard let sign = option.firstIndex(of: "=") else { return option }
      return option[...sign] + SlurmScripts.word(String(option[option.index(after: sign)...]))
    }
  }

  func run() throws {
    let experiment = try experiment()
    let blocks = Shard.blocks(of: experiment.futures)
    let shards = min(tasks, blocks)
    if shards < tasks {
      StandardError.write(
        "\(experiment.futures) futures are \(counted(blocks, "block")) of \(Shard.blockLength), which is as many tasks as"
          + " there is work for: the array has \(counted(shards, "task"))")
    }
    let folder = (to ?? experiment.name + "-slurm").trimmingSuffix("/")
    let scripts = SlurmScripts(
      common: options,
      command: experiment.command, name: experiment.name, tasks: shards, cores: cores, time: time,
      scratch: scratch, folder: folder, program: Bundle.main.executablePath ?? "millwright",
      workingFolder: FileManager.default.currentDirectoryPath,
      database: output ?? experiment.name + ".db")
    try scripts.checkPlaces()
    let submission = try SlurmSubmission(writing: scripts)
    guard submit else {
      return try StandardOutput.print(
        """
        Written: \(Terminal.shown(scripts.shardsPath)), \(Terminal.shown(scripts.mergePath))
        To submit them:
          \(Terminal.shown(submission.command))
        The results will be in \(Terminal.shown(scripts.database)).
        """)
    }
    let (array, merge) = try submission.submit()
    try StandardOutput.print(
      """
      Submitted: job array \(array) of \(counted(shards, "task")), and job \(merge), which merges when all have ended.
      The results will be in \(Terminal.shown(scripts.database)).
      """)
  }

  /// What is run.
  private struct Experiment {
    let command: [String]
    let name: String
    let futures: Int
  }

  /// Reads the options and the scenario as the tasks will.
  ///
  /// - Throws: what 'run' or 'sweep' would say.
  private func experiment() throws -> Experiment {
    if words.contains(where: { $0.hasPrefix("-j") || $0.hasPrefix("--jobs") }) {
      throw ValidationError("-j: --cores says how many processors a task has")
    }
    if words.contains(where: { $0.hasPrefix("--format") }) {
      throw ValidationError("--format: what tasks print goes to the logs, as text; leave it out")
    }
    func refuse(_ sharding: ShardOptions, _ resume: Bool) throws {
      guard sharding.shard == nil, !resume else {
        throw ValidationError(
          "--shard and --resume of the tasks are written by this command; leave them out")
      }
    }
    guard sweep || words.contains("--variants") else {
      let run = try Run.parse(words)
      try refuse(run.sharding, run.resume)
      let checked = try CheckedScenario(files: run.files, settings: run.setting.settings)
      _ = try StrategySelection(
        ScenarioModel(checked.scenario, seed: 0), names: run.strategies)
      checked.showWarnings()
      return Experiment(
        command: run.wholeCommand, name: CheckedScenario.name(of: run.files),
        futures: run.replications ?? checked.scenario.replications)
    }
    let sweep = try Sweep.parse(words)
    try refuse(sweep.sharding, sweep.resume)
    let base = try sweep.checkedVariants()[0].checked
    _ = try StrategySelection(ScenarioModel(base.scenario, seed: 0), names: sweep.strategies)
    base.showWarnings()
    return Experiment(
      command: sweep.wholeCommand, name: CheckedScenario.name(of: sweep.files) + "-sweep",
      futures: sweep.replications ?? base.scenario.replications)
  }
}

extension String {
  /// The text without what it ends with.
  fileprivate func trimmingSuffix(_ ending: Character) -> String {
    var text = self
    while text.count > 1, text.last == ending { text.removeLast() }
    return text
  }
}
