/// Mean, variance and their standard errors out of independent samples.
struct SampleMoments {
  let count: Double
  let mean: Double
  /// The unbiased variance.
  let variance: Double
  /// The fourth central moment.
  private let fourth: Double

  init(_ samples: [Double]) {
    precondition(samples.count > 1, "\(samples.count) samples have no variance")
    let count = Double(samples.count)
    let mean = samples.reduce(0, +) / count
    self.count = count
    self.mean = mean
    variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    fourth =
      samples.reduce(0) { sum, sample in
        let square = (sample - mean) * (sample - mean)
        return sum + square * square
      } / count
  }

  /// The standard error of the mean, σ/√n.
  var errorOfMean: Double { (variance / count).squareRoot() }

  /// The standard error of the variance: √((μ₄ − σ⁴ (n − 3)/(n − 1)) / n).
  var errorOfVariance: Double {
    let gaussian = variance * variance * (count - 3) / (count - 1)
    return (max(0, fourth - gaussian) / count).squareRoot()
  }
}
