import Columns
import Experiments
import Foundation
import GRDB
import Testing

@testable import ResultStore

/// Variants of a scenario in one database with it.
struct VariantTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let model = BirthProcess()

  private static func record(futures: Int, names: [String] = ["slow"]) -> ExperimentRecord {
    var record = Experiment(futures: futures).record
    record.variants = names.map { name in
      VariantRecord(
        name: name, title: "Half the births", scenarioText: "birthRate: 0.01 # \(name)\n",
        strategies: ["harvest"], layout: Self.layout, parameters: record.parameters,
        inputs: record.inputs)
    }
    return record
  }

  /// Of the second strategy alone.
  private static var layout: ResultLayout {
    var layout = model.layout
    layout.phases = [layout.phases[1]]
    layout.milestonePlaces = [layout.milestonePlaces[1]]
    layout.constraintPlaces = [layout.constraintPlaces[1]]
    return layout
  }

  /// Writes replications, the variant with metrics that are those of the second strategy and one more.
  private func write(_ numbers: Range<Int>, _ record: ExperimentRecord) throws {
    let writer = try ResultWriter.resume(at: directory["db"], for: record)
    var worker = Self.model.makeWorker()
    for number in numbers {
      var outcome = ReplicationOutcome(
        number: number, future: number, inner: 0, draws: worker.begin(future: number, inner: 0),
        results: Self.model.strategies.map { _ in ReplicationResult(Self.model.layout) })
      for strategy in outcome.results.indices {
        try worker.run(strategy: strategy, into: &outcome.results[strategy])
      }
      var variant = outcome
      variant.results = [outcome.results[1].withoutSeries]
      variant.results[0].metrics[0] += 1
      variant.draws = outcome.draws.map { $0 / 2 }
      try writer.append(
        EncodedReplication(outcome, layout: Self.model.layout, kept: .standard),
        variants: record.variants.indices.map {
          try EncodedReplication(
            variant, layout: record.variants[$0].layout, kept: KeptFutures(series: 0, grid: 0),
            variant: $0 + 1)
        })
    }
    try writer.close(at: "2026-01-01T00:00:00Z")
  }

  @Test func `a variant is read as it was written, and the scenario as it is beside it`() throws {
    try write(0..<5, Self.record(futures: 5))
    let reader = try ResultReader(path: directory["db"])
    try reader.verify()
    #expect(reader.record.variants == Self.record(futures: 5).variants)
    let variant = try #require(reader.variants.first)
    #expect(variant.name == "slow" && variant.record.strategies == ["harvest"])
    #expect(variant.record.layout.stocks.isEmpty && variant.replications == 0..<5)
    let own = try reader.metrics(strategy: 1, columns: 0..<2)
    let others = try variant.metrics(strategy: 0, columns: 0..<2)
    #expect(others[0] == own[0].map { $0 + 1 })
    var draws: [[Double]] = []
    try reader.forEachDraw { draws.append($1) }
    var halves: [[Double]] = []
    try variant.forEachDraw { halves.append($1) }
    #expect(halves == draws.map { $0.map { $0 / 2 } })
    var (milestones, causes) = (0, 0)
    var reasons: [String] = []
    try variant.forEachMilestone { _, strategy, row in
      milestones += strategy == 0 ? 1 : 100
      reasons.append(row.reason)
    }
    try variant.forEachConstraintList { _, _, numbers in causes += numbers.count }
    #expect(milestones == 5 * 4 && causes == 5 * 24)
    // The first milestone of each replication has one.
    #expect(reasons == (0..<5 * 4).map { $0 % 4 == 0 ? "a stop" : "" })
    // The views name the variant.
    let names = try DatabaseQueue(path: directory["db"]).read {
      try String.fetchAll($0, sql: "SELECT DISTINCT variant FROM metrics ORDER BY 1")
    }
    #expect(names == ["", "slow"])
  }

  @Test func `an experiment goes on with its variants, and not with others`() throws {
    try write(0..<3, Self.record(futures: 3))
    try write(3..<7, Self.record(futures: 7))
    let reader = try ResultReader(path: directory["db"])
    try reader.verify()
    #expect(reader.replications == 0..<7)
    #expect(throws: StoreError.self) { try write(7..<8, Self.record(futures: 8, names: ["fast"])) }
    #expect(throws: StoreError.self) { try write(7..<8, Experiment(futures: 8).record) }
  }

  @Test(arguments: [
    "DELETE FROM outcome WHERE place = (SELECT max(place) FROM outcome WHERE variant = 1)",
    "DELETE FROM replication WHERE place = (SELECT max(place) FROM replication WHERE variant = 1)",
    "DELETE FROM variant WHERE variant = 1", "UPDATE variant SET title = 'x' WHERE variant = 1",
    "UPDATE parameter SET name = 'x' WHERE variant = 1",
    "DELETE FROM milestone_place WHERE variant = 1 AND position = 0",
    "DELETE FROM reason WHERE variant = 1", "UPDATE reason SET text = 'x' WHERE variant = 1",
    "UPDATE reason SET reason = 1 WHERE variant = 1",
    "UPDATE outcome SET reasons = metrics WHERE variant = 1",
    "UPDATE outcome SET metrics = (SELECT metrics FROM outcome WHERE variant = 0 LIMIT 1) WHERE variant = 1",
    "UPDATE period SET month = '2026-10-01' WHERE variant = 1 AND period = 1",
  ])
  func `damage to a variant is told`(_ change: String) throws {
    try write(0..<3, Self.record(futures: 3))
    try DatabaseQueue(path: directory["db"]).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: change)
    }
    do {
      try ResultReader(path: directory["db"]).verify()
      Issue.record("nothing was told")
    } catch let error as StoreError {
      #expect(error.kind == .corrupt)
    }
  }
}
