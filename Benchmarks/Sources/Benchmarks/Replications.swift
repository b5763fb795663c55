import Columns
import EventKernel
import Experiments
import FactoryModel
import Quantities
import Sampling
import ScenarioFiles
import ScenarioReading

/// Replications on several threads, by the runner that the program uses.
///
/// - Returns: the measurement, with the mean of one metric over replications and strategies as check
///   value.
func replicate(
  _ model: some ReplicatedModel, as workload: String, count: Int, threads: Int, metric: Int
) throws -> Measurement {
  let runner = ReplicationRunner(model, design: ReplicationDesign(futures: count), jobs: threads)
  var events = 0
  var sum = 0.0
  let seconds = try seconds {
    let progress = try runner.run(digest: { $0.results.map { $0.metrics[metric] } }) {
      for value in $0 { sum += value }
    }
    events = progress.events
  }
  return Measurement(
    peer: "millwright_\(threads)_threads", workload: workload, n: count, events: events,
    seconds: seconds, check: sum / Double(count * model.strategies.count))
}

/// Replications of the M/M/1 queue: nothing but the kernel, the pool and draws.
struct SingleServerModel: ReplicatedModel {
  static let customersPerReplication = 100_000

  let strategies = ["single"]
  let parameters: [Parameter] = []
  let layout = ResultLayout(
    calendar: ReportingCalendar(
      start: CalendarDate(daysSinceEpoch: 0), end: CalendarDate(daysSinceEpoch: 31)),
    metrics: [
      Column(Variable("time_in_system", unit: "h", kind: .metric, "Mean time in system."))
    ])

  func makeWorker() -> Worker { Worker() }

  final class Worker: ReplicationWorker {
    private var station = ServiceStation(.singleServer, seed: 12345)
    private var replication = Replication(masterSeed: 12345, future: 0)

    func begin(future: Int, inner: Int) -> [Double] {
      replication = Replication(
        masterSeed: 12345, future: UInt64(future), inner: UInt64(inner))
      return []
    }

    func run(strategy: Int, into result: inout ReplicationResult) {
      station.run(customers: SingleServerModel.customersPerReplication, replication: replication)
      result.metrics[0] = station.timeInSystem.mean ?? .nan
      result.eventCount = station.events
    }
  }

  static func run(replications: Int, threads: Int) throws -> Measurement {
    try replicate(
      SingleServerModel(), as: "mm1_replications", count: replications, threads: threads, metric: 0)
  }
}

/// The shipped scenario, without storing results.
enum ShippedScenario {
  /// With all its strategies.
  ///
  /// Check value: the MW of IT that are live at the end of 2040, mean over strategies.
  static func run(replications: Int, threads: Int) throws -> Measurement {
    try run(
      "scenarios/netherlands.yaml", as: "netherlands", replications: replications,
      threads: threads, metric: "live_it_mw_2040")
  }

  /// With two strategies that do nothing, and without customers: the waiting lists of others alone.
  ///
  /// Check value: the MW of headroom that are granted.
  static func runLists(replications: Int, threads: Int) throws -> Measurement {
    try run(
      "Benchmarks/lists.yaml", as: "netherlands_lists", replications: replications,
      threads: threads, metric: "grid_allocated_mw")
  }

  private static func run(
    _ path: String, as workload: String, replications: Int, threads: Int, metric name: String
  ) throws -> Measurement {
    let read = ScenarioFile.read(paths: [path]) { Scenario(from: $0) }
    let model = ScenarioModel(try read.get().model, seed: 20_260_101)
    guard let metric = model.layout.metrics.firstIndex(where: { $0.variable.name == name }) else {
      throw UsageError(message: "the scenario reports no \(name)")
    }
    return try replicate(
      model, as: workload, count: replications, threads: threads, metric: metric)
  }
}
