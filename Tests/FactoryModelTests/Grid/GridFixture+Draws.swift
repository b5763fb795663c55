import Sampling

@testable import FactoryModel

extension GridFixture {
  /// The random numbers of a replication.
  static func draws(seed: UInt64, future: UInt64 = 0) -> Draws {
    Draws(source: RandomSource(Replication(masterSeed: seed, future: future)))
  }

  /// A number that is drawn.
  static func drawn(_ distribution: Distribution, _ name: String = "test") -> Input {
    .drawn(distribution, name)
  }
}
