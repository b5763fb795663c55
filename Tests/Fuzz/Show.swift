import ArgumentParser
import Foundation
import ScenarioFuzzing

/// `fuzz show`: one input of a campaign, and what is found of it.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the files of one input into a folder and says what is found.")

  @Argument(help: "Of which campaign: readings, runs, kills or databases.")
  var kind: Campaign.Kind

  @Argument(help: "The number of the input.")
  var number: Int

  @OptionGroup var seed: SeedOption

  @Option(help: "The folder that is made.")
  var into = "fuzz-input"

  @Flag(help: "Take out what the failure does not need.")
  var reduce = false

  func run() async throws {
    try FileManager.default.createDirectory(atPath: into, withIntermediateDirectories: true)
    let folder = URL(fileURLWithPath: into).path
    let campaign = Campaign(kind, seed: seed.seed, count: number + 1)
    let workplace = try Workplace()
    defer { workplace.remove() }
    var input = try await campaign.input(number)
    try input.write(to: folder)
    print("\(input.making)\ncd \(into); \(input.command)", flushing: true)
    if reduce {
      input = try await campaign.reduced(input, number: number)
      try input.write(to: folder)
    }
    let (findings, ending) = try await campaign.safeCheck(input, number: number)
    print("\(ending), \(findings.count) found")
    for finding in findings { print("\(finding.rule)\n\(finding.detail.indented)") }
  }
}

private func print(_ line: String, flushing: Bool) {
  Swift.print(line)
  if flushing { fflush(nil) }
}
