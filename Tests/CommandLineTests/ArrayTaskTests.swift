import Foundation
import TestSupport
import Testing

/// `--shard auto`: which task of a job array this is, from what schedulers set.
struct ArrayTaskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func run(_ environment: String, _ shard: String) async throws -> Program.Outcome {
    try await Program.shell(
      "\(environment) exec \"$0\" run complete.yaml -n 300 --shard \(shard) -o part.db --keep series=0",
      in: folder)
  }

  @Test(arguments: [
    (
      "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=4",
      "auto", "3 of 4"
    ),
    (
      "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=13 SLURM_ARRAY_TASK_COUNT=3"
        + " SLURM_ARRAY_TASK_STEP=4", "auto", "2 of 3"
    ),
    (
      "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=1",
      "auto/5 --index-from 1", "3 of 5"
    ),
    ("JOB_COMPLETION_INDEX=0", "auto/4", "1 of 4"), ("JOB_COMPLETION_INDEX=3", "auto/4", "4 of 4"),
    ("AWS_BATCH_JOB_ARRAY_INDEX=1 AWS_BATCH_JOB_ARRAY_SIZE=3", "auto", "2 of 3"),
    ("PBS_ARRAY_INDEX=2", "auto/3 --index-from 0", "3 of 3"),
    ("SGE_TASK_ID=14 SGE_TASK_FIRST=10 SGE_TASK_LAST=16 SGE_TASK_STEPSIZE=2", "auto", "3 of 4"),
    // A job that is no array has the variables of Grid Engine, without an index.
    ("SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined JOB_COMPLETION_INDEX=1", "auto/2", "2 of 2"),
  ])
  func `each scheduler's variables name the shard`(
    _ environment: String, _ shard: String, _ expected: String
  )
    async throws
  {
    let outcome = try await run(environment, shard)
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("Shard \(expected): "), "\(outcome)")
  }

  @Test(arguments: [
    ("", "auto", "no variable tells which task"),
    ("SGE_TASK_ID=undefined", "auto/3", "no variable tells"),
    ("JOB_COMPLETION_INDEX=1", "auto", "Kubernetes does not tell how many tasks there are; say so"),
    (
      "PBS_ARRAY_INDEX=1", "auto/3",
      "PBS does not tell with which index the array begins; add --index-from 1"
    ),
    (
      "JOB_COMPLETION_INDEX=1 PBS_ARRAY_INDEX=1", "auto/3",
      "JOB_COMPLETION_INDEX and PBS_ARRAY_INDEX are set"
    ),
    ("JOB_COMPLETION_INDEX=one", "auto/3", "JOB_COMPLETION_INDEX is 'one', which is no index"),
    (
      "JOB_COMPLETION_INDEX=3", "auto/3",
      "JOB_COMPLETION_INDEX is 3, which is none of 3 tasks from 0 on"
    ),
    ("JOB_COMPLETION_INDEX=99999999999999999999", "auto/3", "no index of a task"),
    // One of sixty-four that runs again, and then two.
    (
      "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=1",
      "auto",
      "has one task; where it runs again what is missing of more"
    ),
    (
      "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=9 JOB_COMPLETION_INDEX=2",
      "auto",
      "such as --shard \"$SLURM_ARRAY_TASK_ID/64\""
    ),
    (
      "SLURM_ARRAY_TASK_ID=17 SLURM_ARRAY_TASK_MIN=17 SLURM_ARRAY_TASK_MAX=23 SLURM_ARRAY_TASK_COUNT=2",
      "auto",
      "has not 2 tasks from 17 on"
    ),
    (
      "SLURM_ARRAY_TASK_ID=17 SLURM_ARRAY_TASK_MIN=17 SLURM_ARRAY_TASK_MAX=18 SLURM_ARRAY_TASK_COUNT=2",
      "auto/64",
      "has not 64 tasks from 17 on"
    ),
    (
      "SGE_TASK_ID=2 SGE_TASK_FIRST=1 SGE_TASK_LAST=5 SGE_TASK_STEPSIZE=2", "auto",
      "none of 3 tasks"
    ),
    ("JOB_COMPLETION_INDEX=1", "1/3 --index-from 1", "--index-from needs --shard auto"),
  ])
  func `what does not name a shard is refused`(
    _ environment: String, _ shard: String, _ words: String
  ) async throws {
    let outcome = try await run(environment, shard)
    #expect(outcome.exitCode == 64 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(!folder.has("part.db"))
  }
}
