import Foundation
import Quantities
import ResultStore

/// The scripts of an experiment as a job array of Slurm: one whose tasks run the shards, and one that merges them.
struct SlurmScripts {
  /// What stands after `#SBATCH --` in both.
  let common: [String]
  /// What runs everything on one machine, without the program.
  let command: [String]
  /// What the results are called.
  let name: String
  /// How many shards there are.
  let tasks: Int
  /// Processors of each task.
  let cores: Int
  /// The longest that a task may run, as Slurm reads it.
  let time: String
  /// Where each task writes its database first.
  let scratch: String
  /// Where the scripts, the shards and the logs are.
  let folder: String
  /// The path of the program.
  let program: String
  /// The folder from which paths are meant.
  let workingFolder: String

  /// How long before a task's time is up it is told, s.
  private static let notice = 120
  /// How often a task is queued again at most, so that one that comes no further ends.
  private static let mostRestarts = 100

  /// Where the script of the shards is.
  var shardsPath: String { folder + "/shards.sh" }
  /// Where the script that merges them is.
  var mergePath: String { folder + "/merge.sh" }
  /// Where the shards are written.
  var partsFolder: String { folder + "/parts" }
  /// Where Slurm writes what the tasks say.
  var logFolder: String { folder + "/logs" }
  /// The results database.
  var database: String { name + ".db" }

  /// What runs the shards.
  var shards: String {
    let words = ([program] + command).map(Provenance.quoted).joined(separator: " ")
    return script(
      "Runs shards of the experiment below, each as a task of this array.",
      [
        "job-name=\(Self.word(name))", "array=1-\(tasks)", "nodes=1", "ntasks=1",
        "cpus-per-task=\(cores)", "time=\(time)", "requeue", "signal=B:USR1@\(Self.notice)",
        "open-mode=append", "output=\(Self.word(logFolder))/%a.log",
      ],
      """
      # USR1 comes \(Self.notice) seconds before the time is up, TERM where another job takes the place: the program
      # keeps what is finished, and the task is queued again and goes on with it.
      \(words) \\
        --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" -o \(Provenance.quoted(partsFolder + "/")) --resume \\
        --scratch \(Provenance.quoted(scratch)) -j "$SLURM_CPUS_PER_TASK" &
      task=$!
      told=
      trap 'told=yes; kill -USR1 "$task" 2>/dev/null' USR1 TERM
      while :; do
        wait "$task"
        status=$?
        # A signal ends the waiting, and not the task.
        [ -n "$told" ] || break
        told=
      done
      if [ "$status" -eq 130 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt \(Self.mostRestarts) ]; then
        exec scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
      fi
      exit "$status"
      """)
  }

  /// What merges them.
  var merge: String {
    script(
      "Merges the shards that are there, and says which are missing.",
      [
        "job-name=\(Self.word(name + "-merge"))", "ntasks=1", "cpus-per-task=1", "time=\(time)",
        "open-mode=append", "output=\(Self.word(logFolder))/merge.log",
      ],
      """
      exec \(Provenance.quoted(program)) merge \(Provenance.quoted(partsFolder))/*.db \\
        -o \(Provenance.quoted(database)) --resume --job \(Provenance.quoted(shardsPath))
      """)
  }

  private func script(_ purpose: String, _ options: [String], _ body: String) -> String {
    let options = options + common + ["chdir=\(Self.word(workingFolder))"]
    return """
      #!/bin/bash
      # \(purpose) Written by: \(Provenance.commandLine.printable)
      \(options.map { "#SBATCH --\($0)" }.joined(separator: "\n"))

      \(body)

      """
  }

  /// A value as `#SBATCH` reads it.
  private static func word(_ text: String) -> String {
    text.contains(" ") ? "\"\(text)\"" : text
  }
}
