import Foundation
import TestSupport
import Testing

/// What programs that were killed left under another name goes; what one still writes stays.
struct LeftoverTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func run(_ arguments: [String]) async throws {
    let outcome = try await Program.run(arguments, in: folder)
    try #require(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
  }

  private var hidden: [String] {
    get throws {
      try [folder.names(), folder.has("csv") ? folder.names(in: "csv") : []].joined()
        .filter { $0.hasPrefix(".") }
    }
  }

  @Test func `the next command on a name takes away what killed ones left of it`() async throws {
    try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"])
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "csv"), withIntermediateDirectories: true)
    for name in [
      ".r.db.1.part", ".r.db.77.part-journal", ".n.db.5.part", ".n.db.5.part-wal",
      ".n.db.5.part-shm", ".r.html.9.part", "csv/.metrics.csv.12.part",
      "csv/.datapackage.json.12.part", "csv/.series.csv.12.part", ".s.yaml.3.part",
    ] {
      try folder.write(name, "half")
    }
    try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db", "--resume"])
    #expect(!folder.has(".r.db.1.part") && !folder.has(".r.db.77.part-journal"))
    try await run(["run", "complete.yaml", "-n", "1", "-o", "n.db"])
    try folder.write(".r.db.1.part", "half")
    try await run(["report", "r.db"])
    #expect(!folder.has(".r.db.1.part"))
    try await run(["export", "r.db", "--to", "csv"])
    try await run(["new", "s"])
    #expect(try hidden.isEmpty)
  }

  @Test func `what has another name, or is no draft, stays`() async throws {
    let others = [
      ".q.db.1.part", ".r.db.part", ".r.db.x1.part", ".r.db.1.part.bak", ".r.db.1.2.part",
      "r.db.1.part",
      ".r.db.-1.part",
    ]
    for name in others { try folder.write(name, "mine") }
    try #require(mkfifo(folder.path(of: ".r.db.2.part"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: ".r.db.3.part"), withDestinationPath: "complete.yaml")
    try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"])
    #expect(
      try Set(folder.names())
        == Set(
          others + [".r.db.2.part", ".r.db.3.part", "r.db", "complete.yaml"]))
  }

  @Test func `a draft that a program still holds stays, and those that it has beside it`()
    async throws
  {
    let held = folder.path(of: ".r.db.1.part")
    try folder.write(".r.db.1.part", "at work")
    try folder.write(".t.db.1.part", "done for now")
    let file = open(held, O_RDONLY)
    try #require(file >= 0 && flock(file, LOCK_EX) == 0)
    for name in ["r.db", "t.db"] { try await run(["run", "complete.yaml", "-n", "1", "-o", name]) }
    #expect(try hidden == [".r.db.1.part", ".t.db.1.part"])
    close(file)
    for name in ["r.db", "t.db"] {
      try await run(["run", "complete.yaml", "-n", "1", "-o", name, "--resume"])
    }
    #expect(try hidden.isEmpty)
  }

  @Test func `a run that is killed while it makes its database leaves nothing after the next`()
    async throws
  {
    let folder = folder
    let outcome = try await Program.run(
      ["run", "complete.yaml", "-n", "9", "-o", "k.db"], in: folder, sending: SIGKILL,
      once: { (try? folder.names().contains { $0.hasSuffix(".part") }) == true })
    try #require(outcome.exitCode == 128 + SIGKILL)
    try await run(["run", "complete.yaml", "-n", "9", "-o", "k.db", "--resume"])
    #expect(try folder.names() == ["complete.yaml", "k.db"])
  }
}
