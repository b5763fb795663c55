import EventKernel
import ScenarioInputs
import Columns
import Sampling
import Testing

@testable import GridQueues

/// The lazy engine against the naive one, on drawn grids with everything in them.
struct GridReferenceTests {
  /// Three tiers in a chain, described from the top down or from the bottom up, two classes, all ways
  /// in and out.
  private func fixture(
    _ seed: UInt64, _ rule: GridAllocationRule, isTopFirst: Bool = true
  ) throws -> GridFixture {
    var fixture = GridFixture(
      classes: ["safety", "other"], classesHoldFrom: [0, 2000, 9000][Int(seed % 3)], rule: rule,
      tiers: ["transmission", "station", "medium"], seed: seed)
    let sizes = try Distribution.lognormal(median: 1.5, p90: 5)
    let delays = try Distribution.exponential(mean: 1500)
    let ages = try Distribution.uniform(low: 0, high: 3000)
    fixture.isTopFirst = isTopFirst
    for depth in 0..<3 {
      let tier = isTopFirst ? depth : 2 - depth
      let share = Double(depth) / 2
      fixture.node(tier, headroom: 12 - 4 * Double(depth), region: Int(seed % 2)) {
        $0.size = GridFixture.drawn(sizes, "size\(depth)")
        $0.mix = [0.2, 0.8]
        $0.backlog = GridBacklog(applications: 12 * depth, ages: GridFixture.drawn(ages))
        $0.arrivals = .constant((4 + 10 * share) / 1000)
        // At the hours at which ours are filed, so that dates are equal.
        $0.listed = GridFixture.listed(
          (300, 1), (1200, 2), (1200, 0.5), (2500, 1), (4100, 1.5), (5200, 1), (5800, 2),
          applicantClass: 1)
        $0.growth = .constant(depth == 1 ? -0.3 : 0.8)
        $0.speculativeShare = .constant(0.3)
        $0.speculativeWithdraws = GridFixture.drawn(delays, "withdraws")
        $0.withdrawal = .constant(1 / 3000)
        $0.release = GridRelease(
          rate: .constant(0.02), lump: .constant(3), timing: depth == 2 ? .regular : .random)
        $0.reinforcements = [
          GridReinforcement(
            name: "line", planned: 3000, slip: .constant(200), releases: .constant(10))
        ]
      }
    }
    return fixture
  }

  /// Applications of ours at drawn times, some of which are withdrawn.
  private func actions(_ seed: UInt64) -> [GridAction] {
    var source = RandomSource(Replication(masterSeed: seed, future: 99))
    source.at(StreamID("actions"))
    var actions: [GridAction] = []
    for index in 0..<20 {
      let time = (source.uniform() * 60).rounded(.down) * 100
      let node = Int(source.uniform() * 3)
      let megawatts = 0.5 + 4 * source.uniform()
      let applicantClass = source.uniform() < 0.3 ? 0 : 1
      actions.append(
        GridAction(
          time: time,
          kind: .apply(node: node, megawatts: megawatts, applicantClass: applicantClass)))
      if index == 0 { actions[0].time = 0 }
      if index == 1 { actions[1].time = 1200 }
    }
    actions.sort { $0.time < $1.time }
    for index in stride(from: 0, to: 20, by: 3) {
      actions.append(
        GridAction(
          time: actions[index].time + source.uniform() * 1500, kind: .withdraw(index)))
    }
    // Stable: an application is filed before it is withdrawn.
    return actions.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    .map(\.element).filter { $0.time < 7000 }
  }

  @Test(arguments: GridAllocationRule.allCases, [true, false])
  func `the lazy engine does what the naive one does`(
    rule: GridAllocationRule, isTopFirst: Bool
  ) throws {
    var seen = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      var grid = try fixture(seed, rule, isTopFirst: isTopFirst).grid()
      let actions = actions(seed)
      let naive = NaiveGrid(grid, actions: actions)
      let granted = grid.live(through: actions)
      let expected = naive.applicants.filter(\.isOwn).map(\.allocated)
      #expect(granted.map { $0.isNaN ? .infinity : $0 } == expected, "seed \(seed)")
      seen += granted.count { !$0.isNaN }
      naive.expectSame(as: grid, "seed \(seed)")
    }
    #expect(seen > 30)
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `a strategy leaves nothing behind for the next`(rule: GridAllocationRule) throws {
    var grid = try fixture(3, rule).grid()
    grid.finish()
    let alone = grid.result()
    grid.beginStrategy()
    _ = grid.live(through: actions(3))
    let ours = grid.result()
    grid.beginStrategy()
    grid.finish()
    let isSame = Self.isSame(grid.result(), alone)
    #expect(isSame)
    let isChanged = !Self.isSame(ours, alone)
    #expect(isChanged)
  }

  /// To the bit, means over nobody (NaN) included.
  private static func isSame(_ a: ReplicationResult, _ b: ReplicationResult) -> Bool {
    a.metrics.map(\.bitPattern) == b.metrics.map(\.bitPattern) && a.gridFlows == b.gridFlows
      && a.gridStockMeans == b.gridStockMeans
  }
}
