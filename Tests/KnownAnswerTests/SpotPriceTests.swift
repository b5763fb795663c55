import Foundation
import TestSupport
import Testing

/// The Ornstein–Uhlenbeck price, as the exports show it: its mean over each month and its value at the
/// end of each.
///
/// With daily steps X₀ = 0, Xₖ₊₁ = ρXₖ + σ√(1 − ρ²)Z and ρ = 2^(−24 h/halfLife), so that
/// Cov(Xᵢ, Xⱼ) = σ²(ρ^|i−j| − ρ^(i+j)) exactly, and the covariances of monthly means are sums of these.
struct SpotPriceTests {
  private static let replications = 600
  private static let sd = 25.0
  private static let daily = pow(2, -1.0 / 10)
  private static let season = [1.2, 1.1, 1.0, 0.9, 0.8, 0.7]
  /// The days of each month, counted from the start.
  private static let days = [0..<31, 31..<59, 59..<90, 90..<120, 120..<151, 151..<181]

  private func covariance(_ i: Int, _ j: Int) -> Double {
    Self.sd * Self.sd * (pow(Self.daily, Double(abs(i - j))) - pow(Self.daily, Double(i + j)))
  }

  private func covarianceOfMeans(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    let sum = a.reduce(0.0) { sum, i in b.reduce(sum) { $0 + covariance(i, $1) } }
    return sum / Double(a.count * b.count)
  }

  /// One column of the spot price per month, with a value per replication.
  private func prices(_ run: ExportedRun, _ column: String) throws -> [[Double]] {
    let rows = try run.table("series", linesWith: ",spot_price_eur_per_mwh,").rows(where: [
      "variable": "spot_price_eur_per_mwh"
    ])
    try #require(rows.count == Self.replications * 6)
    return (0..<6).map { month in
      stride(from: month, to: rows.count, by: 6).map { rows[$0].number(column) }
    }
  }

  @Test func `monthly means have the exact mean, variance and covariance`() async throws {
    let run = try await ExportedRun(
      of: scenario("spot-price"), replications: Self.replications, seed: 31, includesSeries: true)
    let means = try prices(run, "month_mean")
    for month in 0..<6 {
      expectMean(of: means[month], near: 80 * Self.season[month])
      expectVariance(
        of: means[month], near: covarianceOfMeans(Self.days[month], Self.days[month]))
    }
    for month in 0..<5 {
      // Var(a + b) = Var a + Var b + 2 Cov(a, b).
      let pair = Self.days[month...month + 1]
      let known = pair.reduce(0) { sum, a in pair.reduce(sum) { $0 + covarianceOfMeans(a, $1) } }
      expectVariance(of: zip(means[month], means[month + 1]).map { $0 + $1 }, near: known)
    }
  }

  @Test func `the price at the ends of months has the autocorrelation of its half-life`()
    async throws
  {
    let run = try await ExportedRun(
      of: scenario("spot-price"), replications: Self.replications, seed: 32, includesSeries: true)
    let ends = try prices(run, "month_end")
    for month in 0..<5 {
      let day = Self.days[month].upperBound
      let deviations = ends[month].map { $0 - 80 * Self.season[month + 1] }
      expectMean(of: deviations, near: 0)
      expectVariance(of: deviations, near: covariance(day, day))
      guard month < 4 else { continue }
      let next = ends[month + 1].map { $0 - 80 * Self.season[month + 2] }
      let days = Double(Self.days[month + 1].count)
      // What is new since the end before: without memory of it, and of variance σ²(1 − ρ²).
      let rest = pow(Self.daily, days)
      let news = zip(next, deviations).map { $0 - rest * $1 }
      expectVariance(of: news, near: Self.sd * Self.sd * (1 - rest * rest))
      expectNoCorrelation(between: news, and: deviations)
    }
  }

  @Test func `monthly steps are exact too`() async throws {
    let run = try await ExportedRun(
      of: scenario("spot-price"), replications: Self.replications, seed: 33,
      setting: ["energy.step=1 months", "energy.spot.ornsteinUhlenbeck.halfLife=60 d"],
      includesSeries: true)
    // A step holds its opening value: the first is the mean itself, the second has seen 31 days.
    let means = try prices(run, "month_mean")
    expectMean(of: means[0], near: 96)
    expectVariance(of: means[0], near: 0)
    for month in 1..<6 {
      let age = Double(Self.days[month].lowerBound)
      expectMean(of: means[month], near: 80 * Self.season[month])
      expectVariance(of: means[month], near: 625 * (1 - pow(4, -age / 60)))
    }
  }
}
