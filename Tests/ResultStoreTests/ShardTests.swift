import Columns
import Experiments
import Foundation
import GRDB
import Testing

@testable import ResultStore

/// Parts of an experiment, and what is made of them together.
struct ShardTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Thirteen full blocks and one of five futures: nodes of eight, four and one block in a whole run.
  private static let futures = 64 * 13 + 5

  private func experiment(
    _ shard: Int?, of count: Int = 1, futures: Int = futures, jobs: Int = 1
  ) -> Experiment {
    Experiment(
      futures: futures, jobs: jobs, kept: KeptFutures(series: 70, grid: 3),
      shard: shard.map { Shard($0, of: count, command: "millwright run birth.yaml -j 1") })
  }

  /// Runs all shards.
  private func run(_ count: Int, futures: Int = futures) throws -> [String] {
    try (1...count).map { shard in
      let path = directory["\(shard)-of-\(count)"]
      try experiment(shard, of: count, futures: futures).run(into: path)
      return path
    }
  }

  /// Runs a shard anew, up to so many replications.
  private func run(_ shard: Int, of count: Int, most: Int, into path: String) throws {
    try FileManager.default.removeItem(atPath: path)
    var part = experiment(shard, of: count)
    part.most = most
    try part.run(into: path)
  }

  /// Expects what one run of everything writes, or of the first replications.
  private func expectOneRun(_ path: String, most: Int? = nil) throws {
    var all = experiment(nil)
    all.most = most
    let whole = directory["whole-\(most ?? 0)"]
    try all.run(into: whole)
    let (mine, expected) = (try content(path), try content(whole))
    for (table, rows) in expected {
      let isSame = mine[table] == rows
      #expect(isSame, "table \(table) differs")
    }
    let rows = expected["series_sum"]
    #expect(rows?.isEmpty == false)
    try ResultReader(path: path).verify()
  }

  /// Every row of every table, but what tells of who ran it and when.
  private func content(_ path: String) throws -> [String: [[DatabaseValue]]] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      try Dictionary(
        uniqueKeysWithValues: Schema.tables.map { name, _ in
          let fields = try db.columns(in: name).map(\.name).filter {
            name != "run" || !["started_at", "finished_at", "host", "checksum"].contains($0)
          }
          let order = try db.primaryKey(name).columns.joined(separator: ", ")
          let rows = try Row.fetchAll(
            db, sql: "SELECT \(fields.joined(separator: ", ")) FROM \(name) ORDER BY \(order)")
          return (name, rows.map { Array($0.databaseValues) })
        })
    }
  }

  @Test(arguments: [1, 3, 14, 64])
  func `shards in any order are one run, to the bit`(_ count: Int) throws {
    let paths = try run(count)
    let shards = try ShardSet(paths: paths.reversed())
    #expect(shards.isComplete && shards.mergeableCount == Self.futures)
    try shards.merge(into: directory["all"])
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(names.count == count + 1, "nothing else is left")
    try expectOneRun(directory["all"])
    let record = try ResultReader(path: directory["all"]).record
    #expect(record.run.command == "millwright run birth.yaml -j 1")
    #expect(record.run.startedAt == "2026-01-01T00:00:00Z")
    #expect(record.run.finishedAt == "2026-01-01T00:00:01Z")
  }

  @Test(arguments: [1, 64, 200])
  func `a shard that was broken off goes on, and ends in the same bytes`(_ futures: Int) throws {
    let paths = try run(3)
    try run(2, of: 3, most: futures, into: paths[1])
    try experiment(2, of: 3, jobs: 2).run(into: paths[1], resuming: true)
    try ShardSet(paths: paths).merge(into: directory["all"])
    try expectOneRun(directory["all"])
  }

  @Test func `what follows a gap waits, and what comes before it is a run that was broken off`()
    throws
  {
    let paths = try run(5)
    try FileManager.default.removeItem(atPath: paths[3])
    // Of its blocks, the third to the fifth, it ends inside the last.
    try run(2, of: 5, most: 64 * 2 + 7, into: paths[1])
    let shards = try ShardSet(paths: [paths[4], paths[0], paths[2], paths[1]])
    #expect(shards.missing == [4] && shards.unfinished == [2] && !shards.isComplete)
    let count = shards.mergeableCount
    #expect(count == 64 * 4 + 7)
    try shards.merge(into: directory["part"])
    let reader = try ResultReader(path: directory["part"])
    #expect(reader.replications == 0..<count && reader.record.run.finishedAt == nil)
    try expectOneRun(directory["part"], most: count)

    // With the rest it is merged again, over what there was.
    try experiment(2, of: 5).run(into: paths[1], resuming: true)
    try experiment(4, of: 5).run(into: paths[3])
    let refused = #expect(throws: StoreError.self) {
      try ShardSet(paths: paths).merge(into: directory["part"])
    }
    #expect(refused?.kind == .exists)
    try ShardSet(paths: paths).merge(into: directory["part"], replacing: true)
    try expectOneRun(directory["part"])
    // Nothing is taken away from it again.
    let less = #expect(throws: StoreError.self) {
      try ShardSet(paths: Array(paths.prefix(2))).merge(into: directory["part"], replacing: true)
    }
    #expect(less?.message.contains("none is taken away") == true)
  }

  @Test func `the first shard has to be there`() throws {
    let shards = try ShardSet(paths: Array(run(3).dropFirst()))
    #expect(shards.mergeableCount == 0 && shards.missing == [1])
  }

  @Test func `a shard without a future is missed by nobody`() throws {
    #expect(Shard(1, of: 64, command: "").futures(of: ReplicationDesign(futures: 130)).isEmpty)
    let shards = (1...64).map {
      Shard($0, of: 64, command: "").futures(of: ReplicationDesign(futures: 130))
    }
    #expect(shards.filter { !$0.isEmpty } == [0..<64, 64..<128, 128..<130])
    let paths = try run(64)
    let full = try paths.filter { try !ResultReader(anyAt: $0).record.futures.isEmpty }
    #expect(full.count == 14)
    #expect(try ShardSet(paths: full).isComplete)
  }

  @Test func `a part is refused where a whole database is needed, and the other way round`() throws
  {
    let part = try run(2)[0]
    try experiment(nil).run(into: directory["whole"])
    let error = #expect(throws: StoreError.self) { try ResultReader(path: part) }
    #expect(error?.kind == .foreign && error?.message.contains("shard 1 of 2") == true)
    let other = #expect(throws: StoreError.self) { try ShardSet(paths: [directory["whole"]]) }
    #expect(other?.message == "this is a results database of its own, and no shard of one")
  }

  @Test func `shards that do not belong together are refused`() throws {
    let paths = try run(3)
    let copy = directory["copy"]
    try FileManager.default.copyItem(atPath: paths[1], toPath: copy)
    let doubled = #expect(throws: StoreError.self) { try ShardSet(paths: paths + [copy]) }
    #expect(doubled?.kind == .overlapping)
    #expect(doubled?.message.contains("this is shard 2 of 3, and so is \(paths[1])") == true)
    for (name, words, change) in [
      ("seed", "the seed is 7 in \(paths[0]) and 8 here", { $0.seed = 8 }),
      (
        "version", "the engine version is 1.0 in \(paths[0]) and 2.0 here",
        { $0.engineVersion = "2.0" }
      ),
      (
        "arithmetic", "are those of test in \(paths[0]) and of another here",
        { $0.arithmetic = "another" }
      ),
      ("futures", "the number of futures is \(Self.futures) in", { $0.futures = 900 }),
      ("text", "the scenario differs, first in line 1", { $0.scenarioText = "birthRate: 3" }),
      ("kept", "whose series are kept is 70 in", { $0.kept = .standard }),
      ("count", "the number of shards is 3 in", { $0.shard = Shard(3, of: 4, command: "") }),
    ] as [(String, String, (inout Experiment) -> Void)] {
      var other = experiment(3, of: 3)
      change(&other)
      try other.run(into: directory[name])
      let error = #expect(throws: StoreError.self, "\(name)") {
        try ShardSet(paths: [paths[0], paths[1], directory[name]])
      }
      #expect(error?.kind == .differentExperiment && error?.path == directory[name])
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  @Test func `a shard goes on as itself alone`() throws {
    try experiment(2, of: 3).run(into: directory["part"])
    for (words, change) in [
      ("the shard is 2 of 3 there and 3 of 3 now", { $0.shard = Shard(3, of: 3, command: "") }),
      ("the shard is 2 of 3 there and none now", { $0.shard = nil }),
      ("the number of futures is \(Self.futures) there and 1000 now", { $0.futures = 1000 }),
    ] as [(String, (inout Experiment) -> Void)] {
      var other = experiment(2, of: 3)
      change(&other)
      let error = #expect(throws: StoreError.self) {
        try other.run(into: directory["part"], resuming: true)
      }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  /// A shard that is cut off, or in which something was changed, leaves nothing behind.
  @Test(arguments: [
    "UPDATE outcome SET metrics = (SELECT metrics FROM outcome ORDER BY place DESC LIMIT 1) WHERE place ="
      + " (SELECT min(place) FROM outcome)",
    "DELETE FROM cash WHERE place = (SELECT max(place) FROM cash)",
    "UPDATE series_sum SET squares = means WHERE squares IS NOT NULL",
    "UPDATE shard SET shard = 1", "DELETE FROM shard",
    "UPDATE shard SET shards = 9000000000000000000",
    "truncate",
  ])
  func `a damaged shard is refused, and nothing is left`(_ damage: String) throws {
    let paths = try run(3, futures: 64 * 3 + 5)
    if damage == "truncate" {
      let size = try FileManager.default.attributesOfItem(atPath: paths[1])[.size] as? Int ?? 0
      truncate(paths[1], size / 2)
    } else {
      let table = damage.contains("cash") ? paths[0] : paths[1]
      try DatabaseQueue(path: table).write { try $0.execute(sql: damage) }
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    let error = #expect(throws: StoreError.self) {
      try ShardSet(paths: paths).merge(into: directory["all"])
    }
    #expect(error?.kind == .corrupt, "\(error?.description ?? "")")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == before)
  }

  @Test func `nodes are the largest that begin where the part does`() {
    func nodes(from first: Int, _ blocks: Int) -> [[Int]] {
      SumTree(inner: 1, from: 64 * first).nodes(of: 64 * blocks).map {
        [$0.node, $0.replications / 64]
      }
    }
    #expect(nodes(from: 0, 6) == [[3, 4], [2, 2]])
    #expect(nodes(from: 1, 6) == [[33, 1], [34, 2], [2, 2], [1, 1]])
    #expect(nodes(from: 4, 4) == [[35, 4]])
  }

  @Test func `block by block or node by node, the nodes are the same`() {
    for first in 0..<20 {
      let tree = SumTree(inner: 1, from: 64 * first)
      var kept: [[Int]] = []
      for blocks in 0..<40 {
        #expect(kept == tree.nodes(of: 64 * blocks).map { [$0.node, $0.replications] })
        let (halves, node) = tree.adding(0, after: blocks)
        for half in halves { #expect(kept.removeLast() == [half.node, half.replications]) }
        kept.append([node, 64 << halves.count])
        // What another part has of a run from the first block on is added to it.
        let whole = SumTree(inner: 1)
        var count = first
        for (node, replications) in tree.nodes(of: 64 * (blocks + 1)) where node > 0 {
          let level = (replications / 64).trailingZeroBitCount
          let (halves, node) = whole.adding(level, after: count)
          count += replications / 64
          let expected = whole.nodes(of: 64 * count).last
          #expect(expected?.node == node && expected?.replications == 64 << (level + halves.count))
        }
      }
    }
  }
}
