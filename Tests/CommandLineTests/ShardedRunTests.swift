import Foundation
import TestSupport
import Testing

/// `run --shard`, `sweep --shard` and `merge`: many machines give the same bytes as one.
struct ShardedRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func run(_ arguments: [String]) async throws -> Program.Outcome {
    try await Program.run(arguments, in: folder)
  }

  /// Runs a shell line that has to end well.
  private func shell(_ line: String) async throws {
    let outcome = try await Program.shell(line, in: folder)
    try #require(outcome.exitCode == 0, "\(line): \(outcome.errors)")
  }

  /// The bytes of each exported file but `runs.csv`.
  private func export(_ name: String) async throws -> [String: String] {
    let outcome = try await run(["export", "\(name).db", "--to", name, "--series"])
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let names = try folder.names(in: name).filter { $0 != "runs.csv" }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try folder.read("\(name)/\($0)")) })
  }

  private func expectSame(_ first: String, _ second: String) async throws {
    let (a, b) = (try await export(first), try await export(second))
    #expect(a.count >= 10 && a.keys.sorted() == b.keys.sorted())
    for (name, text) in a {
      let isSame = text == b[name]
      #expect(isSame, "\(name) differs")
    }
  }

  @Test(arguments: [1, 3, 64])
  func `shards are merged to the bytes of one run`(_ count: Int) async throws {
    let what = "complete.yaml -n 200 --keep series=100 --keep grid=2"
    try await shell(
      "for i in $(seq \(count) -1 1); do \"$0\" run \(what) --shard $i/\(count) -o parts/ || exit; done"
    )
    let merged = try await Program.shell("\"$0\" merge parts/*.db -o all.db", in: folder)
    #expect(merged.exitCode == 0 && merged.errors.isEmpty, "\(merged.errors)")
    let single = try await Program.shell("\"$0\" run \(what) -o one.db", in: folder)
    #expect(
      merged.output.replacing("all.db", with: "") == single.output.replacing("one.db", with: ""))
    try await expectSame("one", "all")
    let runs = try Table(path: folder.path(of: "all/runs.csv")).rows[0]
    #expect(
      runs["command"] == "millwright run complete.yaml -n 200 --keep series=100 --keep grid=2")
    #expect(!runs["finished_at"].isEmpty)
  }

  @Test func `the shards of a sweep are merged, too`() async throws {
    let what =
      "complete.yaml --set strategies.modular.title=Pods --set sites.podSite.pue=1.1,1.3 -n 150"
    try await shell("for i in 2 1; do \"$0\" sweep \(what) --shard $i/2 -o p$i.db || exit; done")
    let merged = try await run(["merge", "p2.db", "p1.db", "-o", "all.db"])
    let single = try await Program.shell("\"$0\" sweep \(what) -o one.db", in: folder)
    #expect(
      merged.output.replacing("all.db", with: "") == single.output.replacing("one.db", with: ""))
    try await expectSame("one", "all")
  }

  @Test(arguments: [SIGTERM, SIGUSR1])
  func `a shard that is told to stop is moved to its place, and goes on from there`(_ signal: Int32)
    async throws
  {
    let scratch = folder.path(of: "scratch")
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    let arguments = [
      "run", "complete.yaml", "-n", "20000", "-j", "1", "--keep", "series=0", "--shard", "2/20",
      "-o",
      "part.db", "--scratch", "scratch", "--resume",
    ]
    let stopped = try await Program.run(
      arguments, in: folder, sending: signal,
      once: { [folder] in
        let inner = (try? folder.names(in: "scratch"))?.first ?? ""
        return folder.size(of: "scratch/\(inner)/part.db") > 0
          && folder.size(of: "scratch/\(inner)/part.db-wal") > 500_000
      })
    #expect(stopped.exitCode == 130)
    #expect(
      stopped.errors.firstMatch(
        of: /[1-9]\d* of 1024 replications of shard 2 of 20 are kept in part.db/) != nil,
      "\(stopped.errors)")
    #expect(try folder.names(in: "scratch").isEmpty && folder.has("part.db"))
    let merged = try await run(["merge", "part.db", "-o", "all.db"])
    #expect(merged.exitCode == 1 && !folder.has("all.db"))
    #expect(
      merged.errors.contains("Missing: shards 1,3-20 of 20\nUnfinished: shard 2 of 20"),
      "\(merged.errors)")
    let on = try await Program.run(arguments, in: folder)
    #expect(on.exitCode == 0, "\(on.errors)")
    #expect(on.output.hasPrefix("Shard 2 of 20: futures 960 to 1983\n"), "\(on.output)")
    #expect(try folder.names(in: "scratch").isEmpty)
    try await shell("\"$0\" run complete.yaml -n 20000 --keep series=0 --shard 2/20 -o whole.db")
    for name in ["part", "whole"] {
      try await shell(
        "python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
          + " print(*(list(c.execute(\"select * from \" + t)) for t in (\"replication\", \"outcome\", \"series_sum\")))'"
          + " \(name).db > \(name).txt")
    }
    let isSame = try folder.read("part.txt") == folder.read("whole.txt")
    #expect(isSame)
  }

  @Test func `a gap is told with the command that fills it, and merged again`() async throws {
    try await shell(
      "for i in 1 3; do \"$0\" run complete.yaml -n 150 -s 4 --shard $i/3 -o parts/ || exit; done")
    let first = try await run(["merge", "parts/3-of-3.db", "parts/1-of-3.db", "-o", "all.db"])
    #expect(first.exitCode == 1)
    #expect(
      first.errors == """
        The run is not finished. all.db holds the first 64 of 150 replications.
        Missing: shard 2 of 3
        To run what is missing:
          millwright run complete.yaml -n 150 --seed 4 --shard 2/3 -o parts/ --resume
        Then merge again, with --resume.

        """)
    #expect(first.output.contains("64 of 150 so far"))
    let report = try await run(["export", "all.db", "--to", "csv"])
    #expect(report.errors.contains("the run is not finished: 64 of 150"), "\(report.errors)")
    // As the line says.
    try await shell("\"$0\" run complete.yaml -n 150 --seed 4 --shard 2/3 -o parts/ --resume")
    let refused = try await Program.shell("\"$0\" merge parts/*.db -o all.db", in: folder)
    #expect(refused.exitCode == 73 && refused.errors.contains("--resume"))
    try await shell("\"$0\" merge parts/*.db -o all.db --resume")
    try await shell("\"$0\" run complete.yaml -n 150 -s 4 -o one.db")
    try await expectSame("one", "all")
    let json = try await Program.shell(
      "\"$0\" merge parts/[13]*.db -o j.db --format json --job a/shards.sh", in: folder)
    #expect(json.exitCode == 1)
    #expect(json.output.contains("\"sbatch --array=2 a/shards.sh\""), "\(json.output)")
  }

  @Test func `an empty shard is valid and says so`() async throws {
    let empty = try await run(["run", "complete.yaml", "-n", "64", "--shard", "1/2", "-o", "e.db"])
    #expect(empty.exitCode == 0 && empty.errors.isEmpty)
    #expect(
      empty.output.hasPrefix(
        "Shard 1 of 2: empty, as there are fewer blocks of 64 futures than shards\n"))
    let again = try await run([
      "run", "complete.yaml", "-n", "64", "--shard", "1/2", "-o", "e.db", "--resume",
    ])
    #expect(again.exitCode == 0, "\(again.errors)")
    try await shell(
      "\"$0\" run complete.yaml -n 64 --shard 2/2 -o f.db && \"$0\" merge e.db f.db -o all.db")
  }

  /// Whether the C library has another way to work out logarithms where a processor lacks fused
  /// multiply-add, as it does for x86-64.
  private static let hasTwoArithmetics =
    (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains(" fma ") == true

  @Test(.enabled(if: hasTwoArithmetics))
  func `machines whose last digits differ do not share a run`() async throws {
    // A processor without the instructions, as far as the C library can see.
    let other = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable"
    try await shell(
      """
      "$0" run complete.yaml -n 100 --shard 1/2 -o 1.db
      \(other) "$0" run complete.yaml -n 100 --shard 2/2 -o 2.db
      """)
    let words = "the last digits of logarithms and powers, which processor and C library decide"
    let merge = try await run(["merge", "1.db", "2.db", "-o", "all.db"])
    #expect(merge.exitCode == 73 && merge.errors.contains(words), "\(merge.errors)")
    let resumed = try await Program.shell(
      "\(other) \"$0\" run complete.yaml -n 100 --shard 1/2 -o 1.db --resume", in: folder)
    #expect(resumed.exitCode == 73 && resumed.errors.contains(words), "\(resumed.errors)")
    #expect(try folder.names() == ["1.db", "2.db", "complete.yaml"])
  }

  @Test func `what cannot be merged is refused, and nothing is left`() async throws {
    try await shell(
      """
      for i in 1 2; do "$0" run complete.yaml -n 100 --shard $i/2 -o $i.db || exit; done
      cp 2.db twice.db; head -c 200000 2.db > cut.db; true > nil.db
      "$0" run complete.yaml -n 100 -s 9 --shard 2/2 -o seed.db
      "$0" run complete.yaml -n 100 -o whole.db
      python3 - <<'END'
      import shutil, sqlite3
      shutil.copy("2.db", "old.db")
      old = sqlite3.connect("old.db")
      old.execute("PRAGMA user_version = 5")
      old.commit()
      END
      """)
    let before = try folder.names()
    for (part, exitCode, words) in [
      ("twice.db 2.db", 64, "this is shard 2 of 2, and so is"),
      ("cut.db", 74, "cut.db: the database is damaged"),
      ("cut.db", 74, "remove the file and merge"),
      ("nil.db", 74, "nil.db: the file is empty"),
      ("seed.db", 73, "the seed is 7 in 1.db and 9 here"),
      ("whole.db", 74, "this is a results database of its own, and no shard of one"),
      ("old.db", 74, "old.db: Millwright "), ("none.db", 66, "none.db: there is no such file"),
    ] as [(String, Int32, String)] {
      let refused = try await Program.shell("\"$0\" merge 1.db \(part) -o all.db", in: folder)
      #expect(refused.exitCode == exitCode, "\(part): \(refused.errors)")
      #expect(
        refused.errors.contains(words) && refused.output.isEmpty, "\(part): \(refused.errors)")
      #expect(try folder.names() == before, "\(part)")
    }
    let own = try await run(["merge", "1.db", "2.db", "-o", "2.db", "--resume"])
    #expect(own.exitCode == 73 && own.errors.contains("this is the shard 2.db"), "\(own.errors)")
    for command in ["report", "export --to x", "compare", "sensitivity"] {
      let refused = try await Program.shell("\"$0\" \(command) 1.db", in: folder)
      #expect(
        refused.exitCode == 74 && refused.errors.contains("'millwright merge'"),
        "\(command): \(refused.errors)")
    }
    let there = try await run([
      "run", "complete.yaml", "-n", "100", "--shard", "2/2", "-o", "2.db", "--scratch", "auto",
    ])
    #expect(
      there.exitCode == 73 && there.errors.contains("2.db: the file exists"), "\(there.errors)")
    let other = try await run([
      "run", "complete.yaml", "-n", "100", "--shard", "1/2", "-o", "2.db", "--scratch", "auto",
      "--resume",
    ])
    #expect(
      other.exitCode == 73
        && other.errors.hasPrefix("Error: 2.db: holds a different experiment: the shard is 2 of 2"),
      "\(other.errors)")
    #expect(try folder.names() == before)
  }

  @Test(arguments: ["0/3", "4/3", "1/0", "3", "auto/0", "1/2/3", "a/3", "1/2000000", "-1/3"])
  func `what is no shard is refused`(_ shard: String) async throws {
    let refused = try await run(["run", "complete.yaml", "-n", "2", "--shard=\(shard)"])
    #expect(refused.exitCode == 64 && refused.errors.contains("--shard"), "\(refused.errors)")
  }
}
