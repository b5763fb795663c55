import ArgumentParser
import Experiments
import Foundation
import OutputFiles
import Quantities
import Reports
import ResultStore

/// `millwright merge PART…`: the shards of a run as one results database.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes one results database of the shards of a run or a sweep.",
    discussion: """
      The shards are those that 'run --shard' and 'sweep --shard' write, in any order. All must be of one \
      scenario, seed, version and number of shards, whole, and none may be there twice; else nothing is written. \
      What comes of it is to the byte what one machine would have written, but for who ran what and when.

        millwright merge parts/*.db -o all.db

      Where shards are missing or unfinished, the database holds the futures before the first gap, as one machine \
      would that was interrupted there. The commands that run the rest are printed, and the exit status is 1; \
      --resume then merges again.
      """)

  @Argument(
    help: ArgumentHelp("The shards.", valueName: "PART"),
    completion: .file(extensions: ["db"]))
  var parts: [String]

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The results database.", valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var output: String

  @Flag(help: "Replace a database of the same run that holds no more, as an earlier merge left it.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "The script of 'millwright slurm' that ran the shards, to which those that are missing are submitted.",
      valueName: "SCRIPT"),
    completion: .file(extensions: ["sh"]))
  var job: String?

  @OptionGroup var result: ResultFormatOptions

  func run() throws {
    do {
      try merge()
    } catch let error as StoreError where error.kind == .corrupt && parts.contains(error.path) {
      throw Failure(
        .inputOutput,
        "\(error.path): \(error.message)\nTo have this shard again, remove the file and merge: what is said then names"
          + " the command that runs it.")
    }
  }

  private func merge() throws {
    let shards = try ShardSet(paths: parts)
    let folder = parts[0].folderOfPath
    let missing = MissingShards(shards, folder: folder, job: job).commands
    if let same = parts.first(where: { OutputPlace.isSameFile($0, output) }) {
      throw Failure(.cannotWrite, "\(output): this is the shard \(same); name another file with -o")
    }
    guard shards.mergeableCount > 0 else {
      tell(
        missing, of: shards,
        written: "Nothing is merged, as the results begin with what is missing.")
      throw ExitCode(ExitStatus.runFailed.rawValue)
    }
    var bar = ProgressBar(total: shards.mergeableCount, before: 0)
    do {
      try shards.merge(into: output, replacing: resume) {
        bar.show(RunProgress(delivered: $0, wanted: shards.mergeableCount))
      }
    } catch {
      bar.clear()
      throw error
    }
    bar.clear()
    try printResults(of: shards, missing)
    guard shards.isComplete else {
      let wanted = shards.record.run.design.count
      tell(
        missing, of: shards,
        written:
          "\(output.printable) holds the first \(shards.mergeableCount) of \(wanted) replications.")
      throw ExitCode(ExitStatus.runFailed.rawValue)
    }
  }

  private func printResults(of shards: ShardSet, _ missing: [String]) throws {
    let reader = try ResultReader(path: output)
    let path = Terminal.shown(output)
    let isSweep = !reader.record.variants.isEmpty
    switch result.format {
    case .text:
      try StandardOutput.print(
        isSweep
          ? VariantComparison(reader).text(Terminal.outputStyle, names: reader.names)
          : Headline(reader).text(Terminal.outputStyle, names: reader.names))
      try StandardOutput.print("Results database: \(path)")
    case .json:
      let state = State(
        replications: shards.mergeableCount, wanted: shards.record.run.design.count,
        missing: shards.missing, unfinished: shards.unfinished, commands: missing)
      if isSweep {
        try StandardOutput.print(
          JSONText.of(
            Document(database: output, merged: state, sweep: VariantComparison(reader).document)))
      } else {
        try StandardOutput.print(
          JSONText.of(
            RunDocument(database: output, merged: state, headline: Headline(reader).document)))
      }
    }
  }

  /// How far the run is.
  private struct State: Encodable {
    let replications, wanted: Int
    let missing, unfinished: [Int]
    let commands: [String]
  }

  /// What `--format json` prints of a sweep.
  private struct Document<Sweep: Encodable>: Encodable {
    let database: String
    let merged: State
    let sweep: Sweep
  }

  /// What `--format json` prints of a run.
  private struct RunDocument<Headline: Encodable>: Encodable {
    let database: String
    let merged: State
    let headline: Headline
  }

  /// Says what is missing, and how to have it.
  private func tell(_ commands: [String], of shards: ShardSet, written: String) {
    var lines = ["The run is not finished. " + written]
    for (what, numbers) in [("Missing", shards.missing), ("Unfinished", shards.unfinished)]
    where !numbers.isEmpty {
      lines.append(
        "\(what): \(numbers.count == 1 ? "shard" : "shards") \(MissingShards.ranges(numbers)) of \(shards.count)"
      )
    }
    lines.append("To run what is missing:")
    lines += commands.map { "  " + $0.printable }
    lines.append(
      job.map {
        "Then merge again: sbatch " + Provenance.quoted(SlurmScripts.mergePath(beside: $0))
      }
        ?? "Then merge again, with --resume.")
    StandardError.write(lines.joined(separator: "\n"))
  }
}
