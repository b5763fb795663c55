import Columns
import EventKernel
import ScenarioInputs
import Testing

@testable import GridQueues

/// Rules that begin and end, worked out by hand.
struct DatedRulesTests {
  /// 1 July of the fixture's year.
  private static let july = 181.0 * 24

  /// What a list was granted, MW by month.
  private func granted(
    _ grid: borrowing WaitingLists, node: Int = 0, list: Int
  ) -> [Double] {
    let classes = grid.spec.classes.count
    let column = node * (6 * classes + 2) + 6 * list + 2
    return grid.result().gridFlows[column * 10..<(column + 1) * 10].map { Double($0) }
  }

  /// Each project brings 1 MW at its hour.
  private func projects(_ hours: Double...) -> [GridReinforcement] {
    hours.map {
      GridReinforcement(name: "p", planned: $0, slip: .constant(0), releases: .constant(1))
    }
  }

  // MARK: Frameworks

  /// One of `other` waits since 2024 and one since 2025; one of B applies in February.
  private func lists(_ frameworks: [GridFramework], _ rule: GridAllocationRule) -> WaitingLists {
    var fixture = GridFixture(classes: ["B", "other"], rule: rule)
    fixture.frameworks = frameworks
    fixture.node(headroom: 0) {
      $0.listed =
        GridFixture.listed((-9000, 1), (-3000, 0.9), applicantClass: 1)
        + GridFixture.listed((1000, 0.8), applicantClass: 0)
      // In July, August and September.
      $0.reinforcements = projects(Self.july + 100, Self.july + 900, Self.july + 1600)
    }
    var grid = fixture.grid()
    grid.finish()
    return grid
  }

