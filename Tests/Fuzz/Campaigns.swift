import ArgumentParser
import Foundation
import ScenarioFuzzing

/// `fuzz campaigns`: reads, runs and kills many scenarios, and damages results.
struct Campaigns: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Reads, runs and kills many scenarios and damages results; prints what fails and a summary.")

  @Option(help: "Scenarios that are read, valid ones and broken ones.")
  var readings = 50_000

  @Option(help: "Scenarios that are run.")
  var runs = 5_000

  @Option(help: "Runs that are killed and go on.")
  var kills = 300

  @Option(help: "Results databases that are damaged and read.")
  var databases = 10_000

  @Option(help: "Processes at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var seed: SeedOption

  func run() async throws {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    var failures = 0
    for (kind, count) in [
      (Campaign.Kind.readings, readings), (.runs, runs), (.kills, kills), (.databases, databases),
    ] where count > 0 {
      let campaign = Campaign(kind, seed: seed.seed, count: count)
      let start = ContinuousClock.now
      let tally = campaign.run(program: program, jobs: min(jobs, count)) { number, finding in
        print("\(kind.rawValue) \(number): \(finding.rule)\n\(finding.detail.indented)")
        print("  \(campaign.command(number))", flushing: true)
      }
      let endings = tally.endings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      let time = (ContinuousClock.now - start).formatted(
        .units(width: .narrow, maximumUnitCount: 2))
      print(
        "\(count) \(kind.rawValue), seed \(seed.seed): \(tally.failed.count) failed "
          + "(\(endings.joined(separator: ", "))) in \(time)", flushing: true)
      failures += tally.failed.count
    }
    if failures > 0 { throw ExitCode(1) }
  }
}

/// Prints a line that is seen at once, also where the output is a file.
private func print(_ line: String, flushing: Bool) {
  Swift.print(line)
  if flushing { fflush(nil) }
}

extension String {
  /// Each line a little to the right; very long texts are cut.
  var indented: String {
    prefix(3000).split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
      .joined(separator: "\n")
  }
}
