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
      try expectSeries(of: grid, equal: naive, seed: seed)
      expectMetrics(of: grid, equal: naive)
      expectConservation(in: grid, by: naive)
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

  private func expectSeries(of grid: borrowing WaitingLists, equal naive: NaiveGrid, seed: UInt64)
    throws
  {
    let result = grid.result()
    let count = 10
    for month in 0..<count {
      for node in 0..<3 {
        func stock(_ column: Int) -> Float {
          result.gridStockMeans[(node * 6 + column) * count + month]
        }
        func flow(_ column: Int) -> Float {
          result.gridFlows[(node * 14 + column) * count + month]
        }
        for index in 0..<2 {
          let known = naive.series(node: node, applicantClass: index, month: month)
          let found =
            [stock(2 * index), stock(2 * index + 1)] + (0..<6).map { flow(6 * index + $0) }
          #expect(
            isNear(found, known), "seed \(seed), node \(node), class \(index), month \(month)")
        }
        let known = naive.series(node: node, month: month)
        let found = [stock(4), stock(5), flow(13)]
        #expect(isNear(found, known), "seed \(seed), node \(node), month \(month)")
      }
    }
  }

  /// To the precision in which results are kept.
  private func isNear(_ found: [Float], _ known: [Double]) -> Bool {
    zip(found, known).allSatisfy { abs(Double($0) - $1) <= 1e-6 * max(1, abs($1)) }
  }

  private func expectMetrics(of grid: borrowing WaitingLists, equal naive: NaiveGrid) {
    let metrics = grid.result().metrics
    let horizon = naive.months[naive.months.count - 1]
    let granted = naive.applicants.filter { $0.allocated < .infinity }
    let own = granted.filter(\.isOwn)
    let waiting = naive.applicants.filter { $0.end >= horizon && $0.date < horizon }
    func meanWait(_ applicants: [NaiveGrid.Applicant]) -> Double {
      let waits = applicants.map { min($0.allocated, horizon) - $0.date }
      return waits.reduce(0, +) / Double(waits.count)
    }
    let megawatts = granted.map(\.megawatts).reduce(0, +)
    let known: [Double] = [
      meanWait(granted), meanWait(granted.filter { !$0.isOwn }), meanWait(own), meanWait(waiting),
      Double(waiting.count), Double(granted.count), megawatts,
    ]
    for (index, known) in known.enumerated() {
      #expect(abs(metrics[index] - known) <= 1e-9 * max(1, known), "metric \(index)")
    }
  }

  /// Headroom + allocated − handed back = at start + released, at every node.
  private func expectConservation(in grid: borrowing WaitingLists, by naive: NaiveGrid) {
    for node in grid.spec.nodes.indices {
      var balance = grid.background.headroom[node] - grid.headroom[node]
      for supply in grid.background.supplies where supply.node == node {
        balance += supply.megawatts
      }
      for applicant in naive.applicants where applicant.allocated < .infinity {
        var place = applicant.node
        while place >= 0 {
          if place == node, applicant.handsBack == .infinity { balance -= applicant.megawatts }
          place = Int(grid.spec.upstream[place])
        }
      }
      #expect(abs(balance) < 1e-8)
    }
  }
}