  private func framework(
    from date: Double, _ rule: GridAllocationRule, _ priorities: String...
  ) -> GridFramework {
    GridFramework(from: date, rule: rule, priorities: priorities, classes: ["B", "other"])
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `a class that ranks first from a day on is granted before all who waited longer`(
    rule: GridAllocationRule
  ) {
    let ranked = lists([framework(from: Self.july, rule, "B", "other")], rule)
    #expect(granted(ranked, list: 0)[6...8] == [Double(Float(0.8)), 0, 0])
    #expect(granted(ranked, list: 1)[6...8] == [0, 1, Double(Float(0.9))])
    // Who keeps its date is first again where classes do not count: 2024, 2025, 2026.
    let byDate = lists([framework(from: Self.july, rule)], rule)
    #expect(granted(byDate, list: 1)[6...8] == [1, Double(Float(0.9)), 0])
    #expect(granted(byDate, list: 0)[6...8] == [0, 0, Double(Float(0.8))])
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `a class that a framework does not name ranks with its last, by date`(
    rule: GridAllocationRule
  ) {
    // B ranks first until the day on which the second framework, which does not know it, takes over.
    let lists = lists(
      [framework(from: 0, rule, "B", "other"), framework(from: Self.july, rule, "other")], rule)
    #expect(granted(lists, list: 1)[6...7] == [1, Double(Float(0.9))])
    #expect(granted(lists, list: 0)[8] == Double(Float(0.8)))
  }

  @Test func `a framework changes how far allocation goes`() {
    func granted(from rule: GridAllocationRule, to next: GridAllocationRule) -> [Double] {
      var fixture = GridFixture()
      fixture.frameworks = [rule, next].enumerated().map {
        GridFramework(
          from: $0.offset == 0 ? 0 : Self.july, rule: $0.element, priorities: [],
          classes: ["all"])
      }
      fixture.node(headroom: 1) { $0.listed = GridFixture.listed((100, 5), (200, 1), (5000, 0)) }
      var grid = fixture.grid()
      grid.finish()
      return self.granted(grid, list: 0)
    }
    // The second fits, and passes the first as soon as it may.
    #expect(granted(from: .strict, to: .firstFit)[6] == 1)
    #expect(granted(from: .strict, to: .strict).allSatisfy { $0 == 0 })
    #expect(granted(from: .firstFit, to: .strict)[0] == 1)
  }

  // MARK: Coincidence

  /// Ten of 0.65 MW below 3.9 MW, all of which hand back in autumn.
  private func coincidence(_ factor: Double, _ rule: GridAllocationRule) -> GridFixture {
    var fixture = GridFixture(rule: rule, tiers: ["transmission", "medium"])
    fixture.upstreamFactors = [[1], [factor]]
    fixture.node(0, headroom: 3.9)
    fixture.node(1, headroom: 100) {
      $0.listed = (0..<10).map {
        GridListedApplication(
          date: Double($0), size: .constant(0.65), applicantClass: 0, isSpeculative: true)
      }
      $0.speculativeWithdraws = .constant(5000)
    }
    return fixture
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `ten applications of 0.65 MW at a factor of 0.6 take 3.9 MW upstream`(
    rule: GridAllocationRule
  ) {
    func january(_ factor: Double) -> Double {
      var grid = coincidence(factor, rule).grid()
      grid.finish()
      return granted(grid, node: 1, list: 0)[0]
    }
    #expect(abs(january(0.6) - 6.5) < 1e-6)
    // Who all draw at once have room for six.
    #expect(abs(january(1) - 3.9) < 1e-6)
    var grid = coincidence(0.6, rule).grid()
    grid.settle(0, before: 4000)
    #expect(grid.headroom[0] < 1e-9)
    #expect(abs(grid.headroom[1] - 93.5) < 1e-9)
    // What is handed back is what was taken.
    grid.finish()
    #expect(abs(grid.headroom[0] - 3.9) < 1e-9)
    #expect(abs(grid.headroom[1] - 100) < 1e-9)
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `factors are multiplied along the chain for others, and ours is one for all above`(
    rule: GridAllocationRule
  ) {
    var fixture = GridFixture(rule: rule, tiers: ["top", "middle", "low"])
    fixture.upstreamFactors = [[0.1], [0.5], [0.4]]
    fixture.node(0, headroom: 10)
    fixture.node(1, headroom: 10)
    fixture.node(2, headroom: 10) { $0.listed = GridFixture.listed((10, 5)) }
    var grid = fixture.grid()
    let ours = GridAction(
      time: 20, kind: .apply(node: 2, megawatts: 2, applicantClass: 0, upstreamFactor: 0.7))
    _ = grid.live(through: [ours, GridAction(time: 500, kind: .withdraw(0))])
    // 5 MW, 2 MW and 1 MW; ours 2 MW and twice 1.4 MW, and back.
    #expect((0..<3).map { (grid.headroom[$0] * 1e9).rounded() / 1e9 } == [9, 8, 5])
    var kept = fixture.grid()
    _ = kept.live(through: [ours])
    #expect((0..<3).map { (kept.headroom[$0] * 1e9).rounded() / 1e9 } == [7.6, 6.6, 3])
  }

  /// The smaller one needs more of what is scarce.
  @Test func `with firstFit the least MW is not the least need upstream`() {
    var fixture = GridFixture(
      classes: ["steady", "rare"], rule: .firstFit, tiers: ["transmission", "medium"])
    fixture.upstreamFactors = [[1, 1], [1, 0.2]]
    fixture.node(0, headroom: 1)
    fixture.node(1, headroom: 100) {
      $0.listed =
        GridFixture.listed((10, 2), applicantClass: 0)
        + GridFixture.listed((20, 4), applicantClass: 1)
    }
    var grid = fixture.grid()
    grid.finish()
    #expect(granted(grid, node: 1, list: 0)[0] == 0)
    #expect(granted(grid, node: 1, list: 1)[0] == 4)
  }

  // MARK: Stops

  private func stop(
    _ bars: GridStop.Bars, from: Double, until: Double = .infinity
  ) -> GridStop {
    GridStop(name: "s", from: from, until: until, bars: bars, reason: "full")
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `headroom gathers in a stop and is given out on the day after it`(
    rule: GridAllocationRule
  ) {
    func allocations(_ stops: [GridStop]) -> [Double] {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 0) {
        $0.listed = GridFixture.listed((10, 1), (20, 1), (30, 1), (40, 1))
        // The last of them on the day on which the stop ends.
        $0.reinforcements = projects(800, 1600, 2300, Self.july)
        $0.stops = stops
      }
      var grid = fixture.grid()
      let ours = GridAction(time: 50, kind: .apply(node: 0, megawatts: 1, applicantClass: 0))
      let granted = grid.live(through: [ours])
      #expect(granted[0].isNaN)
      return self.granted(grid, list: 0)
    }
    let stopped = allocations([stop(.grants, from: 100, until: Self.july)])
    #expect(stopped == [0, 0, 0, 0, 0, 0, 4, 0, 0, 0])
    #expect(allocations([]) == [0, 1, 1, 1, 0, 0, 1, 0, 0, 0])
    // Without an end, and where only applications are barred.
    #expect(allocations([stop(.grants, from: 900)])[1...].reduce(0, +) == 1)
    #expect(allocations([stop(.applications, from: 900)]) == allocations([]))
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `a stop holds those who apply at its tier, and keeps nothing for them upstream`(
    rule: GridAllocationRule
  ) {
    func granted(_ stops: [GridStop]) -> [Double] {
      var fixture = GridFixture(rule: rule, tiers: ["transmission", "medium"])
      fixture.node(0, headroom: 2)
      fixture.node(1, headroom: 9) {
        $0.listed = GridFixture.listed((10, 2))
        $0.stops = stops
      }
      var grid = fixture.grid()
      return grid.live(through: [
        GridAction(time: 50, kind: .apply(node: 0, megawatts: 2, applicantClass: 0))
      ])
    }
    #expect(granted([stop(.grants, from: 0, until: 1000)]) == [50])
    #expect(granted([])[0].isNaN)
  }

  @Test func `others do not come while applications are barred, and those who wait stay`() throws {
    func dates(_ stops: [GridStop]) -> [Double] {
      var fixture = GridFixture()
      fixture.node(headroom: 0) {
        $0.size = .constant(1)
        $0.arrivals = .constant(0.02)
        $0.listed = GridFixture.listed((-10, 1), (1500, 1), (3000, 1))
        $0.stops = stops
      }
      return fixture.grid().background.snapshot.applications.map(\.date)
    }
    let all = dates([])
    let left = dates([stop(.applications, from: -100, until: 3000)])
    #expect(left == all.filter { $0 < 0 || $0 >= 3000 })
    #expect(all.count - left.count > 30)
    #expect(left.contains(3000) && left.contains(-10))
  }
}
