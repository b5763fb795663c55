import Foundation
import TestSupport
import Testing

/// A growth curve as a scenario states it, and its formula in years since the start.
struct GrowthCase: Sendable, CustomTestStringConvertible {
  let text: String
  let multiplier: @Sendable (Double) -> Double
  var testDescription: String { text }

  static let all = [
    GrowthCase(text: "constant") { _ in 1 },
    GrowthCase(text: "{ exponential: { rate: 25 %/year } }") { pow(1.25, $0) },
    GrowthCase(text: "{ exponential: { rate: -30 %/year } }") { pow(0.7, $0) },
    GrowthCase(text: "{ logistic: { rate: 60 %/year, ceiling: 12 } }") {
      12 / (1 + 11 * exp(-0.6 * $0))
    },
    GrowthCase(
      text: "{ table: [[2026-01-01, 1 x], [2028-01-01, 3 x], [2029-01-01, 2 x]] }"
    ) { years in
      // 2026 and 2027 have 365 days of the 365.25 in a mean year, 2028 has 366.
      let (first, second) = (730 / 365.25, 1096 / 365.25)
      if years <= first { return 1 + 2 * years / first }
      return years <= second ? 3 - (years - first) / (second - first) : 2
    },
  ]
}

/// Arrivals as a non-homogeneous Poisson process: the counts of months are independent Poisson numbers
/// with the mean ∫λ dt.
struct GrowthTests {
  private static let perYear = 120.0
  private static let replications = 300

  /// ∫ of the rate over each month, by Simpson's rule on 64 intervals.
  private func means(_ curve: GrowthCase) -> [Double] {
    CalendarMonths(from: 2026, until: 2032).hours.map { opening, end in
      let step = (end - opening) / 64
      let sum = (0...64).reduce(0.0) { sum, index in
        let weight = index == 0 || index == 64 ? 1.0 : index % 2 == 1 ? 4 : 2
        return sum + weight * curve.multiplier((opening + Double(index) * step) / 8766)
      }
      return Self.perYear / 8766 * sum * step / 3
    }
  }

  @Test(arguments: GrowthCase.all)
  func `monthly counts are independent Poisson numbers of mean ∫λ`(_ curve: GrowthCase)
    async throws
  {
    let run = try await ExportedRun(
      of: scenario("growth"), replications: Self.replications, seed: 21,
      setting: ["demand.segments.market.growth=\(curve.text)"], includesSeries: true)
    let means = means(curve)
    expectMean(of: try run.metric("requests"), near: means.reduce(0, +))

    let counts = try run.table("series", linesWith: ",requests,").rows(where: [
      "variable": "requests", "segment": "market",
    ])
    .map { $0.number("total") }
    try #require(counts.count == Self.replications * means.count)
    let byMonth = means.indices.map { month in
      stride(from: month, to: counts.count, by: means.count).map { counts[$0] }
    }
    let total = means.reduce(0, +)
    expectFrequencies(
      byMonth.map { Int($0.reduce(0, +)) }, probabilities: means.map { $0 / total })

    // Σ(N − m)²/m over all cells has mean 1 and variance 2 + 1/m each, where N is Poisson of mean m.
    var dispersion = 0.0
    var variance = 0.0
    for (mean, counts) in zip(means, byMonth) {
      for count in counts {
        dispersion += (count - mean) * (count - mean) / mean
        variance += 2 + 1 / mean
      }
    }
    let cells = Double(counts.count)
    #expect(abs(dispersion - cells) <= 4 * variance.squareRoot())
  }

  /// Seen on the clock ∫λ, the times between arrivals are exponential with mean 1.
  @Test func `time-changed gaps between arrivals are exponential`() async throws {
    let trace = try await Program.run([
      "trace", scenario("growth"), "--replication", "0", "--seed", "24", "--set",
      "demand.segments.market.arrivals=2000 /year", "--set",
      "demand.segments.market.growth={ exponential: { rate: -30 %/year } }",
    ])
    let arrivals = trace.output.split(separator: "\n").compactMap {
      $0.firstMatch(of: /^\S+ +([\d.]+)  request \d+ of market for \S+ H100e$/)
        .flatMap { Double($0.1) }
    }
    // ∫λ over six years is 2000 (1 − 0.7^6)/ln(1/0.7) ≈ 4950.
    try #require(arrivals.count > 4000)
    let clock = arrivals.map { 2000 * (1 - pow(0.7, $0 / 8766)) / log(1 / 0.7) }
    let gaps = zip(clock.dropFirst(), clock).map { $0 - $1 }
    expectFit(of: gaps, to: { 1 - exp(-$0) })
    expectNoCorrelation(between: Array(gaps.dropLast()), and: Array(gaps.dropFirst()))
  }

  /// Neighbouring months of one replication know nothing of each other.
  @Test func `the counts of neighbouring months are uncorrelated`() async throws {
    let run = try await ExportedRun(
      of: scenario("growth"), replications: Self.replications, seed: 22, includesSeries: true)
    let counts = try run.table("series", linesWith: ",requests,").rows(where: [
      "variable": "requests", "segment": "market",
    ])
    let january = counts.filter { $0["month"] == "2027-01-01" }.map { $0.number("total") }
    let february = counts.filter { $0["month"] == "2027-02-01" }.map { $0.number("total") }
    try #require(january.count == Self.replications && february.count == Self.replications)
    expectNoCorrelation(between: january, and: february)
  }

  /// A market of which we get a share is thinned: a Poisson process of the share of its rate.
  @Test func `a share of the market thins the arrivals`() async throws {
    let run = try await ExportedRun(
      of: scenario("growth"), replications: Self.replications, seed: 23,
      setting: ["demand.segments.market.share=5 %"])
    let counts = try run.metric("requests")
    let mean = 0.05 * Self.perYear * Double(2191 * 24) / 8766
    expectMean(of: counts, near: mean)
    expectVariance(of: counts, near: mean)
  }
}
