extension Distribution {
  /// Always the same value: what a plain number in a scenario is.
  struct Constant: DistributionFamily {
    let value: Double

    func quantile(_ u: Double) -> Double { value }
    func cdf(_ x: Double) -> Double { x < value ? 0 : 1 }
    var mean: Double { value }
    var variance: Double { 0 }
    var support: ClosedRange<Double> { value...value }
    func scaled(by factor: Double) -> Distribution { .constant(value * factor) }
    func draw(from source: inout RandomSource) -> Double { value }
  }
}
