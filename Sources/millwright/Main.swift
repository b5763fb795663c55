import ArgumentParser
import Foundation
import OutputFiles
import Quantities

/// The program: its commands, and how they end.
struct Millwright: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "millwright",
    abstract: "Simulates how AI data centres get built, and compares rollout strategies.",
    discussion: """
      A scenario is a text file: the world, and the strategies to compare in it.

        millwright new mine.yaml
        millwright run mine.yaml -o mine.db
        millwright report mine.db
        millwright export mine.db --to mine-csv

      Exit status: 0 done, 1 the run failed, 64 usage, 65 scenario invalid, 66 input missing, \
      70 internal error, 73 cannot write, 74 input/output error, 130 interrupted (what finished is \
      kept).
      """,
    version: engineVersion,
    subcommands: [
      New.self, Validate.self, Show.self, Diff.self, Run.self, Compare.self,
      Sensitivity.self, Sweep.self, Merge.self, Slurm.self, Trace.self, Export.self, Report.self,
      Schema.self,
    ])

  /// The words of the command line with the command in front, so that flags may stand anywhere.
  ///
  /// - Throws: `Failure` where the command is mistyped.
  static func commandFirst(_ words: [String]) throws(Failure) -> [String] {
    // The last is what a shell asks for the values of an option.
    let alone = ["-h", "--help", "--version", "--", "---completion"]
    guard let first = words.first, !alone.contains(first) else { return words }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    if first.hasPrefix("-") {
      guard let place = words.firstIndex(where: names.contains) else { return words }
      return [words[place]] + words[..<place] + words[(place + 1)...]
    }
    if first == "help", words.count > 1, !words[1].hasPrefix("-") {
      try checkCommand(words[1], among: names)
    }
    try checkCommand(first, among: names)
    return words
  }

  private static func checkCommand(_ name: String, among names: [String]) throws(Failure) {
    guard !names.contains(name) else { return }
    let hint =
      NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
      ?? "there are: " + names.joined(separator: ", ")
    throw Failure(.usage, "there is no command '\(name)'; \(hint)")
  }
}

@main
enum Main {
  static func main() {
    // Who reads the results through a pipe may stop reading: that ends the program without a word,
    // also where whoever started it ignores the signal.
    signal(SIGPIPE, SIG_DFL)
    // A file that may not become as large as it has to is an error to tell, and no end without a word.
    signal(SIGXFSZ, SIG_IGN)
    Descriptors.fillStandardStreams()
    var command: any ParsableCommand
    do {
      let words = try Millwright.commandFirst(Array(CommandLine.arguments.dropFirst()))
      do {
        command = try Millwright.parseAsRoot(words)
      } catch {
        // An option that nobody knows is told before what is missing, a file it may have stood for.
        if Millwright.message(for: error).hasPrefix("Missing expected argument"),
          case .failure(let cause) = Result(catching: { try Millwright.parseAsRoot(words + ["-"]) }),
          Millwright.message(for: cause).hasPrefix("Unknown option")
        {
          throw cause
        }
        throw error
      }
    } catch let failure as Failure {
      failure.end()
    } catch {
      end(error)
    }
    do {
      try Descriptors.check()
      try command.run()
    } catch {
      // Help that was asked for, and endings of which the command itself has told the reason.
      let status = Millwright.exitCode(for: error)
      if status == .success || status == .validationFailure || error is ExitCode { end(error) }
      Failure(error).end()
    }
  }

  /// Ends as the library of commands does, but for help that cannot be printed.
  private static func end(_ error: any Error) -> Never {
    let status = Millwright.exitCode(for: error)
    let text = Millwright.fullMessage(for: error)
    guard status == .success else {
      // It repeats what was typed, which may steer a terminal.
      if !text.isEmpty { StandardError.write(text.printableLines) }
      exit(status.rawValue)
    }
    do {
      try StandardOutput.print(text)
    } catch {
      Failure(error).end()
    }
    Millwright.exit()
  }
}
