import Foundation
import Sampling
import Testing

@testable import Experiments

/// The share of the variance that one driver explains, where the answer is known.
struct FirstOrderIndexTests {
  @Test func `the index of two levels by hand`() throws {
    // Means 2 and 6 about 4: 16 of 20 lie between the levels; 1 − 3/2 · 0.2.
    let index = try #require(FirstOrderIndex([0, 0, 1, 1], outcome: [1, 3, 5, 7]))
    #expect(abs(index.index - 0.7) < 1e-12 && index.bins == 2)
  }

  /// With a = 7 and b = 0.1.
  ///
  /// T. Ishigami and T. Homma (1990); the indices by A. Saltelli and others, Global Sensitivity Analysis: The
  /// Primer (2008).
  @Test func `the indices of Ishigami's function`() throws {
    let (size, samples) = (10_000, 12)
    var source = RandomSource(Replication(masterSeed: 20_261, future: 0))
    source.at(StreamID("test/ishigami"))
    var found: [[Double]] = [[], [], []]
    for _ in 0..<samples {
      let inputs = (0..<3).map { _ in
        (0..<size).map { _ in (2 * source.uniform() - 1) * Double.pi }
      }
      let outcome = (0..<size).map { place -> Double in
        let (x, y, z) = (inputs[0][place], inputs[1][place], inputs[2][place])
        return sin(x) + 7 * sin(y) * sin(y) + 0.1 * z * z * z * z * sin(x)
      }
      for input in 0..<3 {
        let index = try #require(FirstOrderIndex(inputs[input], outcome: outcome))
        #expect(index.bins == 100)
        found[input].append(index.index)
      }
    }
    // What is lost within a bin of width w is w²/12 of the mean square of the slope, by the variance 13.84.
    let width = 2 * Double.pi / 100
    let lost = [2.948 * 2.948 / 2, 24.5, 0].map { width * width / 12 * $0 / 13.84 }
    for (input, exact) in [0.3139, 0.4424, 0].enumerated() {
      let mean = average(found[input])
      let error = standardDeviation(found[input]) / Double(samples).squareRoot()
      #expect(abs(mean - exact) < 4 * error + lost[input] + 5e-5, "\(input): \(mean) ± \(error)")
    }
  }

  @Test func `what explains nothing exceeds the line of chance once in twenty`() throws {
    let (size, samples) = (100, 2000)
    var source = RandomSource(Replication(masterSeed: 7, future: 0))
    source.at(StreamID("test/chance"))
    var (above, sum) = (0, 0.0)
    for _ in 0..<samples {
      let driver = (0..<size).map { _ in source.uniform() }
      let outcome = (0..<size).map { _ in source.gaussian() }
      let index = try #require(FirstOrderIndex(driver, outcome: outcome))
      sum += index.index
      if index.index > index.chance { above += 1 }
    }
    let error = (0.05 * 0.95 / Double(samples)).squareRoot()
    #expect(abs(Double(above) / Double(samples) - 0.05) < 4 * error, "\(above)")
    // Of 10 bins and 100 numbers η² has the standard deviation 0.0406, the index 1.1 times that.
    #expect(abs(sum / Double(samples)) < 4 * 0.0447 / Double(samples).squareRoot())
  }

  @Test func `equal values share a bin, and never is one of its own`() {
    // Of sixteen values at most four bins; the five sevens stay together.
    let driver: [Double] = [1, 2, 3, 4, 7, 7, 7, 7, 7, 8, 9, 10, 11, .infinity, .infinity, 12]
    let bins = FirstOrderIndex.bins(driver)
    #expect(bins.last == [13, 14])
    #expect(bins.contains { Set($0).isSuperset(of: [4, 5, 6, 7, 8]) })
    #expect(bins.count <= 4)
    #expect(bins.flatMap { $0 }.sorted() == Array(0..<16))
    // Few values have a bin each, however unequal.
    #expect(FirstOrderIndex.bins([0, 1, 1, 1, 1, 1, 1, 1, 1]).map(\.count) == [1, 8])
    #expect(
      FirstOrderIndex.bins((0..<100).map(Double.init)).map(\.count)
        == Array(repeating: 10, count: 10))
  }

  @Test func `there is no index where nothing varies`() {
    #expect(FirstOrderIndex([1, 1, 1, 1], outcome: [1, 2, 3, 4]) == nil)
    #expect(FirstOrderIndex([1, 2, 3, 4], outcome: [1, 1, 1, 1]) == nil)
    #expect(FirstOrderIndex([1, 2], outcome: [1, 2]) == nil)
  }
}
