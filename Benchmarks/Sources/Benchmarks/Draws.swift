import Sampling

/// Draws by GSL at addresses of their own, and nothing else.
enum Draws {
  /// Exponential ones, each at an address.
  ///
  /// The queues draw two numbers at an address out of one logarithm, and so spend less on each.
  /// Check value: the mean, exact 1.
  static func run(count: Int) -> Measurement {
    var source = RandomSource(Replication(masterSeed: 12345, future: 0))
    let stream = StreamID("draws")
    var sum = 0.0
    let seconds = seconds {
      for number in 0..<UInt64(count) {
        source.at(stream, entity: number)
        sum += source.exponential(mean: 1)
      }
    }
    return Measurement(
      workload: "draws", n: count, events: count, seconds: seconds, check: sum / Double(count))
  }

  /// What an application for the grid is drawn from: class and intent out of one number, gap and stay
  /// out of one logarithm, and a lognormal size.
  ///
  /// Check value: the mean gap, exact 1.
  static func runApplications(count: Int) throws -> Measurement {
    var source = RandomSource(Replication(masterSeed: 12345, future: 0))
    let stream = StreamID("draws")
    let sizes = try Distribution.lognormal(median: 1, p90: 3)
    var gaps = 0.0
    var rest = 0.0
    let seconds = seconds {
      for number in 0..<UInt64(count) {
        source.at(stream, inOrder: number)
        rest += source.uniform()
        let (gap, stay) = source.exponentialPair()
        gaps += gap
        rest += stay + source.sample(sizes)
      }
    }
    // Used, so that the compiler draws it.
    precondition(rest > 0)
    return Measurement(
      workload: "draws_application", n: count, events: count, seconds: seconds,
      check: gaps / Double(count))
  }
}
