import Columns
import Experiments
import Testing

@testable import FactoryModel

/// The order of events of a replication is one, however it is run.
@Suite struct TraceHashTests {
  /// Requests that wait, give up, preempt and are preempted.
  private static let scenario = """
    demand:
      price: free
      segments:
        spare:
          contract: interruptible
          arrivals: 300 /year
          size: { uniform: { low: 1 H100e, high: 9 H100e } }
          term: { exponential: { mean: 3 d } }
        firm:
          arrivals: 300 /year
          size: { uniform: { low: 1 H100e, high: 9 H100e } }
          term: { exponential: { mean: 3 d } }
          patience: { exponential: { mean: 3 d } }
    sites: { hall: { capacity: 10 H100e, live: start } }
    strategies:
      one: { phases: { first: { site: hall } } }
      two: { phases: { first: { site: hall, sites: 2 } } }
    """

  private func hashes(jobs: Int) throws -> [[UInt64]] {
    var hashes: [[UInt64]] = []
    let runner = ReplicationRunner(
      try TinyWorld(Self.scenario).model, design: ReplicationDesign(futures: 12), jobs: jobs)
    _ = try runner.run(digest: { $0.results.map(\.traceHash) }) { hashes.append($0) }
    return hashes
  }

  @Test(arguments: [2, 3])
  func `any number of threads executes the same events in the same order`(jobs: Int) throws {
    let alone = try hashes(jobs: 1)
    #expect(Set(alone.joined()).count == 24, "each replication of each strategy is its own")
    #expect(try hashes(jobs: jobs) == alone)
  }

  @Test func `whoever reads the trace sees the same events as nobody`() throws {
    let model = try TinyWorld(Self.scenario).model
    let known = try hashes(jobs: 1)
    let worker = model.makeWorker()
    for future in 0..<12 {
      for strategy in 0..<2 {
        var result = ReplicationResult(model.layout)
        let entries = try worker.trace(future: future, inner: 0, strategy: strategy, into: &result)
        #expect(entries.contains { $0.text.hasSuffix("is preempted") })
        #expect(result.traceHash == known[future][strategy])
      }
    }
  }
}
