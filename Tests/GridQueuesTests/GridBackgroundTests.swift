import ScenarioInputs
import EventKernel
import Foundation
import Quantities
import Sampling
import TestSupport
import Testing

@testable import GridQueues

/// What is drawn around us.
struct GridBackgroundTests {
  /// Backgrounds of many replications of one node.
  private func backgrounds(
    _ count: Int, classes: [String] = ["all"], _ change: (inout GridNodeSpec) -> Void
  ) -> [DrawnBackground] {
    var fixture = GridFixture(classes: classes)
    fixture.node(headroom: 0, change)
    var grid = fixture.grid()
    return (0..<count).map { future in
      var draws = GridFixture.draws(seed: 7, future: UInt64(future))
      grid.beginReplication(drawing: &draws)
      return grid.background.snapshot
    }
  }

  private func expect(
    _ values: [Double], mean known: Double, sd: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let mean = values.reduce(0, +) / Double(values.count)
    let bound = 4 * sd / Double(values.count).squareRoot()
    #expect(
      abs(mean - known) <= bound, "mean \(mean), known \(known) ± \(bound)",
      sourceLocation: sourceLocation)
  }

  @Test func `arrivals are Poisson with a rate that grows by the year`() {
    let horizon = GridFixture.calendar.horizon.hours
    for change in [0, 0.5, -0.5] {
      let drawn = backgrounds(200) {
        $0.size = .constant(1)
        $0.arrivals = .constant(50 / horizon)
        $0.growth = .constant(change)
      }
      let growth = change == 0 ? 0 : log1p(change) / 8766
      let expected =
        change == 0 ? 50 : 50 / horizon * (exp(growth * horizon) - 1) / growth
      let counts = drawn.map { Double($0.applications.count) }
      expect(counts, mean: expected, sd: expected.squareRoot())
      expectPoissonDispersion(of: drawn.map(\.applications.count))
    }
  }

  @Test func `classes and intent are drawn by their shares, independently`() {
    let drawn = backgrounds(20, classes: ["safety", "other"]) {
      $0.size = .constant(1)
      $0.mix = [0.2, 0.8]
      $0.backlog = GridBacklog(applications: 500, ages: .constant(10))
      $0.speculativeShare = .constant(0.3)
      $0.speculativeWithdraws = .constant(1)
    }
    let all = drawn.flatMap(\.applications)
    #expect(all.count == 10_000)
    let sd = { (p: Double) in (p * (1 - p)).squareRoot() }
    expect(all.map { $0.applicantClass == 0 ? 1 : 0 }, mean: 0.2, sd: sd(0.2))
    expect(all.map { $0.isSpeculative ? 1 : 0 }, mean: 0.3, sd: sd(0.3))
    expect(
      all.map { $0.isSpeculative && $0.applicantClass == 0 ? 1 : 0 }, mean: 0.06, sd: sd(0.06))
  }

  @Test func `who has waited for no time stands before whoever applies at the start`() {
    for count in [1, 3] {
      let drawn = backgrounds(1) {
        $0.size = .constant(1)
        $0.backlog = GridBacklog(applications: count, ages: .constant(0))
        $0.listed = [
          GridListedApplication(
            date: 0, size: .constant(2), applicantClass: 0, isSpeculative: false)
        ]
      }
      #expect(drawn[0].applications.map(\.megawatts) == Array(repeating: 1, count: count) + [2])
    }
  }

  @Test func `clocks of the backlog start at the start`() {
    let drawn = backgrounds(20) {
      $0.size = .constant(1)
      $0.backlog = GridBacklog(applications: 200, ages: .constant(5000))
      $0.withdrawal = .constant(1 / 800)
    }
    let all = drawn.flatMap(\.applications)
    #expect(all.allSatisfy { $0.date == -5000 && $0.leaves >= 0 })
    expect(all.map(\.leaves), mean: 800, sd: 800)
  }

  @Test func `random lumps come at the rate, regular ones at its intervals`() {
    let horizon = GridFixture.calendar.horizon.hours
    let random = backgrounds(200) {
      $0.release = GridRelease(
        rate: .constant(3 / 100), lump: .constant(3), timing: .random)
    }
    let expected = horizon / 100
    expect(random.map { Double($0.supplies.count) }, mean: expected, sd: expected.squareRoot())
    let regular = backgrounds(1) { $0.release = GridFixture.release(3, every: 100) }
    #expect(regular[0].supplies.prefix(3).map(\.time) == [100, 200, 300])
    #expect(regular[0].supplies.allSatisfy { $0.megawatts == 3 && $0.time < horizon })
  }

  @Test func `an application of others is cut to the largest of the tier`() {
    var fixture = GridFixture()
    fixture.node(headroom: 0) {
      $0.size = .constant(30)
      $0.backlog = GridBacklog(applications: 2, ages: .constant(1))
    }
    let spec = GridSpec(
      tiers: [GridTier(name: "medium", largest: 10, upstream: nil)], regions: fixture.spec.regions,
      nodes: fixture.nodes)
    var grid = WaitingLists(spec, calendar: GridFixture.calendar)
    var draws = GridFixture.draws(seed: 1)
    grid.beginReplication(drawing: &draws)
    #expect(grid.background.snapshot.applications.map(\.megawatts) == [10, 10])
  }

  @Test func `a replication draws the same whatever was drawn before`() throws {
    let sizes = try Distribution.lognormal(median: 1, p90: 3)
    let drawn = { (futures: [UInt64]) -> [Double] in
      var fixture = GridFixture()
      fixture.node(headroom: 0) {
        $0.size = GridFixture.drawn(sizes)
        $0.backlog = GridBacklog(applications: 20, ages: GridFixture.drawn(sizes))
        $0.arrivals = .constant(1 / 50)
      }
      var grid = fixture.grid()
      for future in futures {
        var draws = GridFixture.draws(seed: 7, future: future)
        grid.beginReplication(drawing: &draws)
      }
      return grid.background.snapshot.applications.flatMap {
        [$0.date, $0.megawatts, $0.leaves]
      }
    }
    #expect(drawn([5]) == drawn([0, 3, 5]))
    #expect(drawn([5]) != drawn([4]))
  }

  @Test func `the first that is small enough is found`() {
    var source = RandomSource(Replication(masterSeed: 3, future: 0))
    for count in [0, 1, 2, 7, 64, 100] {
      let applications = (0..<count).map { number in
        GridApplication(
          date: 0, megawatts: source.uniform(), leaves: .infinity, number: Int32(number),
          leavingMonth: -1, applicantClass: 0, isSpeculative: false)
      }
      var smallest = SmallestFirst()
      smallest.build(Block(applications), listStarts: [0, 0, Int32(count)])
      var left = Set(0..<count)
      while true {
        let limit = source.uniform()
        let from = Int(source.uniform() * Double(count + 1))
        let known = left.filter { $0 >= from && applications[$0].megawatts <= limit }.min()
        #expect(smallest.first(in: 1, from: from, atMost: limit) == known)
        #expect(smallest.first(in: 0, from: 0, atMost: 1) == nil)
        guard let gone = left.min(by: { ($0 * 7) % 5 < ($1 * 7) % 5 }) else { break }
        left.remove(gone)
        smallest.remove(gone, from: 1)
      }
    }
  }
}
