import ModelTestSupport
import ScenarioInputs
import Foundation
import Quantities
import Sampling
import Testing

@testable import TimePaths
@testable import ScenarioReading

/// What holds for every process of the catalogue: one example of each.
@Suite struct PathProcessTests {
  static let examples: [(name: String, process: any PathProcess)] = [
    ("constant", ConstantPath(.constant(80), changes: .constant(0.02))),
    ("table", TablePath([(x: -744, y: 90), (x: 8760, y: 70)])),
    ("exponential", ExponentialPath(.constant(80), changes: .constant(-0.12))),
    ("logistic", LogisticPath(.constant(80), rate: .constant(0.4), ceiling: .constant(0.5))),
    ("ornsteinUhlenbeck", OrnsteinUhlenbeckPath.example),
    ("schwartz", SchwartzPath.example),
    ("gbm", GeometricBrownianPath.example),
  ]
  static let calendar = testCalendar((2026, 1), to: (2029, 1))
  static let steps: [PathStep] = [.hour, .day, .week, .calendarMonth]

  @Test func `each process of the catalogue has an example here`() {
    #expect(pathProcesses(of: testPrice).map(\.name) == Self.examples.map(\.name))
  }

  @Test(arguments: examples.indices, steps)
  func `a path covers the horizon with finite prices, and is the same when filled again`(
    example: Int, step: PathStep
  ) {
    let process = Self.examples[example].process
    var draws = testDraws(seed: 7, future: 3)
    var path = TimePath()
    process.fill(&path, on: testGrid(step, Self.calendar), &draws)
    #expect((path.openings.first ?? 1) <= 0)
    #expect((path.openings.last ?? .infinity) < Self.calendar.horizon.hours)
    let areFinite = path.values.allSatisfy { $0.isFinite }
    #expect(areFinite)

    var again = TimePath([(from: 0, value: 1), (from: 5, value: 1000)])
    draws.source.at(StreamID("elsewhere"))
    process.fill(&again, on: testGrid(step, Self.calendar), &draws)
    #expect(again.openings == path.openings)
    #expect(again.values == path.values)
  }

  /// A tenth has no end in binary: openings that add it up drift away from their multiples.
  @Test(arguments: ["constant", "ornsteinUhlenbeck", "schwartz", "gbm"])
  func `steps open at the multiples of their length, however many went before`(
    name: String
  ) throws {
    let process = try #require(Self.examples.first { $0.name == name }).process
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    process.fill(
      &path, on: testGrid(.every(Hours(0.1)), testCalendar((2026, 1), to: (2026, 4))), &draws)
    #expect(path.openings == (0..<21_600).map { Double($0) * 0.1 })
  }
}

@Suite struct ConstantPathTests {
  @Test func `a price that doesn't change is one step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    ConstantPath(.constant(80), changes: .constant(0))
      .fill(&path, on: testGrid(.hour, PathProcessTests.calendar), &draws)
    #expect(path.openings == [0])
    #expect(path.integral(from: 0, to: 26304) == 80 * 26304)
  }

  @Test func `a changing price holds its opening value over each step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    ConstantPath(.constant(80), changes: .constant(-0.12))
      .fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    #expect(agrees(path.value(at: 8760), 80 * pow(0.88, 8760 / 8766)))
    #expect(path.value(at: 8760 + 743) == path.value(at: 8760))
  }
}

@Suite struct TablePathTests {
  @Test func `prices hold from their dates, whatever the step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    TablePath([(x: -744, y: 90), (x: 36, y: 70), (x: 8760, y: -5)])
      .fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    #expect(path.value(at: 0) == 90)
    #expect(path.value(at: 35.9) == 90)
    #expect(path.value(at: 36) == 70)
    #expect(path.value(at: 20000) == -5)
    let expected: Double = 36 * 90 + (8760 - 36) * 70 - 5
    #expect(path.integral(from: 0, to: 8761) == expected)
  }

  @Test func `prices in dollars are exchanged at the rate of the future`() {
    var draws = Draws(UncertainParameters(), exchangeRate: .constant(1.25))
    var path = TimePath()
    TablePath([(x: 0, y: 90), (x: 36, y: -5)], isInDollars: true)
      .fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    #expect(path.value(at: 0) == 72)
    #expect(path.value(at: 36) == -4)
  }
}

@Suite struct MovingPathTests {
  /// What a process makes of the first year, whose step is a month.
  static func path(_ process: any PathProcess) -> TimePath {
    var draws = testDraws(seed: 1, future: 0)
    var path = TimePath()
    process.fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    return path
  }

  @Test func `an exponential price moves within a month, too`() {
    let path = Self.path(ExponentialPath(.constant(80), changes: .constant(-0.12)))
    #expect(path.value(at: 0) == 80)
    #expect(agrees(path.value(at: 8766), 80 * 0.88))
    #expect(agrees(path.value(at: 100), 80 * pow(0.88, 100 / 8766)))
    #expect(agrees(path.integral(from: 0, to: 8766), 80 * 0.12 / -log(0.88) * 8766))
  }

  @Test func `a logistic price begins at its start and approaches a multiple of it`() {
    let path = Self.path(
      LogisticPath(.constant(80), rate: .constant(0.4), ceiling: .constant(3)))
    #expect(path.value(at: 0) == 80)
    #expect(agrees(path.value(at: 8766), 80 * 3 / (1 + 2 * exp(-0.4))))
    #expect(agrees(path.value(at: 100 * 8766), 240))
  }

  @Test func `straight lines run between dated points, and are level outside them`() {
    let path = Self.path(LinePath([(x: -100, y: 1), (x: 100, y: 3), (x: 200, y: 0)]))
    for (hours, value) in [(0.0, 2.0), (50, 2.5), (100, 3), (125, 2.25), (200, 0), (1e5, 0)] {
      #expect(path.value(at: hours) == value, "at \(hours) h")
    }
    #expect(path.integral(from: 0, to: 300) == 250 + 150)
    let ahead = Self.path(LinePath([(x: 100, y: 3), (x: 200, y: 5)]))
    #expect(ahead.value(at: 0) == 3)
    #expect(ahead.integral(from: 0, to: 300) == 300 + 400 + 500)
    let behind = Self.path(LinePath([(x: -100, y: 3), (x: -50, y: 5)]))
    #expect(behind.openings == [0])
    #expect(behind.value(at: 0) == 5)
  }
}
