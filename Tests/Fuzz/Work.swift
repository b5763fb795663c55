import ArgumentParser
import ScenarioFuzzing

/// `fuzz work`: what each process of a campaign does.
struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks some inputs of a campaign, one after the other.", shouldDisplay: false)

  @Argument var kind: Campaign.Kind
  @Option var first: Int
  @Option var step: Int
  @Option var count: Int
  @OptionGroup var seed: SeedOption

  func run() async throws {
    let campaign = Campaign(kind, seed: seed.seed, count: count)
    try await campaign.work(from: first, step: step)
  }
}
