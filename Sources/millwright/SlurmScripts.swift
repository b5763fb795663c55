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

  /// How long before a task's time is up it is told, s; Slurm may tell it up to a minute earlier.
  private static let notice = 120
  /// The least time that leaves a task something to do, s.
  static let leastTime = 300
  /// How often a task is queued again at most, so that one that comes no further ends.
  private static let mostRestarts = 100

  /// Where the script of the shards is.
  var shardsPath: String { folder + "/shards.sh" }
  /// Where the script that merges them is.
  var mergePath: String { Self.mergePath(beside: shardsPath) }

  /// Where the script that merges is, beside the one of the shards.
  static func mergePath(beside shards: String) -> String {
    shards.folderOfPath + "merge.sh"
  }

  /// Where the shards are written.
  var partsFolder: String { folder + "/parts" }
  /// Where Slurm writes what the tasks say.
  var logFolder: String { folder + "/logs" }
  /// The results database.
  let database: String

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
      # USR1 comes \(Self.notice) seconds or more before the time is up: the program keeps what is finished, and the
      # task is queued again and goes on with it. TERM comes where the job is cancelled or has to make room: what is
      # finished is kept, too, and Slurm decides whether the task runs again.
      task= told= again= stop=
      tell() {
        told=yes
        [ -z "$task" ] || kill -USR1 "$task" 2>/dev/null
      }
      trap 'again=yes; tell' USR1
      trap 'stop=yes; tell' TERM
      \(words) \\
        --shard "$SLURM_ARRAY_TASK_ID/\(tasks)" -o \(Provenance.quoted(partsFolder + "/")) --resume \\
        --scratch \(Provenance.quoted(scratch)) -j "$SLURM_CPUS_PER_TASK" &
      task=$!
      [ -n "$told" ] || wait "$task"
      status=$?
      if [ -n "$told" ]; then
        # A signal ends the waiting, and not the task; one that comes while the task is started is lost. So it is told
        # until it ends.
        while kill -USR1 "$task" 2>/dev/null; do sleep 1; done
        wait "$task"
        status=$?
      fi
      # 138: told before it could listen, when nothing was finished yet.
      if [ -n "$again" ] && [ -z "$stop" ] && { [ "$status" -eq 130 ] || [ "$status" -eq 138 ]; } &&
        [ "${SLURM_RESTART_COUNT:-0}" -lt \(Self.mostRestarts) ]; then
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
      shopt -s nullglob
      parts=(\(Provenance.quoted(partsFolder))/*.db)
      if [ ${#parts[@]} -eq 0 ]; then
        echo 'No shard is there. What the tasks say in the files beside this one tells why. To run all again:'
        echo \(Provenance.quoted("  sbatch " + Provenance.quoted(shardsPath)))
        echo \(Provenance.quoted("Then merge again: sbatch " + Provenance.quoted(mergePath)))
        exit 1
      fi
      exec \(Provenance.quoted(program)) merge "${parts[@]}" \\
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

  /// A value without double quotes and backslashes as `#SBATCH` reads it.
  static func word(_ text: String) -> String {
    text.contains { " '#".contains($0) } ? "\"\(text)\"" : text
  }

  /// The options of sbatch that the scripts set themselves.
  static let own = [
    "array", "chdir", "cpus-per-task", "dependency", "job-name", "nodes", "ntasks", "open-mode",
    "output", "requeue", "no-requeue", "signal", "time",
  ]

  /// Whether a text can be named in `#SBATCH`, which reads quotes and backslashes in its own way and replaces what
  /// follows a `%`.
  static func isNameable(_ text: String) -> Bool {
    !text.contains { "\"\\%".contains($0) || $0.isNewline }
  }
}
