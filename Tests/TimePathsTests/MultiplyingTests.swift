import Foundation
import ModelTestSupport
import TestSupport
import Testing

@testable import TimePaths

/// A factor between two instants, as a shock sets it, on a path of any shape.
@Suite struct MultiplyingTests {
  static let shapes: [PathShape] = [
    .level, .line(to: 7, over: 400), .line(to: 7, over: 2000), .exponential(change: 0.8),
    .logistic(ceiling: 6, perHour: 2e-3),
  ]

  static func path(_ shape: PathShape) -> TimePath {
    var path = TimePath()
    path.append(2, from: 0)
    path.append(3, shape, from: 100)
    path.append(1, shape, from: 1000)
    return path
  }

  @Test(arguments: shapes)
  func `within the instants all is multiplied, outside nothing is`(shape: PathShape) {
    let plain = Self.path(shape)
    var path = plain
    path.multiply(by: 0.4, from: 300, until: 1300)
    for hours in [-5.0, 0, 99, 100, 299.9, 1300, 1301, 5000] {
      #expect(agrees(path.value(at: hours), plain.value(at: hours)), "at \(hours) h")
    }
    for hours in [300.0, 301, 999.9, 1000, 1299.9] {
      #expect(agrees(path.value(at: hours), 0.4 * plain.value(at: hours)), "at \(hours) h")
    }
    for (from, to) in [(0.0, 300.0), (300, 1300), (1300, 4000), (250, 700), (900, 1500), (0, 9000)]
    {
      let shocked = max(0, plain.integral(from: max(from, 300), to: max(min(to, 1300), 300)))
      let known = plain.integral(from: from, to: to) - 0.6 * (to > 300 && from < 1300 ? shocked : 0)
      #expect(agrees(path.integral(from: from, to: to), known), "from \(from) h to \(to) h")
    }
  }

  @Test(arguments: shapes)
  func `factors that overlap compose, whichever comes first`(shape: PathShape) {
    let plain = Self.path(shape)
    var (path, other) = (plain, plain)
    path.multiply(by: 0.5, from: 50, until: 600)
    path.multiply(by: 3, from: 400)
    other.multiply(by: 3, from: 400)
    other.multiply(by: 0.5, from: 50, until: 600)
    for (hours, factor) in [
      (0.0, 1.0), (50, 0.5), (399, 0.5), (400, 1.5), (599, 1.5), (600, 3), (1e5, 3),
    ] {
      #expect(agrees(path.value(at: hours), factor * plain.value(at: hours)), "at \(hours) h")
      #expect(agrees(path.value(at: hours), other.value(at: hours)), "at \(hours) h")
      let integral = path.integral(from: 0, to: hours)
      #expect(abs(integral - other.integral(from: 0, to: hours)) <= 1e-9 * integral)
    }
    let (first, second) = (
      plain.integral(from: 50, to: 400), plain.integral(from: 400, to: 600)
    )
    let known =
      plain.integral(from: 0, to: 50) + 0.5 * first + 1.5 * second
      + 3 * plain.integral(from: 600, to: 3000)
    #expect(agrees(path.integral(from: 0, to: 3000), known))
  }

  @Test(arguments: shapes)
  func `a factor at the opening of a piece splits nothing, and one of 1 alters no digit`(
    shape: PathShape
  ) {
    let plain = Self.path(shape)
    var path = plain
    path.multiply(by: 1, from: 100, until: 1000)
    #expect(path.openings == plain.openings)
    #expect(path.values == plain.values)
    path.multiply(by: 1, from: 0)
    path.multiply(by: 5, from: 700, until: 700)
    for hours in stride(from: 0.0, to: 3000, by: 37) {
      #expect(path.value(at: hours) == plain.value(at: hours))
      #expect(path.integral(from: 0, to: hours) == plain.integral(from: 0, to: hours))
    }
    path.multiply(by: 2, from: 100, until: 1000)
    #expect(path.openings == plain.openings)
    #expect(path.values == [2, 6, 1])
  }

