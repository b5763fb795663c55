import Columns
import Foundation
import ScenarioFiles
import ScenarioReading
import Testing

@testable import FactoryModel

/// Nothing of a run is left when the next one begins.
@Suite struct FreshStartTests {
  /// Every shipped scenario, and the small ones of the known answers, in which everything happens
  /// somewhere.
  static let scenarios: [String] = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return ["scenarios", "Tests/KnownAnswerTests/Scenarios"].flatMap { folder in
      let folder = root.appendingPathComponent(folder)
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      return (files ?? []).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("dutch-") }.sorted().map
      {
        folder.appendingPathComponent($0).path
      }
    }
  }()

  @Test(arguments: scenarios)
  func `a factory that has run gives what a new one gives`(path: String) throws {
    let read = ScenarioFile.read(paths: [path]) { Scenario(from: $0) }
    let model = ScenarioModel(try read.get().model, seed: 7)
    let used = model.makeWorker()
    // The second future runs the strategies in the opposite order, so that each follows another one.
    for (future, strategies) in [
      Array(model.strategies.indices), Array(model.strategies.indices.reversed()),
    ].enumerated() {
      _ = try used.begin(future: future, inner: 0)
      for strategy in strategies {
        let new = model.makeWorker()
        _ = try new.begin(future: future, inner: 0)
        var expected = ReplicationResult(model.layout)
        new.run(strategy: strategy, into: &expected)
        var result = ReplicationResult(model.layout)
        used.run(strategy: strategy, into: &result)
        #expect(result.traceHash == expected.traceHash, "future \(future), strategy \(strategy)")
        #expect(bits(of: result) == bits(of: expected), "future \(future), strategy \(strategy)")
      }
    }
  }

  /// All numbers of a result; what does not exist is the same there, too.
  private func bits(of result: ReplicationResult) -> [[UInt64]] {
    let monthly = [
      result.stockMeans, result.stockEnds, result.flows, result.gridStockMeans, result.gridFlows,
    ]
    return [result.metrics.map(\.bitPattern), result.cash.map(\.bitPattern)]
      + monthly.map { $0.map { UInt64($0.bitPattern) } }
      + [result.milestones.map(\.bitPattern), [UInt64(result.eventCount)]]
  }
}
