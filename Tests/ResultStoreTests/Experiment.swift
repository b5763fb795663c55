import Columns
import Experiments
import Foundation
import ResultStore

/// Runs the birth process into a database, as the program would.
struct Experiment {
  var model = BirthProcess()
  var futures = 10
  var inner = 1
  var jobs = 1
  var seed: UInt64 = 7
  var scenarioText = "birthRate: 0.02\nharvest: 0.1\n"
  var engineVersion = "1.0"
  var arithmetic = "test"
  var kept = KeptFutures.standard
  var shard: Shard?
  /// How many of the replications are run; nil for all.
  var most: Int?

  var record: ExperimentRecord {
    ExperimentRecord(
      run: RunDescription(
        scenario: "birth.yaml", title: "Births, \"and\" deaths", scenarioText: scenarioText,
        seed: seed, design: ReplicationDesign(futures: futures, inner: inner),
        kept: kept, engineVersion: engineVersion, command: "millwright run birth.yaml -j \(jobs)",
        host: "test", arithmetic: arithmetic, startedAt: "2026-01-01T00:00:00Z"),
      strategies: model.strategies, layout: model.layout, parameters: model.parameters,
      inputs: [
        InputRecord(
          path: "birthRate", value: "0.02 /month", origin: "birth.yaml:1", source: "a census",
          confidence: "read")
      ],
      figures: [
        PlausibilityFigure(name: "worth", metric: "npv_eur", range: -1...2.5, source: "a census"),
        PlausibilityFigure(name: "size", metric: "final_population", range: nil, source: ""),
      ], shard: shard)
  }

  /// Runs what is missing and tells how many replications that were; interrupts itself after so
  /// many as `stoppingAfter` says.
  @discardableResult
  func run(into path: String, resuming: Bool = false, stoppingAfter limit: Int? = nil) throws -> Int
  {
    let writer =
      resuming
      ? try ResultWriter.resume(at: path, for: record)
      : try ResultWriter.create(at: path, for: record)
    let interruption = Interruption()
    let layout = model.layout
    let runner = ReplicationRunner(
      model, design: ReplicationDesign(futures: futures, inner: inner),
      part: most.map { record.replications.prefix($0) } ?? record.replications, jobs: jobs,
      interruption: interruption)
    var count = 0
    _ = try runner.run(
      skipping: writer.isStored,
      digest: { [kept] in try EncodedReplication($0, layout: layout, kept: kept) }
    ) {
      try writer.append($0)
      count += 1
      if count == limit { interruption.request() }
    }
    try writer.close(at: "2026-01-01T00:00:0\(jobs)Z")
    return count
  }
}

/// A directory that is removed at the end of its life.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "millwright-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(name: String) -> String { path + "/" + name }
}
