import Foundation
import TestSupport
import Testing

/// What a user is told, and what a terminal is shown, whatever stands in a file.
struct HostileInputTests {
  @Test(arguments: [
    (["rnu", "x.yaml"], "there is no command 'rnu'; did you mean 'run'?"),
    (["valdate", "x.yaml"], "there is no command 'valdate'; did you mean 'validate'?"),
    (["x.yaml"], "there is no command 'x.yaml'; there are: new, validate, show, diff, run,"),
  ])
  func `a mistyped command is told with the one that is meant`(
    arguments: [String], words: String
  ) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.exitCode == 64)
    #expect(outcome.errors.hasPrefix("Error: " + words), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `what would steer a terminal is written out, wherever it stands`() async throws {
    let folder = try TemporaryFolder()
    let title = #""\e]0;HACK\a \e[31mRED\e[2J \u202eabc""#
    try folder.write(
      "title.yaml",
      completeScenario.replacing("title: A complete scenario", with: "title: \(title)"))
    try folder.write(
      "broken.yaml",
      completeScenario.replacing("power: 3 MW", with: #"power: "\e[2J3""#)
        .replacing("podSite:", with: #""pod\e[31m":"#).replacing("seed: 7", with: #""se\red": 7"#))
    for arguments in [
      ["show", "title.yaml"], ["show", "title.yaml", "--effective"], ["validate", "title.yaml"],
      ["validate", "broken.yaml"], ["trace", "title.yaml", "--replication", "0"],
      ["validate", "no\u{1B}[31m.yaml"], ["show", "title.yaml", "--set", "seed=\u{1B}[2J"],
    ] {
      let outcome = try await Program.run(arguments, in: folder)
      for scalar in (outcome.output + outcome.errors).unicodeScalars {
        let isShown = scalar == "\n" || !(scalar.value < 0x20 || scalar.value == 0x202E)
        #expect(isShown, "\(arguments) U+\(String(scalar.value, radix: 16))")
      }
    }
    let shown = try await Program.run(["show", "title.yaml"], in: folder)
    #expect(shown.output.hasPrefix(#"\u001b]0;HACK\u0007 \u001b[31mRED\u001b[2J \u202eabc"#))
    let broken = try await Program.run(["validate", "broken.yaml"], in: folder)
    #expect(broken.errors.contains(#"(found 'pod\u001b[31m')"#), "\(broken.errors)")
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "validate pipe.yaml", "run pipe.yaml -o r.db", "show pipe.yaml", "validate over.yaml",
      "trace pipe.yaml --replication 0",
    ])
  func `nobody waits for a pipe that is given as a scenario`(line: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("over.yaml", "extends: pipe.yaml\n")
    let outcome = try await Program.shell(
      "mkfifo pipe.yaml && exec \"$0\" \(line) < /dev/null", in: folder)
    #expect(outcome.exitCode == 65 || outcome.exitCode == 66)
    #expect(outcome.errors.contains("'pipe.yaml' is a pipe or a device, not a file"))
    #expect(!folder.has("r.db"))
  }

  @Test func `results given as a scenario are told what reads them`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("small.yaml", completeScenario)
    let run = try await Program.run(["run", "small.yaml", "-n", "1", "-o", "x.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    // However large they are.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path(of: "x.db")))
    try handle.truncate(atOffset: 40 << 20)
    try handle.close()
    for command in [["run", "x.db"], ["validate", "x.db"], ["show", "small.yaml", "x.db"]] {
      let outcome = try await Program.run(command, in: folder)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.errors.hasPrefix(
          "x.db: error: 'x.db' is a results database, not a text; 'millwright report' and 'millwright "
            + "export' read it\n"), "\(outcome.errors)")
    }
  }

  @Test func `of more problems than anyone mends the first are shown, and how many more there are`()
    async throws
  {
    let folder = try TemporaryFolder()
    for (count, shown, rest) in [(1000, 1000, ""), (1001, 100, "… and 901 more\n")] {
      let keys = (0..<count).map { "unknown\($0): 1\n" }.joined()
      try folder.write("wrong.yaml", completeScenario + keys)
      for command in ["validate", "show", "run"] {
        let outcome = try await Program.run([command, "wrong.yaml"], in: folder)
        #expect(outcome.exitCode == 65)
        #expect(
          outcome.errors.hasSuffix("\n\(rest)\(count) errors\n"), "\(outcome.errors.suffix(99))")
        #expect(outcome.errors.split(separator: "\n").count { $0.contains(": error: ") } == shown)
      }
      let json = try await Program.run(["validate", "wrong.yaml", "--format", "json"], in: folder)
      #expect(json.output.split(separator: "unknown key").count == count + 1)
    }
  }

  @Test func `fewer futures than there are is told as such`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    for count in ["3", "2"] {
      let outcome = try await Program.run(
        ["run", "complete.yaml", "-n", count, "-o", "r.db", "--resume"], in: folder)
      #expect(outcome.exitCode == (count == "3" ? 0 : 73))
      #expect(count == "3" || outcome.errors.contains("go on with -n 3 or more"))
    }
  }

  @Test func `a hundred thousand listed requests are read in time that grows as they do`()
    async throws
  {
    let folder = try TemporaryFolder()
    func seconds(_ count: Int) async throws -> Double {
      let requests = (0..<count).map {
        "        - { date: 2027-\(10 + $0 % 3)-\(10 + $0 % 18), size: \(1 + $0 % 900) H100e, term: 3 months }\n"
      }.joined()
      try folder.write(
        "many.yaml",
        """
        title: many
        start: 2026-01-01
        end: 2036-01-01
        demand:
          price: 2 EUR/H100e-h
          segments:
            listed:
              requests:
        \(requests)sites:
          s: { capacity: 100 H100e, live: start }
        strategies:
          a: { phases: { p: { site: s } } }
        """)
      var fastest = Double.infinity
      for _ in 0..<2 {
        let outcome = try await Program.shell("time -p \"$0\" validate many.yaml", in: folder)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let user = outcome.errors.firstMatch(of: /user (?<seconds>[0-9.]+)/)?.seconds
        fastest = min(fastest, user.flatMap { Double($0) } ?? .infinity)
      }
      return fastest
    }
    let (few, many) = (try await seconds(10_000), try await seconds(100_000))
    // Ten times as many take ten times as long, and not a hundred times.
    #expect(many < 25 * max(few, 0.02), "\(few) s and \(many) s")
  }
}
