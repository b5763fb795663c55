import ArgumentParser
import Foundation
import OutputFiles
import ResultStore

/// `--shard 3/64`, or `auto` where a scheduler tells which one it is.
enum ShardOption: ExpressibleByArgument, Hashable {
  case one(index: Int, count: Int)
  case auto(count: Int?)

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    let count = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count <= 2, parts.count == 1 || 1...Shard.most ~= (count ?? 0) else { return nil }
    if parts[0] == "auto" {
      self = .auto(count: count)
    } else if let count, let index = Int(parts[0]), 1...count ~= index {
      self = .one(index: index, count: count)
    } else {
      return nil
    }
  }
}

/// What `run` and `sweep` take to run a part of an experiment, and on which disk.
struct ShardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Runs only shard I of N, counted from 1, for 'millwright merge': blocks of \(Shard.blockLength) futures, "
        + "all strategies together. 'auto' takes I and N from the variables of a job array (Slurm, AWS Batch, "
        + "Grid Engine), 'auto/N' I alone (Kubernetes, PBS).", valueName: "I/N"))
  var shard: ShardOption?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --shard auto: the index of the array's first task, where the scheduler does not tell it (PBS) or only"
        + " some tasks run again.", valueName: "F"))
  var indexFrom: Int?

  @Option(
    help: ArgumentHelp(
      "Writes the database in this folder, such as on a disk of this machine, and moves it to its place at the end,"
        + " also of an interrupted run; --resume fetches it first. 'auto' is TMPDIR.",
      valueName: "DIR"),
    completion: .directory)
  var scratch: String?

  mutating func validate() throws {
    guard let indexFrom else { return }
    guard case .auto = shard else { throw ValidationError("--index-from needs --shard auto") }
    guard indexFrom >= 0 else {
      throw ValidationError("--index-from \(indexFrom): an index is a whole number from 0")
    }
  }

  /// The folder in which the database is written, if it is another than its own.
  var scratchFolder: String? { scratch == "auto" ? NSTemporaryDirectory() : scratch }

  /// The shard that is run.
  ///
  /// - Parameter command: what runs everything.
  /// - Returns: nil for everything.
  /// - Throws: `Failure` where a scheduler does not tell which it is.
  func chosen(of command: [String]) throws(Failure) -> Shard? {
    let text = (["millwright"] + command).map(Provenance.quoted).joined(separator: " ")
    switch shard {
    case nil: return nil
    case .one(let index, let count): return Shard(index, of: count, command: text)
    case .auto(let count):
      let task = try ArrayTask(
        ProcessInfo.processInfo.environment, count: count, from: indexFrom)
      guard 1...Shard.most ~= task.count else {
        throw Failure(.usage, "--shard auto: \(task.count) tasks are more than \(Shard.most)")
      }
      return Shard(task.index, of: task.count, command: text)
    }
  }
}

extension Shard {
  /// What its file is called: `3-of-64.db`.
  var fileName: String { "\(index)-of-\(count).db" }

  /// Where it is written.
  ///
  /// - Parameters:
  ///   - output: a file, or a folder in which it has the name of the shard; nil for the current folder.
  ///   - name: what the results are called.
  /// - Returns: the path of the file.
  /// - Throws: `OutputError` where the folder cannot be made.
  func path(output: String?, name: String) throws(OutputError) -> String {
    guard let output else { return "\(name)-\(fileName)" }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard output.hasSuffix("/") || exists && isFolder.boolValue else { return output }
    try OutputFolder.make(output)
    return output + (output.hasSuffix("/") ? "" : "/") + fileName
  }
}
