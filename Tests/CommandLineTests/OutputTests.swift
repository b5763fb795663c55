import Foundation
import TestSupport
import Testing

/// Where results go, and what is said when they cannot.
struct OutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
  }

  private func makeResults() async throws {
    let run = try await Program.run(["run", "complete.yaml", "-n", "1", "-o", "r.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
  }

  private func isPipe(_ name: String) throws -> Bool {
    var facts = stat()
    try #require(lstat(folder.path(of: name), &facts) == 0)
    return facts.st_mode & S_IFMT == S_IFIFO
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path(of: name), withDestinationPath: target)
  }

  @Test func `what is printed on a full disk is told to be lost`() async throws {
    try await makeResults()
    for arguments in [
      "show complete.yaml", "show complete.yaml --effective", "validate complete.yaml", "schema",
      "trace complete.yaml --replication 0", "run complete.yaml -n 1 -o full.db",
      "export r.db --to csv", "report r.db", "new mine.yaml", "--help", "run --help",
    ] {
      let outcome = try await Program.shell("\"$0\" \(arguments) > /dev/full", in: folder)
      #expect(outcome.exitCode == 74, "\(arguments): \(outcome.errors)")
      #expect(
        outcome.errors == "Error: standard output: cannot write: No space left on device\n",
        "\(arguments)")
    }
    #expect(folder.has("full.db") && folder.has("csv/metrics.csv") && folder.has("r.html"))
  }

  @Test(arguments: ["", "trap '' PIPE; "])
  func `a reader that has enough ends the program without a word`(_ before: String) async throws {
    let outcome = try await Program.shell(
      "\(before){ sleep 0.5; \"$0\" show complete.yaml; echo $? > status; } | true", in: folder)
    #expect(outcome.errors.isEmpty)
    // 128 and the number of the signal, as of any tool.
    #expect(try folder.read("status") == "141\n")
  }

  @Test func `messages that nobody can be shown change nothing`() async throws {
    let outcome = try await Program.shell("\"$0\" validate missing.yaml 2> /dev/full", in: folder)
    #expect(outcome.exitCode == 66)
  }

  @Test func `a report goes through a link or a pipe, or is printed`() async throws {
    try await makeResults()
    let whole = try await Program.run(["report", "r.db"], in: folder)
    try #require(whole.exitCode == 0, "\(whole.errors)")
    let page = try folder.read("r.html")

    try link("link.html", to: "there.html")
    #expect(try await Program.run(["report", "r.db", "-o", "link.html"], in: folder).exitCode == 0)
    #expect(try folder.read("there.html") == page)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(of: "link.html"))
        == "there.html")

    let piped = try await Program.shell(
      "mkfifo pipe; cat pipe > piped.html & \"$0\" report r.db -o pipe && wait", in: folder)
    #expect(piped.exitCode == 0 && piped.output == "pipe\n", "\(piped.errors)")
    #expect(try folder.read("piped.html") == page)
    #expect(try isPipe("pipe"))

    for line in ["> printed.html", "| cat > printed.html"] {
      let printed = try await Program.shell(
        "\"$0\" report r.db -o /proc/self/fd/1 \(line)", in: folder)
      #expect(printed.exitCode == 0, "\(printed.errors)")
      #expect(try folder.read("printed.html") == page)
    }
  }

  @Test func `a report does not replace the database it is made of`() async throws {
    try await makeResults()
    try link("link.html", to: "r.db")
    for name in ["r.db", "./r.db", "link.html"] {
      let refused = try await Program.run(["report", "r.db", "-o", name], in: folder)
      #expect(refused.exitCode == 73)
      #expect(
        refused.errors
          == "Error: \(name): this is the database itself; name another file for the page\n")
    }
    #expect(try await Program.run(["report", "r.db"], in: folder).exitCode == 0)
  }

  @Test func `a database is a file, or a link to one`() async throws {
    try #require(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
    for arguments in [["pipe"], ["pipe", "--resume"]] {
      let refused = try await Program.run(
        ["run", "complete.yaml", "-n", "1", "-o"] + arguments, in: folder)
      #expect(refused.exitCode == 73)
      #expect(
        refused.errors
          == "Error: pipe: this is no file; a results database cannot be a device or a pipe\n")
    }
    #expect(try isPipe("pipe"))
    try link("link.db", to: "there.db")
    for count in ["1", "2"] {
      let run = try await Program.run(
        ["run", "complete.yaml", "-n", count, "-o", "link.db", "--resume"], in: folder)
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    #expect(folder.size(of: "there.db") > 0)
    #expect(try folder.names() == ["complete.yaml", "link.db", "pipe", "there.db"])
  }

  @Test func `an export writes through no link, and removes only files`() async throws {
    try await makeResults()
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "csv"), withIntermediateDirectories: true)
    try link("csv/runs.csv", to: "../there.csv")
    try #require(mkfifo(folder.path(of: "csv/series.csv"), 0o600) == 0)
    let refused = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    #expect(refused.exitCode == 73)
    #expect(!folder.has("there.csv"))
    try FileManager.default.removeItem(atPath: folder.path(of: "csv/runs.csv"))
    let export = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    #expect(try isPipe("csv/series.csv"))
    #expect(try folder.names(in: "csv").allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a new scenario takes nobody's place`() async throws {
    try link("mine.yaml", to: "nowhere.yaml")
    try #require(mkfifo(folder.path(of: "pipe.yaml"), 0o600) == 0)
    for name in ["mine.yaml", "pipe.yaml"] {
      #expect(try await Program.run(["new", name], in: folder).exitCode == 73)
    }
    #expect(try folder.names() == ["complete.yaml", "mine.yaml", "pipe.yaml"])
    #expect(try isPipe("pipe.yaml"))
  }
}
