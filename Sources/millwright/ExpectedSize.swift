import Columns
import Experiments
import Foundation
import ResultStore

/// How large the results of an experiment will be, from its first replications.
struct ExpectedSize {
  /// What the whole database takes.
  let bytes: Int

  /// How many replications are tried at most, and no more after so long.
  private static let mostTried = 3
  private static let patience = Duration.milliseconds(300)

  /// What SQLite and the keys add to each byte of results, and what stands beside the results.
  private static let overhead = 1.06
  private static let fixed = 400_000

  /// Tries the first replications of an experiment, without storing them.
  ///
  /// One that fails tells nothing here; the run itself will say why.
  init(of model: some ReplicatedModel, _ record: ExperimentRecord) {
    let layout = record.layout
    self.init(of: model, record) {
      [
        try EncodedReplication(
          $0, layout: layout, kept: KeptFutures(series: .max, grid: .max))
      ]
    }
  }

  /// The same of a model whose replications are several, which `encode` tells apart.
  init(
    of model: some ReplicatedModel, _ record: ExperimentRecord,
    encode: (ReplicationOutcome) throws -> [EncodedReplication]
  ) {
    let (run, layout, whole) = (record.run, record.layout, record.futures)
    let design = run.design
    var sizes = (lists: 0, own: 0, grid: 0)
    var tried = 0
    var worker = model.makeWorker()
    let start = ContinuousClock.now
    do {
      for number in record.replications.prefix(Self.mostTried)
      where ContinuousClock.now - start < Self.patience {
        let (future, inner) = (design.future(of: number), design.inner(of: number))
        var outcome = ReplicationOutcome(
          number: number, future: future, inner: inner, draws: [],
          results: model.strategies.map { _ in ReplicationResult(layout) })
        outcome.draws = try worker.begin(future: future, inner: inner)
        for strategy in model.strategies.indices {
          try worker.run(strategy: strategy, into: &outcome.results[strategy])
        }
        for size in try encode(outcome).map(\.keptBytes) {
          sizes.lists += size.lists
          sizes.own += size.own
          sizes.grid += size.grid
        }
        tried += 1
      }
    } catch {}
    func total(_ size: Int, futures: Int) -> Double {
      Double(size) / Double(max(tried, 1))
        * Double(whole.clamped(to: 0..<max(futures, 0)).count * design.inner)
    }
    let results =
      total(sizes.lists, futures: design.futures) + total(sizes.own, futures: run.kept.series)
      + total(sizes.grid, futures: run.kept.grid)
    bytes = Self.fixed + Int((results + Double(record.largestSumBytes)) * Self.overhead)
  }

  /// Whether a user wants to know it who does not look at the terminal: a file that large has to find
  /// its room.
  var isLarge: Bool { bytes >= 100_000_000 }

  /// What the user reads before the run.
  var sentence: String { "Expected size of the results: about \(Self.text(bytes))" }

  /// Refuses to begin where the disk has no room for what is still to come.
  ///
  /// - Parameters:
  ///   - path: the database.
  ///   - scratch: the folder in which it is written first, if there is one.
  /// - Throws: `Failure` with what to do.
  func checkRoom(at path: String, scratch: String?) throws {
    try checkRoom(at: path, option: "-o")
    if let scratch { try checkRoom(at: scratch + "/results.db", option: "--scratch") }
  }

  private func checkRoom(at path: String, option: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { return }
    let free = Int(
      clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(
        by: UInt64(facts.f_frsize)
      ).partialValue)
    var written = stat()
    let needed = stat(path, &written) == 0 ? bytes - Int(written.st_size) : bytes
    guard needed > free else { return }
    throw Failure(
      .cannotWrite,
      "\(path): about \(Self.text(needed)) of results are to come, and the disk has"
        + " \(Self.text(free)) left; name another disk with \(option), or run fewer futures with -n, or"
        + " keep the series of fewer: --keep series=N, --keep grid=N")
  }

  /// A size in the unit that fits.
  static func text(_ bytes: Int) -> String {
    let (size, unit) =
      bytes >= 1_000_000_000 ? (Double(bytes) / 1e9, "GB") : (Double(bytes) / 1e6, "MB")
    return String(format: size < 10 ? "%.1f %@" : "%.0f %@", size, unit)
  }
}
