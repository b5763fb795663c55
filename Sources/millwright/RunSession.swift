import ArgumentParser
import Experiments
import Foundation
import Quantities
import ResultStore

/// Runs what is missing of an experiment, or of a shard of one, into its database.
struct RunSession {
  private let path: String
  private let writer: ResultWriter
  private let isNew: Bool
  private let isResuming: Bool
  /// The copy that is written instead, if it is.
  private let scratch: ScratchFile?

  /// Opens the database.
  ///
  /// - Parameters:
  ///   - experiment: what is run.
  ///   - path: the database.
  ///   - isResuming: whether it may exist.
  ///   - scratch: the folder in which it is written; nil for its own.
  /// - Throws: `StoreError` where it exists but should not, holds something else, or cannot be
  ///   written; `Failure` where the scratch folder cannot be used.
  init(
    _ experiment: ExperimentRecord, at path: String, isResuming: Bool, scratch: String? = nil
  ) throws {
    (self.path, self.isResuming) = (path, isResuming)
    isNew = !FileManager.default.fileExists(atPath: path)
    func open(_ path: String) throws(StoreError) -> ResultWriter {
      isResuming
        ? try ResultWriter.resume(at: path, for: experiment)
        : try ResultWriter.create(at: path, for: experiment)
    }
    guard let scratch, isResuming || isNew else {
      self.scratch = nil
      writer = try open(path)
      writer.network.map { Self.tell($0, of: path) }
      return
    }
    if !isNew { try ResultReader.settle(at: path) }
    let copy = try ScratchFile(of: path, in: scratch)
    do throws(StoreError) {
      writer = try open(copy.path)
    } catch {
      copy.remove()
      throw error.path == copy.path ? error.told(of: path) : error
    }
    writer.network.map { Self.tell($0, of: copy.path) }
    self.scratch = copy
  }

  /// Says why a database is written in another way than on a disk of this machine.
  private static func tell(_ network: NetworkFileSystem, of path: String) {
    StandardError.write(
      "\(path.printable) is on a file system of several machines (\(network.name)): it is written with a rollback"
        + " journal instead of ahead, which is slower; --scratch DIR writes it on a disk of this machine first"
    )
  }

  /// Runs what is missing.
  ///
  /// What was finished is kept whatever happens; a new database without a single replication is
  /// taken away again when the run fails.
  ///
  /// - Parameters:
  ///   - model: what is replicated.
  ///   - jobs: threads.
  /// - Throws: what made the run fail; after an interruption, of which the user is told, its exit code.
  func run(_ model: some ReplicatedModel, jobs: Int) throws {
    let (layout, kept) = (writer.record.layout, writer.record.run.kept)
    try run(model, jobs: jobs) {
      [try EncodedReplication($0, layout: layout, kept: kept)]
    }
  }

  /// Runs what is missing of a model whose replications are several.
  ///
  /// - Parameters:
  ///   - model: what is replicated.
  ///   - jobs: threads.
  ///   - encode: the replication of the scenario as it is, and then those of its variants.
  /// - Throws: what made the run fail; after an interruption, of which the user is told, its exit code.
  func run(
    _ model: some ReplicatedModel, jobs: Int,
    encode: @escaping @Sendable (ReplicationOutcome) throws -> [EncodedReplication]
  ) throws {
    let record = writer.record
    let runner = ReplicationRunner(
      model, design: record.run.design, part: record.replications, jobs: jobs,
      interruption: InterruptSignal.interruption)
    var bar = ProgressBar(total: record.replications.count, before: writer.storedCount)
    do {
      let progress = try runner.run(
        skipping: writer.isStored,
        digest: encode, progress: { bar.show($0) },
        deliver: { try writer.append($0[0], variants: Array($0.dropFirst())) })
      bar.finish(progress)
      try writer.close(at: Provenance.now)
      let kept = try moveHome()
      if kept < record.replications.count { try tellInterruption(kept) }
    } catch let exit as ExitCode {
      throw exit
    } catch {
      bar.clear()
      // What made the run fail is what the user should read, not what closing says after it.
      try? writer.close(at: Provenance.now)
      if isNew, writer.storedCount == 0 {
        for ending in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: writer.file + ending)
        }
        scratch?.remove()
      } else {
        keep()
      }
      throw error
    }
  }

  /// Moves what is finished to its place where that can be done, and else tells where it is.
  private func keep() {
    guard let scratch else { return }
    do {
      _ = try moveHome()
    } catch {
      StandardError.write(
        "What is finished could not be moved to its place, and is in \(scratch.path.printable)")
    }
  }

  /// Moves the copy to its place, if it is one, unless another process has brought more there since, as where a node
  /// that was given up comes back.
  ///
  /// - Returns: how many replications are in the database then.
  private func moveHome() throws -> Int {
    guard let scratch else { return writer.storedCount }
    if isResuming, let there = try ResultReader.stored(at: path, of: writer.record),
      there > writer.storedCount
    {
      StandardError.write(
        "\(path.printable) has \(counted(there, "replication")) by now, of another process that ran the same; it is"
          + " left as it is")
      scratch.remove()
      return there
    }
    try scratch.moveHome(replacing: isResuming)
    return writer.storedCount
  }

  private func tellInterruption(_ kept: Int) throws {
    let command = Provenance.commandLine + (isResuming ? "" : " --resume")
    let shard = writer.record.shard.map { " of shard \($0.index) of \($0.count)" } ?? ""
    StandardError.write(
      """
      Interrupted: \(kept) of \(writer.record.replications.count) replications\(shard) are kept in \
      \(path.printable). To go on:
        \(command.printable)
      """)
    throw ExitCode(ExitStatus.interrupted.rawValue)
  }
}
