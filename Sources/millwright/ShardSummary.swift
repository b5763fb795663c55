import Foundation
import OutputFiles
import Reports
import ResultStore

/// What is printed of a shard that is finished.
struct ShardSummary: Encodable {
  let database: String
  let shard, shards: Int
  /// How many futures it has, and the number of the first from 0; nil where it has none.
  let futures: Int
  let firstFuture: Int?

  /// Of a shard of an experiment in a file.
  init(_ shard: Shard, of experiment: ExperimentRecord, at path: String) {
    database = path
    (self.shard, shards) = (shard.index, shard.count)
    futures = experiment.futures.count
    firstFuture = experiment.futures.first
  }

  /// What the user reads.
  var text: String {
    let what =
      firstFuture.map { "futures \($0) to \($0 + futures - 1)" }
      ?? "empty, as there are fewer blocks of \(Shard.blockLength) futures than shards"
    let folder = database.folderOfPath
    return """
      Shard \(shard) of \(shards): \(what)
      Database of the shard: \(Terminal.shown(database))
      With all shards: millwright merge \(folder.isEmpty ? "" : Provenance.quoted(folder))*.db -o all.db
      """
  }

  /// Prints it.
  func print(_ format: ResultFormat) throws {
    switch format {
    case .text: try StandardOutput.print(text)
    case .json: try StandardOutput.print(JSONText.of(self))
    }
  }
}
