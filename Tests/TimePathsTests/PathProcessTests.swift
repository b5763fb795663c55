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
    ("ornsteinUhlenbeck", OrnsteinUhlenbeckPath.example),
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
    var path = StepPath()
    process.fill(&path, on: testGrid(step, Self.calendar), &draws)
    #expect((path.openings.first ?? 1) <= 0)
    #expect((path.openings.last ?? .infinity) < Self.calendar.horizon.hours)
    let areFinite = path.values.allSatisfy { $0.isFinite }
    #expect(areFinite)

    var again = StepPath([(from: 0, value: 1), (from: 5, value: 1000)])
    draws.source.at(StreamID("elsewhere"))
    process.fill(&again, on: testGrid(step, Self.calendar), &draws)
    #expect(again.openings == path.openings)
    #expect(again.values == path.values)
  }

  /// A tenth has no end in binary: openings that add it up drift away from their multiples.
  @Test(arguments: ["constant", "ornsteinUhlenbeck"])
  func `steps open at the multiples of their length, however many went before`(
    name: String
  ) throws {
    let process = try #require(Self.examples.first { $0.name == name }).process
    var draws = testDraws(seed: 1, future: 0)
    var path = StepPath()
    process.fill(
      &path, on: testGrid(.every(Hours(0.1)), testCalendar((2026, 1), to: (2026, 4))), &draws)
    #expect(path.openings == (0..<21_600).map { Double($0) * 0.1 })
  }
}

@Suite struct ConstantPathTests {
  @Test func `a price that doesn't change is one step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = StepPath()
    ConstantPath(.constant(80), changes: .constant(0))
      .fill(&path, on: testGrid(.hour, PathProcessTests.calendar), &draws)
    #expect(path.openings == [0])
    #expect(path.integral(from: 0, to: 26304) == 80 * 26304)
  }

  @Test func `a changing price holds its opening value over each step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = StepPath()
    ConstantPath(.constant(80), changes: .constant(-0.12))
      .fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    #expect(agrees(path.value(at: 8760), 80 * pow(0.88, 8760 / 8766)))
    #expect(path.value(at: 8760 + 743) == path.value(at: 8760))
  }
}

@Suite struct TablePathTests {
  @Test func `prices hold from their dates, whatever the step`() {
    var draws = testDraws(seed: 1, future: 0)
    var path = StepPath()
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
    var path = StepPath()
    TablePath([(x: 0, y: 90), (x: 36, y: -5)], isInDollars: true)
      .fill(&path, on: testGrid(.calendarMonth, PathProcessTests.calendar), &draws)
    #expect(path.value(at: 0) == 72)
    #expect(path.value(at: 36) == -4)
  }
}
