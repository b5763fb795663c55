import Columns
import Experiments
import Foundation
import GRDB
import Quantities
import ResultStore
import Testing

struct ResultStoreTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Every row of every table but the times and places of the run.
  private func content(of path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        let columns = try db.columns(in: table).map(\.name)
          .filter {
            table != "run"
              || !["command", "host", "started_at", "finished_at", "checksum"].contains($0)
          }
          .joined(separator: ", ")
        return try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table) ORDER BY \(columns)")
          .map { "\(table) \($0.description)" }
      }
    }
  }

  @Test(arguments: [2, 5]) func `any number of jobs stores the same`(jobs: Int) throws {
    try Experiment(futures: 140, inner: 2).run(into: directory["one"])
    try Experiment(model: BirthProcess(spins: 500), futures: 140, inner: 2, jobs: jobs)
      .run(into: directory["many"])
    #expect(try content(of: directory["one"]) == content(of: directory["many"]))
  }

  @Test func `an interrupted run that is resumed equals one in one go`() throws {
    // Blocks of 64: two that are put together, one beside them, and one that is not full.
    let experiment = Experiment(futures: 200, kept: KeptFutures(series: 90, grid: 70))
    try experiment.run(into: directory["whole"])
    for limit in [5, 30, 64] {
      try experiment.run(into: directory["parts"], resuming: true, stoppingAfter: limit)
    }
    try expectUnfinished()
    var rest = experiment
    rest.jobs = 3
    try rest.run(into: directory["parts"], resuming: true)
    #expect(try content(of: directory["parts"]) == content(of: directory["whole"]))
    #expect(try ResultReader(path: directory["parts"]).record.run.finishedAt != nil)
  }

  private func expectUnfinished() throws {
    let half = try ResultReader(path: directory["parts"])
    #expect(half.replications.count < 200)
    #expect(half.record.run.finishedAt == nil)
    try half.verify()
  }

  @Test func `more futures extend an experiment and leave the others as they were`() throws {
    try Experiment(futures: 10).run(into: directory["ten"])
    try Experiment(futures: 5).run(into: directory["five"])
    #expect(try Experiment(futures: 10).run(into: directory["five"], resuming: true) == 5)
    #expect(try content(of: directory["five"]) == content(of: directory["ten"]))
    #expect(try Experiment(futures: 10).run(into: directory["five"], resuming: true) == 0)
  }

  @Test func `resuming where there is no file begins one`() throws {
    #expect(try Experiment(futures: 3).run(into: directory["new"], resuming: true) == 3)
  }

  @Test func `a closed database is one file`() throws {
    try Experiment().run(into: directory["db"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["db"])
  }

  @Test func `what a killed run leaves behind is whole and can go on`() throws {
    let experiment = Experiment(futures: 160)
    let layout = experiment.model.layout
    let writer = try ResultWriter.create(at: directory["db"], for: experiment.record)
    let runner = ReplicationRunner(
      experiment.model, design: ReplicationDesign(futures: 80), jobs: 1)
    _ = try runner.run(digest: { try EncodedReplication($0, layout: layout, kept: .standard) }) {
      try writer.append($0)
    }
    // The files as they are while the run is under way, which is what a kill would leave.
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: directory["db" + suffix], toPath: directory["killed" + suffix])
    }
    let left = try ResultReader(path: directory["killed"]).replications
    #expect(left == 0..<64)
    #expect(try ResultReader(path: directory["db"]).replications == left)
    try writer.close(at: "2026-01-01T00:00:00Z")
    #expect(try experiment.run(into: directory["killed"], resuming: true) == 96)
    try experiment.run(into: directory["whole"])
    #expect(try content(of: directory["killed"]) == content(of: directory["whole"]))
  }

  @Test func `references hold and the file is sound`() throws {
    try Experiment().run(into: directory["db"])
    try DatabaseQueue(path: directory["db"]).read { db in
      let broken = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      #expect(broken.isEmpty)
      let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      #expect(verdict == "ok")
    }
  }

  @Test func `the record is read back`() throws {
    let experiment = Experiment(futures: 2)
    try experiment.run(into: directory["db"])
    var expected = experiment.record
    expected.run.finishedAt = "2026-01-01T00:00:01Z"
    #expect(try ResultReader(path: directory["db"]).record == expected)
  }

  @Test func `results are read back to the bit`() throws {
    let experiment = Experiment(futures: 4, inner: 2)
    try experiment.run(into: directory["db"])
    let reader = try ResultReader(path: directory["db"])
    let layout = experiment.model.layout
    var worker = experiment.model.makeWorker()
    var result = ReplicationResult(layout)
    _ = worker.begin(future: 2, inner: 1)
    try worker.run(strategy: 1, into: &result)
    let metrics = try reader.metrics(strategy: 1, columns: 0..<5)
    for column in 0..<5 {
      #expect(
        metrics[column][5] == result.metrics[column]
          || metrics[column][5].isNaN && result.metrics[column].isNaN)
    }
    func bits(_ numbers: [Float]) -> [UInt32] { numbers.map(\.bitPattern) }
    for (kind, expected) in [
      (SeriesKind.stockMeans, result.stockMeans), (.stockEnds, result.stockEnds),
      (.flows, result.flows), (.gridStockMeans, result.gridStockMeans),
      (.gridFlows, result.gridFlows),
    ] {
      #expect(bits(try reader.monthly(kind, strategy: 1, replication: 5)) == bits(expected))
      let columns = layout.columns(of: kind).count
      let all = try reader.monthly(kind, strategy: 1, columns: 0..<columns)
      let mine = all.flatMap { $0[5 * layout.months..<6 * layout.months] }
      #expect(bits(mine) == bits(expected))
    }
    #expect(try reader.cash(strategy: 1, replication: 5) == result.cash)
    #expect(
      try reader.cash(strategy: 1, columns: 0..<2).flatMap {
        $0[5 * layout.periods..<6 * layout.periods]
      } == result.cash)
  }

  @Test func `what held up sites is read back to the bit, of every future, kept or not`() throws {
    let experiment = Experiment(futures: 70, kept: KeptFutures(series: 1, grid: 1))
    try experiment.run(into: directory["db"])
    var seen = 0
    try ResultReader(path: directory["db"]).forEachConstraintList { future, strategy, numbers in
      let phases = experiment.model.layout.phases[strategy].indices
      let written = phases.flatMap {
        BirthProcess.constraints(phase: Int32($0), future: future)
      }
      #expect(numbers.map(\.isNaN) == written.map(\.isNaN))
      #expect(numbers.filter { !$0.isNaN } == written.filter { !$0.isNaN })
      #expect(future * 2 + strategy == seen)
      seen += 1
    }
    #expect(seen == 140)
  }

  @Test func `what held up sites counts in the size of a replication`() throws {
    let model = BirthProcess()
    var worker = model.makeWorker()
    _ = worker.begin(future: 0, inner: 0)
    var results = [ReplicationResult(model.layout), ReplicationResult(model.layout)]
    for strategy in results.indices { try worker.run(strategy: strategy, into: &results[strategy]) }
    func size(_ results: [ReplicationResult], _ layout: ResultLayout) throws -> Int {
      try EncodedReplication(
        ReplicationOutcome(number: 0, future: 0, inner: 0, draws: [], results: results),
        layout: layout, kept: .standard
      ).keptBytes.lists
    }
    let whole = try size(results, model.layout)
    var layout = model.layout
    layout.constraintPlaces = []
    for strategy in results.indices { results[strategy].constraints = [] }
    // Six different numbers of 8 bytes after 3 of a palette, and a byte for each of the 12 and 24; a list of
    // nothing has one byte.
    #expect(try whole - size(results, layout) == (3 + 48 + 12 - 1) + (3 + 48 + 24 - 1))
  }

  @Test func `causes are those of a strategy's own phases, and a layout may name none`() throws {
    let experiment = Experiment(futures: 1)
    try experiment.run(into: directory["db"])
    let layout = try ResultReader(path: directory["db"]).record.layout
    #expect(layout.constraintPlaces(of: 0).map(\.phase) == [0, 0, 0])
    #expect(layout.constraintPlaces(of: 1).map(\.phase) == [0, 0, 0, 1, 1, 1])
    #expect(layout.constraintPlaces(of: 1).map(\.cause).suffix(3) == ["build", "grid", "money"])
    var none = experiment.record
    none.layout.constraintPlaces = []
    #expect(none.layout.constraintPlaces(of: 1) == [])
    // One empty list for each strategy says the same, and another experiment it is not.
    var empty = experiment.model.layout
    empty.constraintPlaces = [[], []]
    let same = ExperimentRecord(run: none.run, strategies: none.strategies, layout: empty)
    #expect(same.layout == none.layout)
  }

  @Test func `the views show the tidy numbers to any SQL user`() throws {
    let experiment = Experiment(futures: 2)
    try experiment.run(into: directory["db"])
    let reader = try ResultReader(path: directory["db"])
    let layout = experiment.model.layout
    try DatabaseQueue(path: directory["db"]).read { db in
      for (strategy, name) in experiment.model.strategies.enumerated() {
        for (kind, field) in [
          (SeriesKind.stockMeans, "month_mean"), (.stockEnds, "month_end"), (.flows, "total"),
          (.gridStockMeans, "month_mean"), (.gridFlows, "total"),
        ] {
          let numbers = try reader.monthly(kind, strategy: strategy, replication: 1)
          for (index, column) in layout.columns(of: kind).enumerated() {
            let seen = try Optional<Double>.fetchAll(
              db,
              sql: """
                SELECT \(field) FROM series
                WHERE strategy = ? AND replication = 1 AND variable = ? ORDER BY month
                """, arguments: [name, column.variable.name])
            let expected = numbers[index * layout.months..<(index + 1) * layout.months]
              .map { $0.isNaN ? nil : Double($0) }
            #expect(seen == expected, "\(column.variable.name)")
          }
        }
        let cash = try Double.fetchAll(
          db,
          sql: """
            SELECT eur FROM cashflow_series WHERE strategy = ? AND replication = 1
            ORDER BY line, period
            """, arguments: [name])
        let expected = try reader.cash(strategy: strategy, replication: 1)
        #expect(cash == expected)
      }
      let held = try Row.fetchAll(
        db,
        sql: """
          SELECT variant, phase, cause, share_of_time, share_last, slack_h, late_h FROM constraints
          WHERE strategy = 'harvest' AND replication = 1
          """)
      #expect(
        held.map(\.description) == [
          #"[variant:"" phase:"first" cause:"build" share_of_time:0.25 share_last:0.0 slack_h:1461.0 late_h:7.1]"#,
          #"[variant:"" phase:"first" cause:"grid" share_of_time:0.75 share_last:1.0 slack_h:0.0 late_h:2922.0]"#,
          #"[variant:"" phase:"first" cause:"money" share_of_time:0.0 share_last:0.0 slack_h:NULL late_h:NULL]"#,
        ]
          + ["build", "grid", "money"].map {
            #"[variant:"" phase:"second" cause:"\#($0)" share_of_time:NULL share_last:NULL slack_h:NULL late_h:NULL]"#
          })
      for (view, count) in [
        ("metrics", 2 * 2 * 5), ("draws", 2), ("phases", 2 * (2 + 4)),
        ("constraints", 2 * (3 + 6)), ("runs", 1),
      ] {
        let seen = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(view)")
        #expect(seen == count)
      }
    }
  }
}
