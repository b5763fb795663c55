import Foundation
import TestSupport
import Testing

/// Disks that cannot be written, and disks that are full.
struct DiskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "disk"), withIntermediateDirectories: true)
  }

  /// Whether file systems can be mounted here, for this process alone.
  private static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "--mount", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Whether the permissions of a folder keep this user from writing: root may write everywhere.
  private static var obeysPermissions: Bool { getuid() != 0 }

  /// Runs the program where `disk` is mounted in some way.
  private func run(_ words: String, mounting mount: String) async throws -> Program.Outcome {
    try await Program.shell(
      "exec unshare --mount bash -c 'mount \(mount) disk && exec \"$0\" \(words)' \"$0\"",
      in: folder)
  }

  /// Runs the program where nothing can be written in `disk`.
  private func runReadOnly(_ words: String) async throws -> Program.Outcome {
    Self.obeysPermissions
      ? try await Program.shell(
        "chmod 555 disk; \"$0\" \(words); r=$?; chmod 755 disk; exit $r", in: folder)
      : try await run(words, mounting: "--bind disk disk && mount -o remount,bind,ro")
  }

  /// How a database is left: closed, as by a run that was killed, and as copied from there.
  enum State: CaseIterable { case closed, killed, withoutSharedMemory, withoutLog }

  @Test(.enabled(if: obeysPermissions || canMount), arguments: State.allCases)
  func `a database in a folder that cannot be written is exported and reported whole`(
    _ state: State
  ) async throws {
    let folder = folder
    let command = ["run", "complete.yaml", "-n", "300", "-o", "disk/r.db"]
    if state == .closed || state == .withoutLog {
      let run = try await Program.run(
        ["run", "complete.yaml", "-n", "40", "-o", "disk/r.db"], in: folder)
      try #require(run.exitCode == 0)
    } else {
      let run = try await Program.run(
        command, in: folder, sending: SIGKILL,
        once: { folder.size(of: "disk/r.db-wal") > 1_000_000 })
      try #require(run.exitCode == 128 + SIGKILL)
      if state == .withoutSharedMemory { try folder.remove("disk/r.db-shm") }
    }
    if state == .withoutLog {
      // As SQLite marks a database in write-ahead mode.
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.path(of: "disk/r.db")))
      try file.seek(toOffset: 18)
      try file.write(contentsOf: [2, 2])
      try file.close()
    }
    try FileManager.default.copyItem(
      atPath: folder.path(of: "disk"), toPath: folder.path(of: "free"))
    let before = try folder.names(in: "disk")
    let export = try await runReadOnly("export disk/r.db --to there")
    #expect(export.exitCode == 0, "\(export.errors)")
    let report = try await runReadOnly("report disk/r.db -o there.html")
    #expect(report.exitCode == 0, "\(report.errors)")
    #expect(try folder.names(in: "disk") == before)
    for arguments in [
      ["export", "free/r.db", "--to", "here"], ["report", "free/r.db", "-o", "here.html"],
    ] {
      try #require(try await Program.run(arguments, in: folder).exitCode == 0)
    }
    for name in try folder.names(in: "here") {
      #expect(try folder.read("there/\(name)") == folder.read("here/\(name)"), "\(name)")
    }
    #expect(try folder.read("there.html") == folder.read("here.html"))
  }

  @Test(.enabled(if: obeysPermissions || canMount))
  func `what cannot be written to a read-only folder is told`() async throws {
    let made = try await Program.run(
      ["run", "complete.yaml", "-n", "1", "-o", "disk/r.db"], in: folder)
    try #require(made.exitCode == 0)
    for (words, name) in [
      ("run complete.yaml -n 1 -o disk/n.db", "disk/n.db: cannot write: "),
      ("run complete.yaml -n 2 -o disk/r.db --resume", "disk/r.db: the database or its folder"),
      ("export disk/r.db --to disk/csv", "disk/csv: cannot make the directory: "),
      ("report disk/r.db", "disk/r.html: cannot write: "),
      ("new disk/n", "disk/millwright.schema.json: cannot write: "),
    ] {
      let outcome = try await runReadOnly(words)
      #expect(outcome.exitCode == 73, "\(words)")
      #expect(outcome.errors.hasPrefix("Error: \(name)"), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  @Test(.enabled(if: canMount), arguments: ["200k", "1m"])
  func `on a full disk a command says so, and leaves nothing half`(_ size: String) async throws {
    let made = try await Program.run(["run", "complete.yaml", "-n", "9", "-o", "r.db"], in: folder)
    try #require(made.exitCode == 0)
    for words in [
      "run complete.yaml -n 300 -o disk/n.db", "export r.db --to disk/csv --series",
      "report r.db -o disk/r.html", "report r.db --charts disk/charts",
    ] {
      let outcome = try await Program.shell(
        """
        exec unshare --mount bash -c 'mount -t tmpfs -o size=\(size) none disk && "$0" \(words); \
        echo $? > code; find disk -name ".*.part" > parts' "$0"
        """, in: folder)
      // What will not fit is not begun.
      let code = words.hasPrefix("run") ? "73\n" : "74\n"
      #expect(try folder.read("code") == code, "\(words): \(outcome.errors)")
      #expect(outcome.errors.hasPrefix("Error: disk/"), "\(words): \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
      #expect(try folder.read("parts").isEmpty, "\(words)")
    }
  }

  @Test func `a file that may not become as large as it has to is an error with a sentence`()
    async throws
  {
    let made = try await Program.run(["run", "complete.yaml", "-n", "9", "-o", "r.db"], in: folder)
    try #require(made.exitCode == 0)
    for words in [
      "run complete.yaml -n 300 -o n.db", "export r.db --to csv --series", "report r.db",
    ] {
      let outcome = try await Program.shell("ulimit -f 100; exec \"$0\" \(words)", in: folder)
      #expect(outcome.exitCode == 74, "\(words): \(outcome.errors)")
      #expect(outcome.errors.hasPrefix("Error: "), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
    #expect(try folder.names().allSatisfy { !$0.hasPrefix(".") })
  }
}
