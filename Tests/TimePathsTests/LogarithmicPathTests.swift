import Foundation
import ModelTestSupport
import ScenarioInputs
import TestSupport
import Testing

@testable import TimePaths

extension SchwartzPath {
  static let example = SchwartzPath(
    level: .constant(80), halfLife: .constant(1000), sd: .constant(0.5), changes: .constant(0.05),
    season: Array(repeating: 1, count: 12))
}

extension GeometricBrownianPath {
  static let example = GeometricBrownianPath(
    atStart: .constant(80), changes: .constant(0.05), volatility: .constant(0.3))
}

/// Processes whose logarithms are known: their moments are exact at every step.
@Suite struct LogarithmicPathTests {
  static let calendar = testCalendar((2026, 1), to: (2028, 1))

  /// The path in some months of independent replications: one row per month.
  static func samples(_ process: any PathProcess, months: [Int]) -> (
    rows: [[Double]], openings: [Double]
  ) {
    var path = TimePath()
    var rows = Array(repeating: [Double](), count: months.count)
    for future in 0..<4000 {
      var draws = testDraws(seed: 20_260_102, future: UInt64(future))
      process.fill(&path, on: testGrid(.calendarMonth, calendar), &draws)
      for (row, month) in months.enumerated() { rows[row].append(path.values[month]) }
    }
    return (rows, months.map { path.openings[$0] })
  }

  @Test func `geometric Brownian motion has the mean of its growth, and a logarithm that spreads`()
  {
    let (rows, openings) = Self.samples(GeometricBrownianPath.example, months: [1, 6, 23])
    for (row, hours) in zip(rows, openings) {
      let years = hours / 8766
      expectMean(of: row, near: 80 * pow(1.05, years))
      let logarithms = row.map { log($0 / 80) }
      expectMean(of: logarithms, near: years * (log(1.05) - 0.09 / 2))
      expectVariance(of: logarithms, near: 0.09 * years)
    }
    let first = rows[1].map { log($0) }
    let later = zip(rows[2], rows[1]).map { log($0 / $1) }
    expectNoCorrelation(between: first, and: later)
  }

  @Test func `a Schwartz price has its level as median, and the mean that is stated`() {
    let (rows, openings) = Self.samples(SchwartzPath.example, months: [1, 6, 23])
    for (row, hours) in zip(rows, openings) {
      let level = 80 * pow(1.05, hours / 8766)
      let variance = 0.25 * (1 - pow(2, -2 * hours / 1000))
      expectMean(of: row, near: level * exp(variance / 2))
      let logarithms = row.map { log($0 / level) }
      expectMean(of: logarithms, near: 0)
      expectVariance(of: logarithms, near: variance)
      expectShare(successes: row.count { $0 < level }, of: row.count, near: 0.5)
    }
  }

  @Test func `a Schwartz price is its level times the exponential of the process that returns`() {
    var process = OrnsteinUhlenbeckPath.example
    process.mean = .constant(0)
    process.halfLife = .constant(1000)
    process.sd = .constant(0.5)
    var schwartz = SchwartzPath.example
    schwartz.changes = .constant(0)
    schwartz.season[1] = 2
    let (deviations, prices) = (MovingPathTests.path(process), MovingPathTests.path(schwartz))
    #expect(prices.values.count == 36)
    for (month, (deviation, price)) in zip(deviations.values, prices.values).enumerated() {
      #expect(agrees(price, 80 * (month % 12 == 1 ? 2 : 1) * exp(deviation)))
    }
  }

  @Test func `without chance both are their trends`() {
    var motion = GeometricBrownianPath.example
    motion.volatility = .constant(0)
    var schwartz = SchwartzPath.example
    schwartz.sd = .constant(0)
    for process in [motion, schwartz] as [any PathProcess] {
      let path = MovingPathTests.path(process)
      #expect(agrees(path.value(at: 8760), 80 * pow(1.05, 8760 / 8766)))
    }
  }
}