  /// Shocks of any number on any path: the value is the product of those that hold.
  @Test(arguments: 0..<100)
  func `the value is the product of all factors that hold`(seed: Int) {
    var dice = SplitMix(seed: UInt64(seed))
    let plain = PathShapeTests.randomPath(&dice)
    var path = plain
    var shocks: [(factor: Double, from: Double, until: Double)] = []
    for _ in 0..<4 {
      let from = Double.random(in: 0...20000, using: &dice)
      shocks.append(
        (Double.random(in: 0.2...3, using: &dice), from, from + .random(in: 1...9000, using: &dice))
      )
    }
    for shock in shocks { path.multiply(by: shock.factor, from: shock.from, until: shock.until) }
    var edges = shocks.flatMap { [$0.from, $0.until] } + plain.openings + [40000]
    edges.sort()
    var sum = 0.0
    for (from, to) in zip(edges, edges.dropFirst()) where to <= 40000 {
      let factor = shocks.filter { $0.from <= from && from < $0.until }.reduce(1) { $0 * $1.factor }
      let middle = (from + to) / 2
      #expect(agrees(path.value(at: middle), factor * plain.value(at: middle)), "at \(middle) h")
      sum += factor * plain.integral(from: from, to: to)
      #expect(agrees(path.integral(from: 0, to: to), sum), "to \(to) h")
      #expect(abs(path.instant(ofIntegral: sum) - to) < 1e-6, "to \(to) h")
    }
  }

  @Test(arguments: [(48.0, 96.0), (0, 24), (36, 96), (48, 100), (216, 240), (240, .infinity)])
  func `regular steps are multiplied on their grid and between its lines`(
    from: Double, until: Double
  ) {
    var path = TimePath()
    path.removeAll(width: 24)
    for index in 0..<10 { path.append(Double(index + 1), from: Double(index) * 24) }
    path.multiply(by: 10, from: from, until: until)
    var sum = 0.0
    for hour in 0..<300 {
      let time = Double(hour)
      let plain = Double(min(hour / 24, 9) + 1)
      let value = from <= time && time < until ? 10 * plain : plain
      #expect(path.value(at: time) == value, "at \(time) h")
      #expect(path.value(at: (time + 1).nextDown) == value, "at \(time) h")
      sum += value
      #expect(agrees(path.integral(from: 0, to: time + 1), sum), "to \(time + 1) h")
    }
  }

  @Test func `before the first date its number holds, and is multiplied from the start on`() {
    var path = TimePath([(from: 1000, value: 2), (from: 2000, value: 3)])
    path.multiply(by: 10, from: 500, until: 1500)
    for (hours, value) in [(0.0, 2.0), (499, 2), (500, 20), (1000, 20), (1500, 2), (2000, 3)] {
      #expect(path.value(at: hours) == value, "at \(hours) h")
    }
    #expect(path.integral(from: 0, to: 2100) == 1000 + 20_000 + 1000 + 300)
  }

  @Test func `the product of two paths has the pieces of both`() {
    var path = TimePath()
    path.append(2, from: 0)
    path.append(4, .line(to: 8, over: 100), from: 100)
    path.multiply(by: TimePath([(from: 50, value: 0.5), (from: 150, value: 3)]))
    for (hours, value) in [(0.0, 1.0), (99, 1), (100, 2), (125, 2.5), (150, 18), (175, 21)] {
      #expect(path.value(at: hours) == value, "at \(hours) h")
    }
    #expect(path.integral(from: 0, to: 200) == 100 + 125 + 3 * 350)
  }

  @Test func `a factor before the start is refused`() async {
    await #expect(processExitsWith: .failure) {
      var path = TimePath([(from: 0, value: 2)])
      path.multiply(by: 2, from: -1)
    }
  }

  /// Demand that grows by a quarter a year, of which 60 % stays away for half a year: arrivals are the
  /// instants at which the integral reaches the points of a Poisson process of rate 1.
  @Test func `a shock on growth moves the number of arrivals by what the integral says`() {
    var growth = TimePath()
    growth.append(1, .exponential(change: 0.25), from: 0)
    growth.multiply(by: 0.4, from: 5000, until: 9383)
    let rate = 200.0 / 8766
    let edges = [0.0, 5000, 9383, 17532]
    var counts = [[Double]](repeating: [], count: 3)
    var dice = SplitMix(seed: 7)
    for _ in 0..<1000 {
      var count = [0.0, 0, 0]
      var points = 0.0
      while true {
        points -= log(1 - Double.random(in: 0..<1, using: &dice))
        let arrival = growth.instant(ofIntegral: points / rate)
        guard arrival < edges[3] else { break }
        count[arrival < edges[1] ? 0 : arrival < edges[2] ? 1 : 2] += 1
      }
      for part in 0..<3 { counts[part].append(count[part]) }
    }
    // ∫ 1.25^(t/8766) dt of each part, the second times 0.4.
    for part in 0..<3 {
      let (from, to) = (edges[part] / 8766, edges[part + 1] / 8766)
      let years = (pow(1.25, to) - pow(1.25, from)) / log(1.25)
      let mean: Double = 200 * years * (part == 1 ? 0.4 : 1)
      expectMean(of: counts[part], near: mean)
      expectVariance(of: counts[part], near: mean)
    }
  }
}
