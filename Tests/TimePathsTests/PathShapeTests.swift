import Foundation
import ModelTestSupport
import TestSupport
import Testing

@testable import TimePaths

/// The formulas of the shapes against each other, and against adding up.
@Suite struct PathShapeTests {
  /// ∫ over an interval without openings, by Simpson's rule on 1024 intervals.
  static func sum(_ path: TimePath, from: Double, to: Double) -> Double {
    let step = (to - from) / 1024
    return (0...1024).reduce(0.0) { sum, index in
      let weight = index == 0 || index == 1024 ? 1.0 : index % 2 == 1 ? 4 : 2
      // The last point belongs to the next piece, so that it is read just before.
      let time = index == 1024 ? to.nextDown : from + Double(index) * step
      return sum + weight * path.value(at: time)
    } * step / 3
  }

  /// Positive pieces of all shapes, of some hours to some years, that jump where they meet.
  static func randomPath(_ dice: inout SplitMix, from start: Double = 0) -> TimePath {
    var path = TimePath()
    var opening = start
    for _ in 0..<Int.random(in: 1...8, using: &dice) {
      let value = Double.random(in: 0.1...5, using: &dice)
      let length = exp(Double.random(in: 2...10, using: &dice))
      let shape: PathShape =
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: .level
        // A line that rises may go on behind its end for ever; one that falls ends in time.
        case 1:
          .line(
            to: value * Double.random(in: 1...3, using: &dice),
            over: length * Double.random(in: 0.5...2, using: &dice))
        case 2: .exponential(change: Double.random(in: -0.5...1, using: &dice))
        default:
          .logistic(
            ceiling: exp(Double.random(in: -2...2, using: &dice)),
            perHour: Double.random(in: 0...2, using: &dice) / 8766)
        }
      path.append(value, shape, from: opening)
      opening += length
    }
    return path
  }

  @Test(arguments: 0..<200)
  func `the integral is what adding up gives, and its inverse leads back`(seed: Int) {
    var dice = SplitMix(seed: UInt64(seed))
    let path = Self.randomPath(&dice)
    let end = (path.openings.last ?? 0) + 9000
    let edges = path.openings + [end]
    var sum = 0.0
    for (opening, next) in zip(edges, edges.dropFirst()) {
      sum += Self.sum(path, from: opening, to: next)
      #expect(abs(path.integral(from: 0, to: next) / sum - 1) < 1e-9)
    }
    for _ in 0..<50 {
      let time = Double.random(in: 1...end, using: &dice)
      let area = path.integral(from: 0, to: time)
      #expect(abs(path.instant(ofIntegral: area) - time) < 1e-9 * end, "\(time) h")
      let middle = Double.random(in: 0...time, using: &dice)
      let parts = path.integral(from: 0, to: middle) + path.integral(from: middle, to: time)
      #expect(abs(parts / area - 1) < 1e-12, "\(middle) h of \(time) h")
    }
  }

  @Test func `the inverse counts from the start, wherever the first piece opens`() {
    let early = TimePath([(from: -100, value: 5), (from: 50, value: 2)])
    #expect(early.instant(ofIntegral: 100) == 20)
    #expect(early.instant(ofIntegral: 250) == 50)
    #expect(early.instant(ofIntegral: 270) == 60)
    let late = TimePath([(from: 100, value: 5), (from: 150, value: 2)])
    #expect(late.instant(ofIntegral: 100) == 20)
    #expect(late.instant(ofIntegral: 500) == 100)
    #expect(late.instant(ofIntegral: 770) == 160)
  }

  @Test
  func `an integral that is never reached has no instant, and times of nothing are passed over`() {
    let path = TimePath([(from: 0, value: 2), (from: 10, value: 0), (from: 30, value: 1)])
    #expect(path.instant(ofIntegral: 19) == 9.5)
    #expect(path.instant(ofIntegral: 20) == 30)
    #expect(path.instant(ofIntegral: 21) == 31)
    #expect(
      TimePath([(from: 0, value: 2), (from: 10, value: 0)]).instant(ofIntegral: 21) == .infinity)
    var falling = TimePath()
    falling.append(1, .exponential(change: -0.5), from: 0)
    let total = 8766 / log(2.0)
    #expect(falling.instant(ofIntegral: total * 1.001) == .infinity)
    #expect(agrees(falling.instant(ofIntegral: total / 2), 8766))
  }

  @Test(arguments: [1e-16, 1e-12, 1e-6, 0.3], [0.5, 1, 10, 1e6])
  func `logistic growth keeps its digits`(_ rate: Double, _ ceiling: Double) {
    var path = TimePath()
    path.append(1, .logistic(ceiling: ceiling, perHour: rate / 8766), from: 0)
    // ∫ K / (1 + (K − 1) e^(−rs)) ds over four years, by Simpson's rule on 1024 intervals.
    let end = 4 * 8766.0
    let sum = (0...1024).reduce(0.0) { sum, index in
      let weight = index == 0 || index == 1024 ? 1.0 : index % 2 == 1 ? 4 : 2
      let time = Double(index) / 256
      let multiplier: Double = ceiling / (1 + (ceiling - 1) * exp(-rate * time))
      return sum + weight * multiplier
    }
    let known = sum * end / 1024 / 3
    #expect(abs(path.integral(from: 0, to: end) / known - 1) < 1e-12)
    #expect(abs(path.instant(ofIntegral: known) / end - 1) < 1e-12)
    let there = path.integral(from: 0, to: 1000)
    #expect(abs(path.instant(ofIntegral: there) / 1000 - 1) < 1e-12)
  }

  @Test func `logistic growth that has long reached its ceiling goes on there`() {
    var path = TimePath()
    path.append(1, .logistic(ceiling: 10, perHour: 100 / 8766), from: 0)
    // After e^2000 the ceiling is reached but for the time that the rise has cost: ln(10) / 100 years.
    let end = 20 * 8766.0
    let logarithm: Double = 2.302585092994046
    let known = 10 * (20 - logarithm / 100) * 8766
    #expect(abs(path.integral(from: 0, to: end) / known - 1) < 1e-12)
    #expect(abs(path.instant(ofIntegral: known) / end - 1) < 1e-12)
  }
}
