import ModelTestSupport
import ScenarioInputs
import Foundation
import Quantities
import Sampling
import TestSupport
import Testing

@testable import TimePaths

extension OrnsteinUhlenbeckPath {
  static let example = OrnsteinUhlenbeckPath(
    mean: .constant(82), halfLife: .constant(28), sd: .constant(25), changes: .constant(0),
    season: [1.1, 1.0, 0.9, 0.8, 0.8, 0.9, 1.0, 1.0, 1.1, 1.1, 1.2, 1.1])
}

@Suite struct OrnsteinUhlenbeckPathTests {
  static let calendar = testCalendar((2026, 1), to: (2026, 4))
  static let replications = 2000

  /// The deviations X of some steps in independent replications: one row per step.
  static func deviations(_ steps: [Int], every step: PathStep) -> [[Double]] {
    var process = OrnsteinUhlenbeckPath.example
    process.season = Array(repeating: 1, count: 12)
    var path = TimePath()
    var rows = Array(repeating: [Double](), count: steps.count)
    for future in 0..<replications {
      var draws = testDraws(seed: 20_260_101, future: UInt64(future))
      process.fill(&path, on: testGrid(step, calendar), &draws)
      for (row, index) in steps.enumerated() { rows[row].append(path.values[index] - 82) }
    }
    return rows
  }

  @Test func `deviations start at 0 and have the exact mean and variance after each step`() {
    let steps = [0, 1, 2, 10, 80]
    for (index, samples) in zip(steps, Self.deviations(steps, every: .day)) {
      if index == 0 {
        #expect(samples.allSatisfy { $0 == 0 })
        continue
      }
      let remaining = pow(0.5, 2 * 24 * Double(index) / 28)
      expectMean(of: samples, near: 0)
      expectVariance(of: samples, near: 625 * (1 - remaining))
    }
  }

  @Test(arguments: [(PathStep.day, [60, 61, 63]), (.week, [8, 9, 10])])
  func `deviations of one path are correlated by e^(−κΔ)`(step: PathStep, indices: [Int]) {
    let rows = Self.deviations(indices, every: step)
    for later in 1..<indices.count {
      let hours = Double(indices[later] - indices[0]) * step.width
      let correlation = pow(0.5, hours / 28)
      // What the exact step leaves unexplained has the mean 0 and no correlation with the start.
      let innovations = zip(rows[0], rows[later]).map { $1 - correlation * $0 }
      expectMean(of: innovations, near: 0)
      expectNoCorrelation(between: rows[0], and: innovations)
      expectVariance(of: innovations, near: 625 * (1 - correlation * correlation))
    }
  }

  @Test func `month steps have the variance of their own lengths`() {
    var process = OrnsteinUhlenbeckPath.example
    process.halfLife = .constant(1000)
    process.season = Array(repeating: 1, count: 12)
    var path = TimePath()
    var samples: [[Double]] = [[], []]
    for future in 0..<Self.replications {
      var draws = testDraws(seed: 5, future: UInt64(future))
      process.fill(&path, on: testGrid(.calendarMonth, Self.calendar), &draws)
      samples[0].append(path.values[1] - 82)
      samples[1].append(path.values[2] - 82)
    }
    #expect(path.openings == [0, 744, 1416])
    expectVariance(of: samples[0], near: 625 * (1 - pow(0.5, 2 * 744 / 1000)))
    expectVariance(of: samples[1], near: 625 * (1 - pow(0.5, 2 * 1416 / 1000)))
  }

  @Test func `a month moves as a step of its own length does`() {
    var process = OrnsteinUhlenbeckPath.example
    process.halfLife = .constant(1000)
    process.season = Array(repeating: 1, count: 12)
    // What the second step adds to what is left of the first: the same noise over February's 672 h.
    func added(by step: PathStep) -> Double {
      var path = TimePath()
      var draws = testDraws(seed: 5, future: 0)
      process.fill(&path, on: testGrid(step, Self.calendar), &draws)
      return path.values[2] - 82 - pow(0.5, 672 / 1000) * (path.values[1] - 82)
    }
    #expect(agrees(added(by: .calendarMonth), added(by: .every(Hours(672)))))
  }

  @Test func `without noise the price is the seasonal mean of the month in which a step opens`() {
    var process = OrnsteinUhlenbeckPath.example
    process.sd = .constant(0)
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    process.fill(&path, on: testGrid(.week, Self.calendar), &draws)
    // The fifth week opens on 29 January and keeps January's factor into February.
    #expect(path.value(at: 4 * 168 + 160) == 82 * 1.1)
    #expect(path.value(at: 5 * 168) == 82 * 1.0)
    process.changes = .constant(0.1)
    process.fill(&path, on: testGrid(.calendarMonth, Self.calendar), &draws)
    #expect(agrees(path.value(at: 2000), 82 * 0.9 * pow(1.1, 1416 / 8766)))
  }

  @Test func `a price far below its standard deviation may be negative`() {
    var process = OrnsteinUhlenbeckPath.example
    process.mean = .constant(5)
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    process.fill(&path, on: testGrid(.hour, Self.calendar), &draws)
    #expect((path.values.min() ?? 0) < 0)
  }
}
