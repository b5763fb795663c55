import Foundation
import TestSupport
import Testing

/// `millwright slurm`: the scripts of a job array, run here with the variables that Slurm sets.
struct SlurmTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("mine.yaml", completeScenario)
  }

  /// Runs a line with stand-ins for the commands of Slurm, each of which notes its words in a file.
  private func shell(_ line: String) async throws -> Program.Outcome {
    try await Program.shell(
      """
      mkdir -p bin; export PATH="$PWD/bin:$PATH"
      printf '#!/bin/sh\\necho "$@" >> sbatch.txt; echo 4711\\n' > bin/sbatch
      printf '#!/bin/sh\\necho "$@" >> scontrol.txt\\n' > bin/scontrol
      chmod +x bin/*; export SLURM_CPUS_PER_TASK=1 SLURM_ARRAY_JOB_ID=99
      \(line)
      """, in: folder)
  }

  @Test(arguments: [("", "run"), ("--sweep --set sites.podSite.pue=1.1,1.3", "sweep")])
  func `the tasks and the merge give what one machine gives`(_ options: String, _ command: String)
    async throws
  {
    let outcome = try await shell(
      """
      set -e
      "$0" slurm mine.yaml -n 150 --tasks 9 -s 3 \(options) --to job > said.txt
      for i in 3 1 2; do SLURM_ARRAY_TASK_ID=$i bash job/shards.sh; done
      bash job/merge.sh
      "$0" \(command) mine.yaml -n 150 -s 3 \(options.replacing("--sweep", with: "")) -o one.db
      "$0" export \(command == "run" ? "mine" : "mine-sweep").db --to a; "$0" export one.db --to b
      rm a/runs.csv b/runs.csv; diff -r a b
      """)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("150 futures are 3 blocks of 64"), "\(outcome.errors)")
    #expect(try folder.names(in: "job/parts") == ["1-of-3.db", "2-of-3.db", "3-of-3.db"])
    let script = try folder.read("job/shards.sh")
    for line in [
      "#!/bin/bash", "#SBATCH --array=1-3", "#SBATCH --requeue", "#SBATCH --cpus-per-task=16",
    ] {
      #expect(script.contains(line + "\n"), "\(script)")
    }
    #expect(
      try folder.read("said.txt").contains("sbatch --dependency=\"afterany:$array\" job/merge.sh"))
  }

  @Test func `a task whose time is up is queued again, and goes on`() async throws {
    let outcome = try await shell(
      """
      "$0" slurm mine.yaml -n 60000 --keep series=0 --tasks 8 --sbatch constraint=rome --account me > said.txt
      export SLURM_ARRAY_TASK_ID=2 TMPDIR=$PWD/scratch; mkdir scratch
      bash mine-slurm/shards.sh & task=$!
      until [ "$(cat scratch/*/*-wal 2> /dev/null | wc -c)" -gt 100000 ]; do sleep 0.01; done
      kill -USR1 $task; wait $task; echo "status $?"
      ls scratch mine-slurm/parts; cat scontrol.txt
      """)
    #expect(
      outcome.output == """
        status 0
        mine-slurm/parts:
        2-of-8.db

        scratch:
        requeue 99_2

        """, "\(outcome)")
    #expect(outcome.errors.contains("replications of shard 2 of 8 are kept"), "\(outcome.errors)")
    let script = try folder.read("mine-slurm/merge.sh")
    #expect(
      script.contains("#SBATCH --constraint=rome\n") && script.contains("#SBATCH --account=me\n"))
    let merge = try await shell("bash mine-slurm/merge.sh")
    #expect(merge.exitCode == 1)
    #expect(merge.errors.contains("sbatch --array=1-8 mine-slurm/shards.sh"), "\(merge.errors)")
    #expect(
      merge.errors.contains("Then merge again: sbatch mine-slurm/merge.sh"), "\(merge.errors)")
  }

  /// Slurm sends SIGTERM where a job is cancelled: it must not come back.
  @Test func `a task that is cancelled keeps what is finished, and is not queued again`()
    async throws
  {
    let outcome = try await shell(
      """
      "$0" slurm mine.yaml -n 60000 --keep series=0 --tasks 8 > said.txt
      export SLURM_ARRAY_TASK_ID=2 TMPDIR=$PWD/scratch; mkdir scratch
      bash mine-slurm/shards.sh & task=$!
      until [ "$(cat scratch/*/*-wal 2> /dev/null | wc -c)" -gt 100000 ]; do sleep 0.01; done
      kill -USR1 $task; kill -TERM $task; wait $task; echo "status $?"
      ls scratch mine-slurm/parts scontrol.txt
      """)
    #expect(
      outcome.output == """
        status 130
        mine-slurm/parts:
        2-of-8.db

        scratch:

        """, "\(outcome)")
  }

  @Test func `a task that is told at once is queued again`() async throws {
    let outcome = try await shell(
      """
      "$0" slurm mine.yaml -n 60000 --keep series=0 --tasks 8 > said.txt
      for i in 1 2 3 4 5; do
        SLURM_ARRAY_TASK_ID=$i bash mine-slurm/shards.sh & task=$!
        until grep -q '^SigCgt:.*[2367abef]..$' /proc/$task/status; do :; done
        sleep 0.0$((i - 1)); kill -USR1 $task; wait $task; echo "status $?"
      done
      # At the worst moment: as the program is started.
      sed 's/^\\(trap .stop.*\\)$/\\1; kill -USR1 $$/' mine-slurm/shards.sh > now.sh
      SLURM_ARRAY_TASK_ID=6 bash now.sh; echo "status $?"
      cat scontrol.txt
      """)
    #expect(
      outcome.output
        == String(repeating: "status 0\n", count: 6)
        + (1...6).map { "requeue 99_\($0)\n" }.joined(), "\(outcome)")
  }

  @Test func `a shard that another process has brought further is left as it is`() async throws {
    let outcome = try await shell(
      """
      set -e; mkdir a; what="mine.yaml -n 60000 --keep series=0 --shard 2/300 -o parts/ --resume"
      "$0" run ${what/60000/9000000} --scratch a & slow=$!
      until [ "$(cat a/*/*-wal 2> /dev/null | wc -c)" -gt 10000 ]; do sleep 0.01; done
      kill -STOP $slow; begun=$(cat a/*/* | wc -c)
      "$0" run ${what/60000/9000000} & other=$!
      until [ "$(cat parts/2-of-300.db* 2> /dev/null | wc -c)" -gt $((2 * begun + 100000)) ]; do sleep 0.01; done
      kill -USR1 $other; wait $other || true
      before=$(stat -c %s parts/2-of-300.db); kill -USR1 $slow; kill -CONT $slow; wait $slow || echo "status $?"
      [ "$(stat -c %s parts/2-of-300.db)" = "$before" ]; ls a
      """)
    #expect(outcome.exitCode == 0 && outcome.output.contains("status 130\n"), "\(outcome)")
    #expect(
      outcome.errors.contains("of another process that ran the same; it is left as it is"),
      "\(outcome.errors)")
  }

  @Test func `what is of another run is not taken for the shard of this one`() async throws {
    let outcome = try await shell(
      """
      set -e; mkdir a; what="mine.yaml -n 9000000 --keep series=0 --shard 2/300 -o 2.db --resume"
      "$0" run $what --scratch a & slow=$!
      until [ "$(cat a/*/*-wal 2> /dev/null | wc -c)" -gt 10000 ]; do sleep 0.01; done
      kill -STOP $slow; "$0" run mine.yaml -s 5 -n 200 --shard 1/1 -o 2.db > said.txt; before=$(sha256sum 2.db)
      kill -USR1 $slow; kill -CONT $slow; wait $slow || echo "status $?"
      [ "$(sha256sum 2.db)" = "$before" ]; ls a/*
      """)
    #expect(outcome.exitCode == 0 && outcome.output == "status 73\n2.db\n", "\(outcome)")
    #expect(
      outcome.errors.contains("What is finished could not be moved to its place, and is in a/"),
      "\(outcome.errors)")
  }

  @Test func `where no shard is there, the merge says what to submit`() async throws {
    let outcome = try await shell(
      "\"$0\" slurm mine.yaml --tasks 2 > said.txt; bash mine-slurm/merge.sh")
    #expect(
      outcome.exitCode == 1 && outcome.output.contains("  sbatch mine-slurm/shards.sh\n")
        && outcome.output.contains("sbatch mine-slurm/merge.sh\n"), "\(outcome)")
  }

  @Test func `a job that Slurm refuses leaves nothing, so that the command can be mended`()
    async throws
  {
    let outcome = try await shell(
      """
      printf '#!/bin/sh\\nexit 1\\n' > bin/sbatch; mkdir own
      "$0" slurm mine.yaml --tasks 2 --to own --submit
      "$0" slurm mine.yaml --tasks 2 --submit
      ls . own
      printf '#!/bin/sh\\ncase $2 in --dep*) exit 1;; esac; echo 12\\n' > bin/sbatch
      "$0" slurm mine.yaml --tasks 2 --submit
      """)
    #expect(outcome.output == ".:\nbin\nmine.yaml\nown\n\nown:\n", "\(outcome)")
    #expect(outcome.errors.contains("sbatch did not take the job"), "\(outcome.errors)")
    #expect(
      outcome.errors.contains("the job array 12 is submitted, but not the job that merges"),
      "\(outcome.errors)")
  }

  @Test func `a job is submitted on request`() async throws {
    let outcome = try await shell("\"$0\" slurm mine.yaml --tasks 2 -n 128 --submit")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(
      outcome.output.hasPrefix("Submitted: job array 4711 of 2 tasks, and job 4711, which merges"))
    #expect(
      try folder.read("sbatch.txt")
        == "--parsable mine-slurm/shards.sh\n--parsable --dependency=afterany:4711 mine-slurm/merge.sh\n"
    )
    let without = try await Program.shell(
      "PATH=/bin \"$0\" slurm mine.yaml --tasks 2 --to b --submit", in: folder)
    #expect(
      without.exitCode == 1 || FileManager.default.fileExists(atPath: "/bin/sbatch"), "\(without)")
  }

  @Test func `what the tasks could not run is refused before anything is written`() async throws {
    try folder.write("bad.yaml", completeScenario + "demnd: 3\n")
    let before = try folder.names()
    for (arguments, exitCode, words) in [
      (["mine.yaml"], 64, "Missing expected argument '--tasks <N>'"),
      (["mine.yaml", "--tasks", "0"], 64, "--tasks 0"),
      (["mine.yaml", "--tasks", "2", "-j", "3"], 64, "--cores"),
      (["mine.yaml", "--tasks", "2", "--shard", "1/2"], 64, "leave them out"),
      (["mine.yaml", "--tasks", "2", "-o", "bad.yaml"], 73, "bad.yaml: the file exists"),
      (["mine.yaml", "--tasks", "2", "-o", "gone/all.db"], 73, "the merge cannot write here"),
      (["mine.yaml", "--tasks", "2", "-o", "-"], 64, "is a file; name one"),
      (
        ["mine.yaml", "--tasks", "2", "--to", "job", "-o", "job/parts/all.db"], 64,
        "name another place"
      ),
      (
        ["mine.yaml", "--tasks", "2", "--sbatch", "array=1-9"], 64,
        "the scripts set 'array' themselves"
      ),
      (["mine.yaml", "--tasks", "2", "--sbatch", "comment=a\"b"], 64, "leave them out"),
      (["mine.yaml", "--tasks", "2", "--format", "json"], 64, "leave it out"),
      (["mine.yaml", "--tasks", "2", "--time", "3"], 64, "the least time"),
      (["mine.yaml", "--tasks", "2", "--time", "0:04:59"], 64, "the least time"),
      (["mine.yaml", "--tasks", "2", "--time", "2:99:00"], 64, "--time 2:99:00"),
      (["mine.yaml", "--tasks", "2", "--to", "50%"], 64, "take one without them for --to"),
      (["mine.yaml", "--tasks", "2", "--tsk", "3"], 64, "Unknown option '--tsk'"),
      (["mine.yaml", "--tasks", "2", "--time", "soon"], 64, "--time soon"),
      (["mine.yaml", "--tasks", "2", "--sbatch=--x=1"], 64, "leave them out"),
      (["mine.yaml", "--tasks", "2", "--partition", "a\n#SBATCH --x"], 64, "one line"),
      (["mine.yaml", "--tasks", "2", "--strategy", "nobody"], 64, "there is no strategy 'nobody'"),
      (["mine.yaml", "--tasks", "2", "--variants"], 65, "names no variants"),
      (["bad.yaml", "--tasks", "2"], 65, "demnd"), (["no.yaml", "--tasks", "2"], 66, "no.yaml"),
    ] as [([String], Int32, String)] {
      let refused = try await Program.run(["slurm"] + arguments, in: folder)
      #expect(refused.exitCode == exitCode, "\(arguments): \(refused.errors)")
      #expect(refused.errors.contains(words), "\(arguments): \(refused.errors)")
      #expect(try folder.names() == before, "\(arguments)")
    }
  }
}
