/// Bins of equal width whose edges are round numbers.
struct Bins {
  /// The edges, ascending; one more than bins.
  let edges: [Double]

  /// Bins that hold all of some numbers; NaN is left out.
  ///
  /// - Parameters:
  ///   - samples: the numbers, sample by sample.
  ///   - wanted: about how many bins.
  init?(_ samples: [[Double]], wanted: Int = 40) {
    let numbers = samples.joined().lazy.filter(\.isFinite)
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let raw = max((high - low) / Double(wanted), max(abs(low), abs(high), 1) * 1e-6)
    let power = Bins.power(below: raw)
    let width = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= raw * 0.999 } ?? raw
    let first = (low / width).rounded(.down)
    let last = max(first + 1, (high / width).rounded(.up))
    edges = stride(from: first, through: last, by: 1).map { $0 * width }
  }

  /// The power of ten at or below a positive number.
  private static func power(below number: Double) -> Double {
    var power = 1.0
    while power > number { power /= 10 }
    while power * 10 <= number { power *= 10 }
    return power
  }

  /// The share of a sample in each bin; never = NaN counts to the whole and to no bin.
  func shares(of sample: [Double]) -> [Double] {
    var counts = Array(repeating: 0, count: edges.count - 1)
    let width = edges[1] - edges[0]
    for number in sample where number.isFinite {
      let bin = Int(((number - edges[0]) / width).rounded(.down))
      counts[min(counts.count - 1, max(0, bin))] += 1
    }
    return counts.map { Double($0) / Double(max(1, sample.count)) }
  }
}
