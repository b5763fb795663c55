import Columns
import Experiments
import Foundation
import GRDB
import ResultStore
import Testing

struct RefusalTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func refusal(_ body: () throws -> Void) -> StoreError? {
    #expect(throws: StoreError.self) { try body() }
  }

  @Test func `a file that exists is not written over`() throws {
    try Data("precious".utf8).write(to: URL(fileURLWithPath: directory["db"]))
    let error = refusal { try Experiment().run(into: directory["db"]) }
    #expect(error?.kind == .exists)
    #expect(try String(contentsOfFile: directory["db"], encoding: .utf8) == "precious")
  }

  @Test func `another scenario is refused with the line that differs`() throws {
    try Experiment().run(into: directory["db"])
    let other = Experiment(scenarioText: "birthRate: 0.02\nharvest: 0.2\n")
    let error = refusal { try other.run(into: directory["db"], resuming: true) }
    #expect(error?.kind == .differentExperiment)
    #expect(
      error?.message
        == "holds a different experiment: the scenario differs, first in line 2 of its effective"
        + " text, which is 'harvest: 0.1' there and 'harvest: 0.2' now")
  }

  @Test func `all other differences are named`() throws {
    try Experiment(futures: 10).run(into: directory["db"])
    let other = Experiment(futures: 5, inner: 2, seed: 8, engineVersion: "2.0")
    #expect(
      refusal { try other.run(into: directory["db"], resuming: true) }?.message
        == "holds a different experiment: the seed is 7 there and 8 now; the number of inner runs"
        + " is 1 there and 2 now; the engine version is 1.0 there and 2.0 now")
  }

  @Test func `fewer futures than there are is the same experiment, and nothing to do`() throws {
    try Experiment(futures: 10).run(into: directory["db"])
    #expect(
      refusal { try Experiment(futures: 5).run(into: directory["db"], resuming: true) }?.message
        == "the run in it is of 10 futures, and none is taken away: go on with -n 10 or more, or"
        + " give 5 another file")
  }

  @Test func `what is no results database is told apart`() throws {
    #expect(refusal { _ = try ResultReader(path: directory["none"]) }?.kind == .missing)
    #expect(refusal { _ = try ResultReader(path: directory.path) }?.kind == .foreign)

    try Data("name,value\nthis is a text file\n".utf8)
      .write(to: URL(fileURLWithPath: directory["text"]))
    let text = refusal { _ = try ResultReader(path: directory["text"]) }
    #expect(text?.kind == .foreign)
    #expect(text?.message == "this is not a results database")

    try DatabaseQueue(path: directory["other"]).write { db in
      try db.execute(sql: "CREATE TABLE run (id INTEGER)")
    }
    let other = refusal { _ = try ResultReader(path: directory["other"]) }
    #expect(other?.kind == .foreign)
    #expect(other?.message == "this database was made by another program")
    #expect(
      refusal { try Experiment().run(into: directory["other"], resuming: true) }?.kind == .foreign)
  }

  @Test func `a newer version is told apart`() throws {
    try Experiment().run(into: directory["db"])
    try DatabaseQueue(path: directory["db"]).write { db in
      try db.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(
      refusal { _ = try ResultReader(path: directory["db"]) }?.message
        == "this is a results database of version 99; this program reads version 7")
  }

  @Test func `a former version is told in one line, whatever its command holds`() throws {
    try Experiment().run(into: directory["db"])
    try DatabaseQueue(path: directory["db"]).write { db in
      try db.execute(
        sql: "PRAGMA user_version = 4; UPDATE run SET command = 'millwright' || char(10, 27) || 'x'"
      )
    }
    let message = try #require(refusal { _ = try ResultReader(path: directory["db"]) }?.message)
    #expect(message.hasSuffix("run again: millwright\\n\\u001bx"), "\(message)")
  }

  @Test func `a damaged database is told`() throws {
    try Experiment(futures: 60).run(into: directory["db"])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: directory["db"]))
    bytes.replaceSubrange(16384 * 2..<bytes.count, with: Data(count: bytes.count - 16384 * 2))
    try bytes.write(to: URL(fileURLWithPath: directory["db"]))
    let error = refusal { _ = try ResultReader(path: directory["db"]) }
    #expect(error?.kind == .corrupt)
  }

  @Test func `replications that come while a database is read are left out of every table`() throws
  {
    let experiment = Experiment(futures: 70)
    let layout = experiment.model.layout
    let writer = try ResultWriter.create(at: directory["db"], for: experiment.record)
    var readers: [ResultReader] = []
    _ = try ReplicationRunner(
      experiment.model, design: ReplicationDesign(futures: 70), jobs: 1
    ).run(digest: { try EncodedReplication($0, layout: layout, kept: .standard) }) {
      try writer.append($0)
      if writer.storedCount == 66 { readers.append(try ResultReader(path: directory["db"])) }
    }
    try writer.close(at: "2026-01-01T00:00:00Z")
    let reader = try #require(readers.first)
    #expect(reader.replications == 0..<64)
    try reader.verify()
    var (draws, metrics, milestones): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
    var constraints: Set<Int> = []
    try reader.forEachDraw { number, _ in draws.insert(number) }
    try reader.forEachMetric { number, _, _, _ in metrics.insert(number) }
    try reader.forEachMilestone { number, _, _ in milestones.insert(number) }
    try reader.forEachConstraintList { number, _, _ in constraints.insert(number) }
    #expect([draws, metrics, milestones, constraints].allSatisfy { $0 == Set(0..<64) })
    #expect(try reader.metrics(strategy: 0, columns: 0..<1)[0].count == 64)
    #expect(try reader.seriesMeans().counts(.flows, strategy: 0, column: 0).max() == 64)
  }

  @Test func `a second run cannot write the replications of the first again`() throws {
    let experiment = Experiment(futures: 70)
    let layout = experiment.model.layout
    let runner = ReplicationRunner(
      experiment.model, design: ReplicationDesign(futures: 70), jobs: 1)
    let first = try ResultWriter.create(at: directory["db"], for: experiment.record)
    let second = try ResultWriter.resume(at: directory["db"], for: experiment.record)
    let error = refusal {
      _ = try runner.run(digest: { try EncodedReplication($0, layout: layout, kept: .standard) }) {
        try first.append($0)
        try second.append($0)
      }
    }
    #expect(error?.kind == .locked)
    #expect(error?.message == "another run is writing the same replications")
    try first.close(at: "2026-01-01T00:00:00Z")
    #expect(try ResultReader(path: directory["db"]).replications == 0..<64)
  }

  @Test func `a directory that is not there cannot be written to`() throws {
    let error = refusal { try Experiment().run(into: directory["no/such/db"]) }
    #expect(error?.kind == .cannotWrite)
  }

  @Test func `an infinite result is refused with its name`() throws {
    let layout = BirthProcess().layout
    var result = ReplicationResult(layout)
    result.metrics[3] = .infinity
    #expect(
      refusal { _ = try encoded(result, layout) }?.message == "metric 'npv_eur' is inf")
    result.metrics[3] = 0
    result.flows[2] = -.infinity
    #expect(
      refusal { _ = try encoded(result, layout) }?.message
        == "flow 'births' is infinite in some period")
  }

  @Test func `what held sites up is refused where it is infinite or not as long as the causes`() {
    let layout = BirthProcess().layout
    func message(_ change: (inout [Double]) -> Void) -> String? {
      refusal { _ = try encoded(ReplicationResult(layout), layout, changing: change) }?.message
    }
    #expect(message { $0[3] = .infinity } == "of what held sites up a number is inf")
    #expect(
      message { $0.removeLast() } == "11 numbers of what held sites up instead of 12")
  }

  private func encoded(
    _ result: ReplicationResult, _ layout: ResultLayout,
    changing constraints: (inout [Double]) -> Void = { _ in }
  ) throws -> EncodedReplication {
    var results = [result, result]
    for strategy in results.indices {
      results[strategy].milestones = layout.milestonePlaces[strategy].map { _ in .nan }
      results[strategy].reasons = results[strategy].milestones
      results[strategy].constraints = layout.constraintPlaces[strategy].flatMap { _ in
        ConstraintMeasure.allCases.map { _ in .nan }
      }
      constraints(&results[strategy].constraints)
    }
    return try EncodedReplication(
      ReplicationOutcome(number: 0, future: 0, inner: 0, draws: [], results: results),
      layout: layout, kept: .standard)
  }
}
