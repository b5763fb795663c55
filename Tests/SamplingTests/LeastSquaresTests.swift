import Sampling
import Testing

/// Least squares against certified results.
struct LeastSquaresTests {
  /// Longley's data from NIST's Statistical Reference Datasets, of the higher level of difficulty: the
  /// columns hang together so closely that the normal equations lose most digits.
  @Test func `Longley's data give NIST's certified values`() throws {
    let employed: [Double] = [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
      69564, 69331, 70551,
    ]
    let columns: [[Double]] = [
      Array(repeating: 1, count: 16),
      [
        83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2,
        115.7, 116.9,
      ],
      [
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769,
        444546, 482704, 502601, 518173, 554894,
      ],
      [
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
        4007,
      ],
      [
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
        2827,
      ],
      [
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445,
        121950, 123366, 125368, 127852, 130081,
      ],
      (1947...1962).map(Double.init),
    ]
    let fit = try #require(LeastSquares(columns: columns, values: employed))
    let coefficients = [
      -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683,
      -1.03322686717359, -0.0511041056535807, 1829.15146461355,
    ]
    let standardErrors = [
      890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699,
      0.214274163161675, 0.226073200069370, 455.478499142212,
    ]
    for index in columns.indices {
      #expect(abs(fit.coefficients[index] / coefficients[index] - 1) < 1e-7)
      #expect(abs(fit.standardErrors[index] / standardErrors[index] - 1) < 1e-7)
    }
    #expect(abs(fit.residualSumOfSquares / 836424.055505915 - 1) < 1e-7)
  }
}
