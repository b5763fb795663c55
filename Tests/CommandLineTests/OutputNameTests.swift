import Foundation
import TestSupport
import Testing

/// Names of outputs that mean something else to some program: each is a file of that name, or refused
/// with a sentence before anything is run.
struct OutputNameTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func run(_ arguments: [String]) async throws -> Program.Outcome {
    try await Program.run(arguments, in: folder)
  }

  private func expectRefused(_ outcome: Program.Outcome, _ message: String) {
    #expect(outcome.exitCode == 73)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "Error: \(message)\n")
  }

  @Test(arguments: ["x", "1", "é", ":memory:", "file:r", "file:r?mode=memory", "a b"])
  func `a database may have any name, and is gone on with, read and reported under it`(
    _ name: String
  ) async throws {
    let arguments = ["run", "complete.yaml", "-o", name]
    let first = try await run(arguments + ["-n", "1"])
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("Results database: \(name)\n"))
    let more = try await run(arguments + ["-n", "2", "--resume"])
    #expect(more.exitCode == 0, "\(more.errors)")
    let again = try await run(arguments + ["-n", "1"])
    #expect(again.exitCode == 73)
    let export = try await run(["export", name, "--to", "csv"])
    #expect(export.exitCode == 0, "\(export.errors)")
    let report = try await run(["report", name, "-o", "p"])
    #expect(report.exitCode == 0, "\(report.errors)")
    #expect(try folder.names() == [name, "complete.yaml", "csv", "p"].sorted())
  }

  @Test func `no name, the name of a folder and standard output are no place for a database`()
    async throws
  {
    for (name, message) in [
      ("", "'': cannot write: a file needs a name"),
      ("x/", "x/: cannot write: a name that ends with '/' is that of a folder"),
      (".", ".: cannot write: this is a folder"),
      ("-", "-: this is no file; a results database cannot be a device or a pipe"),
      (
        "/dev/null", "/dev/null: this is no file; a results database cannot be a device or a pipe"
      ),
    ] {
      expectRefused(try await run(["run", "complete.yaml", "-n", "1", "-o", name]), message)
    }
    #expect(try folder.names() == ["complete.yaml"])
  }

  @Test func `a report and an export say what is no name for them`() async throws {
    try #require(try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
    expectRefused(
      try await run(["report", "r.db", "-o", ""]), "'': cannot write: a file needs a name")
    expectRefused(
      try await run(["report", "r.db", "-o", "x/"]),
      "x/: cannot write: a name that ends with '/' is that of a folder")
    expectRefused(try await run(["report", "r.db", "--charts", ""]), "'': a folder needs a name")
    expectRefused(
      try await run(["report", "r.db", "--charts", "-"]),
      "-: files cannot be printed; './-' is a folder of that name")
    expectRefused(try await run(["export", "r.db", "--to", ""]), "'': a folder needs a name")
    expectRefused(
      try await run(["export", "r.db", "--to", "-"]),
      "-: files cannot be printed; './-' is a folder of that name")
    #expect(try folder.names() == ["complete.yaml", "r.db"])
    for name in ["c", "é", "./-"] {
      let export = try await run(["export", "r.db", "--to", name, "--table", "runs"])
      #expect(export.output == "\(name)/runs.csv\n\(name)/datapackage.json\n", "\(export.errors)")
    }
  }

  @Test func `a hyphen prints a page or a new scenario, as the path of standard output does`()
    async throws
  {
    try #require(try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
    try #require(try await run(["report", "r.db"]).exitCode == 0)
    try #require(try await run(["new", "mine"]).exitCode == 0)
    for name in ["-", "/dev/stdout"] {
      let page = try await Program.shell("\"$0\" report r.db -o \(name) | cat", in: folder)
      #expect(page.exitCode == 0 && page.errors.isEmpty)
      #expect(page.output == (try folder.read("r.html")))
      let scenario = try await Program.shell("\"$0\" new \(name) | cat", in: folder)
      #expect(scenario.exitCode == 0 && scenario.errors.isEmpty)
      // Nothing lies beside what is printed that it could name to an editor.
      #expect(
        "# yaml-language-server: $schema=millwright.schema.json\n" + scenario.output
          == (try folder.read("mine.yaml")))
    }
    #expect(
      try folder.names()
        == ["complete.yaml", "millwright.schema.json", "mine.yaml", "r.db", "r.html"])
  }

  @Test func `the command that is printed for a new scenario runs it`() async throws {
    let new = try await run(["new", "--", "-s"])
    #expect(
      new.output
        == "-s.yaml is written, with the schema for editors beside it. To run it: millwright run ./-s.yaml\n"
    )
    let command = try #require(new.output.split(separator: "millwright run ").last)
    let valid = try await run(["validate", command.trimmingCharacters(in: .newlines)])
    #expect(valid.exitCode == 0, "\(valid.errors)")
    for (name, message) in [
      ("", "'': cannot write: a file needs a name"), (".", ".: cannot write: this is a folder"),
      ("x/", "x/: cannot write: a name that ends with '/' is that of a folder"),
      ("/dev/null", "/dev/null exists and is left as it is; choose another name, or remove it"),
    ] {
      expectRefused(try await run(["new", name]), message)
    }
  }

  @Test func `a pipe or a device is no database, and nobody waits for it`() async throws {
    try #require(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
    try #require(try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
    for arguments in [
      ["export", "pipe", "--to", "csv"], ["report", "pipe"],
      ["export", "/dev/zero", "--to", "csv"], ["report", "/dev/null"],
    ] {
      let outcome = try await run(arguments)
      #expect(outcome.exitCode == 74)
      #expect(
        outcome.errors
          == "Error: \(arguments[1]): this is no file; a results database cannot be a device or a pipe\n"
      )
    }
    for ending in ["-wal", "-journal", "-shm"] {
      try #require(mkfifo(folder.path(of: "r.db\(ending)"), 0o600) == 0)
      let outcome = try await run(["export", "r.db", "--to", "csv"])
      #expect(outcome.exitCode == 74)
      #expect(outcome.errors.hasPrefix("Error: r.db\(ending): this is no file, and stands where"))
      try folder.remove("r.db\(ending)")
    }
    #expect(try folder.names() == ["complete.yaml", "pipe", "r.db"])
  }

  @Test func `an export does not replace the database it is made of`() async throws {
    try #require(
      try await run(["run", "complete.yaml", "-n", "1", "-o", "runs.csv"]).exitCode == 0)
    let refused = try await run(["export", "runs.csv", "--to", "."])
    expectRefused(refused, "./runs.csv: this is the database itself; name another folder")
    #expect(try await run(["export", "runs.csv", "--to", "csv"]).exitCode == 0)
  }

  @Test(arguments: [64, 16, 12, 10, 8, 6, 5, 4])
  func `with few descriptors a command works, or says that it needs more`(_ limit: Int) async throws
  {
    for (arguments, made) in [
      ("run complete.yaml -n 4 -j 3 -o r\(limit).db", "r\(limit).db"),
      ("export r.db --to csv\(limit)", "csv\(limit)/datapackage.json"),
      ("report r.db -o r\(limit).html", "r\(limit).html"),
      ("new n\(limit)", "n\(limit).yaml"),
      ("trace complete.yaml --replication 0 > t\(limit)", "t\(limit)"),
    ] {
      if !folder.has("r.db") {
        try #require(
          try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
      }
      let outcome = try await Program.shell("ulimit -n \(limit) && \"$0\" \(arguments)", in: folder)
      guard limit < 16 else {
        #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
        #expect(folder.size(of: made) > 0)
        continue
      }
      #expect(outcome.exitCode == 74, "\(arguments): \(outcome.errors)")
      #expect(
        outcome.errors.hasPrefix("Error: this program has to open 10 files at a time, and may"),
        "\(arguments): \(outcome.errors)")
    }
  }

  @Test func `a converter of charts that lacks descriptors is told before it starts`() async throws
  {
    try #require(try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
    let outcome = try await Program.shell(
      "ulimit -n 16 && \"$0\" report r.db --charts charts", in: folder)
    #expect(outcome.exitCode == 74)
    #expect(outcome.errors.hasPrefix("Error: this program has to open 20 files at a time, and may"))
    #expect(!folder.has("charts"))
  }

  @Test func `a limit that may be raised is`() async throws {
    let outcome = try await Program.shell("ulimit -S -n 6 && \"$0\" new n", in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test func `a standard output that is closed is told, and no file is taken for it`() async throws
  {
    try #require(try await run(["run", "complete.yaml", "-n", "1", "-o", "r.db"]).exitCode == 0)
    let outcome = try await Program.shell("\"$0\" report r.db >&-", in: folder)
    #expect(outcome.exitCode == 74)
    #expect(outcome.errors == "Error: standard output: cannot write: Bad file descriptor\n")
    #expect(try folder.read("r.html").hasSuffix("</html>\n"))
  }
}
