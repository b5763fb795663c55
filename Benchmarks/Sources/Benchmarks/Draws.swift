import Sampling

/// Exponential draws by GSL, each at an address of its own, and nothing else.
///
/// The queues draw two numbers at an address out of one logarithm, and so spend less on each.
enum Draws {
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
}
