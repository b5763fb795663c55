public import ArgumentParser
import Foundation
public import ScenarioFuzzing

/// Tries Millwright with scenarios made at random and with damaged results.
@main struct Fuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Tries Millwright with scenarios made at random and with damaged results.",
    discussion: """
      Each input is made from the seed and its number alone. MILLWRIGHT_PROGRAM names the program \
      that is run; otherwise the one that was built beside this one is.
      """,
    subcommands: [Campaigns.self, Show.self, Work.self], defaultSubcommand: Campaigns.self)
}

/// The seed, which all commands take.
struct SeedOption: ParsableArguments {
  @Option(help: "What all inputs are made from, beside their numbers.")
  var seed: UInt64 = 1
}

extension Campaign.Kind: ExpressibleByArgument {}
