import Foundation

/// Which task of a job array this process is, from what its scheduler sets in the environment.
struct ArrayTask: Hashable {
  /// From 1.
  let index: Int
  /// How many tasks there are.
  let count: Int

  /// A scheduler, and the variables in which it tells a task of an array which one it is.
  private struct Scheduler {
    let name, index: String
    /// Where its indices begin, if that is fixed.
    var fixedFirst: Int?
    var first, last, step, count: String?
  }

  private static let schedulers = [
    Scheduler(
      name: "Slurm", index: "SLURM_ARRAY_TASK_ID", first: "SLURM_ARRAY_TASK_MIN",
      last: "SLURM_ARRAY_TASK_MAX", step: "SLURM_ARRAY_TASK_STEP", count: "SLURM_ARRAY_TASK_COUNT"),
    Scheduler(name: "Kubernetes", index: "JOB_COMPLETION_INDEX", fixedFirst: 0),
    Scheduler(
      name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", fixedFirst: 0,
      count: "AWS_BATCH_JOB_ARRAY_SIZE"),
    Scheduler(name: "PBS", index: "PBS_ARRAY_INDEX"),
    Scheduler(
      name: "Grid Engine", index: "SGE_TASK_ID", first: "SGE_TASK_FIRST", last: "SGE_TASK_LAST",
      step: "SGE_TASK_STEPSIZE"),
  ]

  /// Reads the environment.
  ///
  /// - Parameters:
  ///   - environment: variables by name.
  ///   - wanted: how many tasks there are, where the user says so.
  ///   - first: the index of the first of them, where the user says so; they then follow one by one.
  /// - Throws: `Failure` where no scheduler or several tell an index, or it cannot be told which task of how
  ///   many that is.
  init(
    _ environment: [String: String], count wanted: Int? = nil, from first: Int? = nil
  ) throws(Failure) {
    // Grid Engine says 'undefined' in a job that is no array.
    let present = Self.schedulers.filter {
      !["", "undefined"].contains(environment[$0.index] ?? "")
    }
    guard let scheduler = present.first else {
      throw Self.refusal(
        "no variable tells which task of a job array this is ("
          + Self.schedulers.map(\.index).joined(separator: ", ")
          + "); name the shard itself, such as --shard 3/64")
    }
    guard present.count == 1 else {
      throw Self.refusal(
        present.map(\.index).joined(separator: " and ")
          + " are set, and it cannot be told which counts; name the shard itself, such as --shard "
          + (scheduler.fixedFirst == 0
            ? "\"$((\(scheduler.index) + 1))/64\"" : "\"$\(scheduler.index)/64\""))
    }
    func number(_ name: String?) throws(Failure) -> Int? {
      guard let name, let text = environment[name] else { return nil }
      // As large as arrays can be, so that nothing below overflows.
      guard let number = Int(text), 0...Int(UInt32.max) ~= number else {
        throw Self.refusal("\(name) is '\(text)', which is no index of a task")
      }
      return number
    }
    let own = try number(scheduler.index) ?? 0
    let ownFirst = try number(scheduler.first)
    guard let begin = first ?? scheduler.fixedFirst ?? ownFirst else {
      throw Self.refusal(
        "\(scheduler.name) does not tell with which index the array begins; add --index-from 1 for one that begins"
          + " with 1")
    }
    let ownStep = try number(scheduler.step) ?? 1
    let step = first == nil ? max(1, ownStep) : 1
    let last = try number(scheduler.last)
    let ownCount = try number(scheduler.count)
    let told = ownCount ?? last.map { ($0 - begin) / step + 1 }
    guard let count = wanted ?? told else {
      throw Self.refusal(
        "\(scheduler.name) does not tell how many tasks there are; say so, such as --shard auto/64")
    }
    guard count > 0 else {
      throw Self.refusal(
        "what \(scheduler.name) says of this array is of no task: it begins with \(begin) and ends before that"
      )
    }
    if first == nil, wanted == nil, count == 1 {
      throw Self.refusal(
        "this array of \(scheduler.name) has one task; where it runs again what is missing of more, say of how many"
          + " shards and where their array began, such as --shard auto/64 --index-from 1, and else --shard 1/1"
      )
    }
    if first == nil {
      let hasGaps = last.map { $0 != begin + (count - 1) * step } ?? false
      guard told ?? count == count, !hasGaps else {
        throw Self.refusal(
          "this array of \(scheduler.name) has not \(count) tasks from \(begin) on; where only some tasks of an array"
            + " run again, give their number and the index of the first, such as --shard auto/64 --index-from 1"
        )
      }
    }
    let (place, rest) = (own - begin).quotientAndRemainder(dividingBy: step)
    guard rest == 0, 0..<count ~= place else {
      throw Self.refusal(
        "\(scheduler.index) is \(own), which is none of \(counted(count, "task")) from \(begin) on")
    }
    (index, self.count) = (place + 1, count)
  }

  private static func refusal(_ sentence: String) -> Failure {
    Failure(.usage, "--shard auto: \(sentence)")
  }
}
