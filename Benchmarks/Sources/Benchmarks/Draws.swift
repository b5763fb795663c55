import Sampling

/// Exponential draws by GSL, each at an address of its own, and nothing else: what the queues cannot
/// be faster than.
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
