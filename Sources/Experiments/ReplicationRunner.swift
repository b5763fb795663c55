import Columns
import Foundation

/// Runs the replications of a design on several threads and delivers them in order.
///
/// Each worker owns its memory, takes the next number, and runs all strategies of that replication
/// one after the other. Outcomes wait in a buffer of fixed length until their turn comes, so memory
/// does not grow with the number of replications, and what is delivered is the same for any number
/// of jobs.
public struct ReplicationRunner<Model: ReplicatedModel>: Sendable {
  private let model: Model
  private let design: ReplicationDesign
  private let part: Range<Int>
  private let jobs: Int
  private let interruption: Interruption

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - model: what is replicated.
  ///   - design: how often.
  ///   - part: the numbers of the replications of the design that are run; nil for all.
  ///   - jobs: threads, at least 1.
  ///   - interruption: asked before each replication whether to go on.
  public init(
    _ model: Model, design: ReplicationDesign, part: Range<Int>? = nil, jobs: Int,
    interruption: Interruption = Interruption()
  ) {
    precondition(jobs > 0, "\(jobs) jobs: at least one is needed")
    self.model = model
    self.design = design
    self.part = part ?? 0..<design.count
    self.jobs = jobs
    self.interruption = interruption
  }

  /// Runs every replication of the part that is not there yet.
  ///
  /// - Parameters:
  ///   - isDone: whether a replication of this number exists already; asked once for each.
  ///   - digest: turns an outcome into what is kept of it. Called on the worker's thread, so that
  ///     its cost is shared; the outcome's memory is reused afterwards.
  ///   - progress: called after each delivery, on the calling thread.
  ///   - deliver: takes what was kept, in the order of numbers, on the calling thread.
  /// - Returns: how far it came; not complete if interrupted.
  /// - Throws: `ReplicationFailure` of the lowest number that failed, after delivering all before
  ///   it; or what `digest` or `deliver` threw.
  public func run<Record: Sendable>(
    skipping isDone: (Int) -> Bool = { _ in false },
    digest: @escaping @Sendable (ReplicationOutcome) throws -> Record,
    progress: (RunProgress) -> Void = { _ in },
    deliver: (Record) throws -> Void
  ) throws -> RunProgress {
    let numbers = part.filter { !isDone($0) }
    let workers = min(jobs, max(numbers.count, 1))
    // As long as a few transactions, so that one that waits for the disk holds no worker back.
    let buffer = ReorderBuffer<Digested<Record>>(
      count: numbers.count, length: 24 * workers, producers: workers)
    for _ in 0..<workers {
      let thread = Thread { work(through: numbers, into: buffer, digest: digest) }
      thread.stackSize = 8 << 20
      thread.start()
    }
    defer { buffer.close() }
    var reached = RunProgress(wanted: numbers.count)
    while let next = buffer.next() {
      let digested = try next.get()
      try deliver(digested.record)
      reached.delivered += 1
      reached.events += digested.events
      progress(reached)
    }
    return reached
  }

  /// What one thread does: takes numbers until there are none left or somebody asked to stop.
  private func work<Record: Sendable>(
    through numbers: [Int], into buffer: ReorderBuffer<Digested<Record>>,
    digest: (ReplicationOutcome) throws -> Record
  ) {
    defer { buffer.producerIsDone() }
    var worker = model.makeWorker()
    let layout = model.layout
    let strategies = model.strategies
    var outcome = ReplicationOutcome(
      number: 0, future: 0, inner: 0, draws: [],
      results: strategies.map { _ in ReplicationResult(layout) })
    while !interruption.isRequested, let turn = buffer.takeTurn() {
      outcome.number = numbers[turn]
      outcome.future = design.future(of: outcome.number)
      outcome.inner = design.inner(of: outcome.number)
      buffer.put(
        Result {
          try replicate(by: &worker, strategies: strategies, into: &outcome)
          return Digested(record: try digest(outcome), events: outcome.eventCount)
        }, at: turn)
    }
  }

  private func replicate(
    by worker: inout Model.Worker, strategies: [String], into outcome: inout ReplicationOutcome
  ) throws {
    let number = outcome.number
    do {
      outcome.draws = try worker.begin(future: outcome.future, inner: outcome.inner)
    } catch {
      throw ReplicationFailure(number: number, strategy: nil, reason: error)
    }
    for index in strategies.indices {
      do {
        try worker.run(strategy: index, into: &outcome.results[index])
      } catch {
        throw ReplicationFailure(number: number, strategy: strategies[index], reason: error)
      }
    }
  }
}

/// What is kept of a replication while it waits for its turn.
private struct Digested<Record: Sendable>: Sendable {
  var record: Record
  var events: Int
}
