import Sampling

@testable import GridQueues
@testable import ScenarioInputs

extension GridFixture {
  /// The random numbers of a replication.
  static func draws(seed: UInt64, future: UInt64 = 0) -> Draws {
    var draws = Draws(UncertainParameters(), exchangeRate: .constant(1))
    draws.begin(Replication(masterSeed: seed, future: future))
    return draws
  }

  /// A number that is drawn.
  static func drawn(_ distribution: Distribution, _ name: String = "test") -> Input {
    Input(.distribution(distribution), path: name)
  }
}
