import Foundation
import TestSupport
import Testing

/// What the program says about itself.
struct HelpTests {
  /// The names of the files in `Sources/millwright/Commands/`, one for each command.
  static let commands: [String] = {
    let repository = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: repository.appendingPathComponent("Sources/millwright/Commands").path)
    return (files ?? []).filter { $0.hasSuffix(".swift") && !$0.contains("+") }.map { file in
      // As the library of commands names them: `CheckUnits` is `check-units`.
      file.dropLast(6).replacing(/[a-z](?=[A-Z])/) { "\($0.output)-" }.lowercased()
    }.sorted()
  }()

  @Test(arguments: commands)
  func `every command's help has an example to run`(_ command: String) async throws {
    for arguments in [[command, "--help"], [command, "-h"], ["help", command]] {
      let help = try await Program.run(arguments)
      #expect(help.exitCode == 0)
      #expect(help.errors.isEmpty)
      #expect(help.output.contains("USAGE: millwright \(command)"))
      #expect(help.output.contains("\n  millwright \(command)"), "\(help.output)")
    }
  }

  @Test func `the help of the program names every command`() async throws {
    let help = try await Program.run(["--help"])
    #expect(help.exitCode == 0)
    #expect(Self.commands.contains("run"))
    for command in Self.commands {
      #expect(help.output.firstMatch(of: try Regex("\\n  \(command) +\\S")) != nil, "\(command)")
    }
    #expect(try await Program.run([]).output == help.output)
  }

  @Test func `help on a mistyped command names the one that may be meant`() async throws {
    let help = try await Program.run(["help", "rnu"])
    #expect(help.exitCode == 64)
    #expect(help.errors == "Error: there is no command 'rnu'; did you mean 'run'?\n")
  }

  @Test func `an option that nobody knows is told before a file that is missing`() async throws {
    let mistyped = try await Program.run(["run", "--hlp"])
    #expect(mistyped.exitCode == 64)
    #expect(mistyped.errors.hasPrefix("Error: Unknown option '--hlp'"), "\(mistyped.errors)")
    let missing = try await Program.run(["run"])
    #expect(missing.errors.hasPrefix("Error: Missing expected argument"), "\(missing.errors)")
  }

  @Test(arguments: [["run", "a", "-n", "\u{1B}[31m"], ["run", "a", "--\u{1B}[31m"]])
  func `what was typed cannot steer the terminal that tells it was wrong`(_ words: [String])
    async throws
  {
    let refused = try await Program.run(words)
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("\\u001b[31m'"), "\(refused.errors)")
    #expect(!refused.errors.contains("\u{1B}"))
  }

  @Test func `a strategy that the scenario lacks is told with those it has`() async throws {
    let folder = try TemporaryFolder()
    try #require(try await Program.run(["new", "s"], in: folder).exitCode == 0)
    let refused = try await Program.run(["run", "s.yaml", "--strategy", "step"], in: folder)
    #expect(refused.exitCode == 64)
    #expect(
      refused.errors
        == "Error: there is no strategy 'step'; did you mean 'steps'? There are: steps, atOnce, halls, none\n"
    )
  }

  @Test func `a shell that completes gets the shipped cases and the tables`() async throws {
    let cases = try await Program.run(["---completion", "new", "--", "--from", "2", "0", "new"])
    #expect(cases.exitCode == 0, "\(cases.errors)")
    #expect(cases.output.split(separator: "\n").contains("netherlands"), "\(cases.output)")
    for shell in ["bash", "zsh", "fish"] {
      let script = try await Program.run(["--generate-completion-script", shell])
      #expect(script.output.contains("cashflow_series"), "\(shell)")
    }
  }

  @Test func `the program tells its version`() async throws {
    let version = try await Program.run(["--version"])
    #expect(version.exitCode == 0)
    #expect(version.output.firstMatch(of: /^\d+\.\d+\.\d+\S*\n$/) != nil, "\(version.output)")
  }
}
