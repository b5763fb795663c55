import Experiments
import Foundation
import ResultStore

/// Runs what is missing of an experiment into its database.
struct RunSession {
  private let writer: ResultWriter
  private let isNew: Bool

  /// How many replications the database holds.
  var storedCount: Int { writer.storedCount }

  /// Opens the database.
  ///
  /// - Throws: `StoreError` where it exists but should not, holds something else, or cannot be
  ///   written.
  init(_ experiment: ExperimentRecord, at path: String, isResuming: Bool) throws(StoreError) {
    isNew = !FileManager.default.fileExists(atPath: path)
    writer =
      isResuming
      ? try ResultWriter.resume(at: path, for: experiment)
      : try ResultWriter.create(at: path, for: experiment)
  }

  /// Runs what is missing.
  ///
  /// What was finished is kept whatever happens; a new database without a single replication is
  /// taken away again when the run fails.
  ///
  /// - Returns: whether nothing is missing any more; false after an interruption.
  func run(_ model: some ReplicatedModel, jobs: Int) throws -> Bool {
    let (layout, kept) = (writer.record.layout, writer.record.run.kept)
    return try run(model, jobs: jobs) {
      [try EncodedReplication($0, layout: layout, kept: kept)]
    }
  }

  /// Runs what is missing of a model whose replications are several.
  ///
  /// - Parameters:
  ///   - model: what is replicated.
  ///   - jobs: threads.
  ///   - encode: the replication of the scenario as it is, and then those of its variants.
  /// - Returns: whether nothing is missing any more; false after an interruption.
  /// - Throws: what made the run fail.
  func run(
    _ model: some ReplicatedModel, jobs: Int,
    encode: @escaping @Sendable (ReplicationOutcome) throws -> [EncodedReplication]
  ) throws -> Bool {
    let design = writer.record.run.design
    let runner = ReplicationRunner(
      model, design: design, jobs: jobs, interruption: InterruptSignal.interruption)
    var bar = ProgressBar(total: design.count, before: writer.storedCount)
    do {
      let progress = try runner.run(
        skipping: writer.isStored,
        digest: encode, progress: { bar.show($0) },
        deliver: { try writer.append($0[0], variants: Array($0.dropFirst())) })
      bar.finish(progress)
      try writer.close(at: Provenance.now)
      return progress.isComplete
    } catch {
      bar.clear()
      // What made the run fail is what the user should read, not what closing says after it.
      try? writer.close(at: Provenance.now)
      let isEmpty = !(writer.storedCount > 0)
      if isNew, isEmpty {
        for ending in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: writer.file + ending)
        }
      }
      throw error
    }
  }
}
