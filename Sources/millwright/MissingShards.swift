import ResultStore

/// The commands that run what is missing of a run in shards.
struct MissingShards {
  /// How many commands are listed one by one.
  private static let most = 10

  /// One command a line.
  let commands: [String]

  /// What is missing among shards.
  ///
  /// - Parameters:
  ///   - shards: those that are there.
  ///   - folder: where the others are looked for, with the slash at its end; empty for the current folder.
  ///   - job: the script of a job array that runs them, if there is one.
  init(_ shards: ShardSet, folder: String, job: String?) {
    let numbers = (shards.missing + shards.unfinished).sorted()
    guard !numbers.isEmpty else {
      commands = []
      return
    }
    if let job {
      commands = ["sbatch --array=\(Self.ranges(numbers)) \(Provenance.quoted(job))"]
      return
    }
    func command(_ number: String, _ output: String) -> String {
      "\(shards.command) --shard \(number)/\(shards.count) -o \(output) --resume"
    }
    let place = Provenance.quoted(folder.isEmpty ? "./" : folder)
    if numbers.count <= Self.most {
      commands = numbers.map {
        command(String($0), shards.path(of: $0).map(Provenance.quoted) ?? place)
      }
    } else {
      let loop = command("$i", place)
      commands = ["for i in \(numbers.map(String.init).joined(separator: " ")); do \(loop); done"]
    }
  }

  /// Ascending numbers as Slurm reads them: `1-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
