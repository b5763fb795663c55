import ScenarioInputs
import EventKernel
import Columns
import Quantities
import Testing

@testable import GridQueues

/// Allocation dates computed by hand: constant releases, nothing random.
struct GridAllocationTests {
  /// 3 MW every 100 h from 0 MW, against 2, 4 and 1 MW that waited before start.
  private func oneTier(_ rule: GridAllocationRule) -> GridFixture {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = GridFixture.listed((-30, 2), (-20, 4), (-10, 1))
      $0.release = GridFixture.release(3, every: 100)
    }
    return fixture
  }

  @Test func `strict allocation stops at the first that does not fit`() {
    // 100 h: 3 MW; 2 granted, 1 left, 4 does not fit. 200 h: 4 MW; 4 granted. 300 h: 3; 1 and we.
    var grid = oneTier(.strict).grid()
    #expect(grid.live(through: [GridAction(time: 50, kind: .apply(2))]) == [300])
  }

  @Test func `firstFit passes over one that does not fit`() {
    // 100 h: 2 and 1 granted. 200 h: 3 MW, 4 does not fit, we do.
    var grid = oneTier(.firstFit).grid()
    #expect(grid.live(through: [GridAction(time: 50, kind: .apply(2))]) == [200])
  }

  @Test func `an application that fits is granted at the instant it is filed`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 5)
      var grid = fixture.grid()
      let actions = [
        GridAction(time: 0, kind: .apply(2)), GridAction(time: 10, kind: .apply(2)),
        GridAction(time: 20, kind: .apply(2)),
      ]
      let granted = grid.live(through: actions)
      #expect(granted[0] == 0)
      #expect(granted[1] == 10)
      #expect(granted[2].isNaN)
    }
  }

  @Test func `everything stated is in place before the first allocation`() {
    // Who waited before start comes before us, though we apply at the first instant.
    var fixture = GridFixture()
    fixture.node(headroom: 5) {
      $0.listed = GridFixture.listed((-1, 4))
      $0.release = GridFixture.release(1, every: 100)
    }
    var grid = fixture.grid()
    #expect(grid.live(through: [GridAction(time: 0, kind: .apply(2))]) == [100])
  }

  @Test func `ten times a tenth of a megawatt fit in one`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 1)
      var grid = fixture.grid()
      let granted = grid.live(
        through: (0..<11).map { GridAction(time: Double($0), kind: .apply(0.1)) })
      #expect(granted.prefix(10) == (0..<10).map(Double.init)[...])
      #expect(granted[10].isNaN)
    }
  }

  @Test func `capacity is needed in the tier and upstream of it, and taken from both`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule, tiers: ["transmission", "medium"])
      fixture.node(0, headroom: 0) { $0.release = GridFixture.release(5, every: 100) }
      fixture.node(1, headroom: 100)
      var grid = fixture.grid()
      // 100 h: 5 MW upstream, 3 taken below. 200 h: 7 MW, 4 above. 300 h: 8, 8 below.
      let actions = [
        GridAction(time: 10, kind: .apply(node: 1, megawatts: 3, applicantClass: 0)),
        GridAction(time: 20, kind: .apply(node: 0, megawatts: 4, applicantClass: 0)),
        GridAction(time: 30, kind: .apply(node: 1, megawatts: 8, applicantClass: 0)),
      ]
      #expect(grid.live(through: actions) == [100, 200, 300])
      #expect(grid.headroom[1] == 89)
    }
  }

  @Test func `a strict list keeps the upstream headroom its first lacks, and no other`() {
    var fixture = GridFixture(tiers: ["transmission", "medium"])
    fixture.node(0, headroom: 6)
    fixture.node(1, headroom: 2)
    var grid = fixture.grid()
    let actions = [
      // Lacks room in the medium tier only: transmission stays open to those behind.
      GridAction(time: 10, kind: .apply(node: 1, megawatts: 3, applicantClass: 0)),
      GridAction(time: 20, kind: .apply(node: 0, megawatts: 1, applicantClass: 0)),
      // Stands behind the first on its own list.
      GridAction(time: 30, kind: .apply(node: 1, megawatts: 1, applicantClass: 0)),
    ]
    let granted = grid.live(through: actions)
    #expect(granted[0].isNaN)
    #expect(granted[1] == 20)
    #expect(granted[2].isNaN)

    grid.beginStrategy()
    let upstream = [
      // Lacks room upstream: closed to all behind.
      GridAction(time: 10, kind: .apply(node: 0, megawatts: 7, applicantClass: 0)),
      GridAction(time: 20, kind: .apply(node: 1, megawatts: 1, applicantClass: 0)),
      GridAction(time: 30, kind: .withdraw(0)),
    ]
    #expect(grid.live(through: upstream)[1] == 30)
  }

  @Test(arguments: [20.0, 50])
  func `what is granted upstream keeps what the first of a list lacks then`(date: Double) {
    var fixture = GridFixture(tiers: ["transmission", "medium"])
    fixture.node(0, headroom: 10)
    fixture.node(1, headroom: 0)
    var grid = fixture.grid()
    // The first lacks room in the medium tier. The second leaves 5 MW upstream, which the first lacks
    // from then on: the third finds nothing, whether it applies at that instant or later.
    let granted = grid.live(
      through: [
        GridAction(time: 10, kind: .apply(node: 1, megawatts: 8, applicantClass: 0)),
        GridAction(time: 20, kind: .apply(node: 0, megawatts: 5, applicantClass: 0)),
        GridAction(time: date, kind: .apply(node: 0, megawatts: 4, applicantClass: 0)),
      ])
    #expect(granted[0].isNaN)
    #expect(granted[1] == 20)
    #expect(granted[2].isNaN)
  }

  @Test func `regions settle one instant in the order of the file`() {
    // Both release at 100 h; what happened in the second before makes no difference.
    for earlier in [0.0, 1] {
      var fixture = GridFixture()
      fixture.node(headroom: 0) { $0.release = GridFixture.release(5, every: 100) }
      fixture.node(headroom: 0, region: 1) {
        $0.release = GridFixture.release(5, every: 100)
        $0.reinforcements = [
          GridReinforcement(
            name: "early", planned: 50, slip: .constant(0), releases: .constant(earlier))
        ]
      }
      var grid = fixture.grid()
      for node in [1, 0] {
        _ = grid.apply(
          at: GridNodeID(node), for: Power(3), applicantClass: 0, token: Int32(node),
          now: .start)
      }
      var granted: [Int32] = []
      while granted.count < 2, let due = grid.nextOwnCause, due < SimTime(101) {
        grid.allocate(at: due)
        granted += grid.grants.map(\.token)
      }
      #expect(granted == [0, 1])
    }
  }

  @Test func `ten small sites meet the same transmission bottleneck as one campus`() {
    func lastGrant(of actions: [GridAction]) -> Double? {
      var fixture = GridFixture(tiers: ["transmission", "medium"])
      fixture.node(0, headroom: 0) { $0.release = GridFixture.release(6, every: 100) }
      fixture.node(1, headroom: 1000)
      var grid = fixture.grid()
      return grid.live(through: actions).max()
    }
    let small = (0..<10).map { _ in
      GridAction(time: 10, kind: .apply(node: 1, megawatts: 6, applicantClass: 0))
    }
    let campus = [GridAction(time: 10, kind: .apply(node: 0, megawatts: 60, applicantClass: 0))]
    #expect(lastGrant(of: small) == 1000)
    #expect(lastGrant(of: campus) == 1000)
  }

  @Test func `classes count from their date`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(classes: ["safety", "other"], classesHoldFrom: 250, rule: rule)
      fixture.node(headroom: 0) {
        $0.listed = GridFixture.listed((-30, 1), (-20, 1), (-10, 1), applicantClass: 1)
        $0.release = GridFixture.release(1, every: 100)
      }
      var grid = fixture.grid()
      // By date until 250 h: two of the listed; then we come first.
      let action = GridAction(
        time: 50, kind: .apply(node: 0, megawatts: 1, applicantClass: 0))
      #expect(grid.live(through: [action]) == [300])
    }
  }

  @Test func `a rule change is a reason to allocate`() {
    // 2 MW are free, the 3 MW in front block until our class comes first.
    var fixture = GridFixture(classes: ["safety", "other"], classesHoldFrom: 250)
    fixture.node(headroom: 2) {
      $0.listed = GridFixture.listed((-30, 3), applicantClass: 1)
    }
    var grid = fixture.grid()
    let action = GridAction(time: 50, kind: .apply(node: 0, megawatts: 1, applicantClass: 0))
    #expect(grid.live(through: [action]) == [250])
  }

  @Test func `a blocking head gives way at the instant it gives up`() {
    // The hazard is drawn; the known clock of the head is read from the background.
    var fixture = GridFixture()
    fixture.node(headroom: 2) {
      $0.listed = GridFixture.listed((-30, 3))
      $0.withdrawal = .constant(1 / 1000)
    }
    var grid = fixture.grid()
    let leaves = grid.background.applications[0].leaves
    #expect(leaves < 7000)
    #expect(grid.live(through: [GridAction(time: 1, kind: .apply(1))]) == [leaves])
  }

  @Test func `a speculative applicant hands back what it was granted`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 3) {
        $0.listed = [
          GridListedApplication(
            date: -5, size: .constant(3), applicantClass: 0, isSpeculative: true)
        ]
        $0.speculativeWithdraws = .constant(500)
      }
      var grid = fixture.grid()
      #expect(grid.live(through: [GridAction(time: 1, kind: .apply(3))]) == [500])
    }
  }

  @Test func `two causes at one instant are one allocation`() {
    // At 300 h the 5 MW in front give up and 2 MW are released: neither alone lets us in, and a
    // newcomer of that instant stands behind us.
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 3) {
        $0.listed = [
          GridListedApplication(
            date: 0, size: .constant(3), applicantClass: 0, isSpeculative: true),
          GridListedApplication(
            date: 300, size: .constant(5), applicantClass: 0, isSpeculative: false),
        ]
        $0.speculativeWithdraws = .constant(300)
        $0.release = GridFixture.release(2, every: 300)
      }
      var grid = fixture.grid()
      #expect(grid.live(through: [GridAction(time: 1, kind: .apply(5))]) == [300])
    }
  }

  @Test func `what we hand back goes to the next`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 3)
      var grid = fixture.grid()
      let actions = [
        GridAction(time: 1, kind: .apply(3)), GridAction(time: 2, kind: .apply(3)),
        GridAction(time: 90, kind: .withdraw(0)),
      ]
      #expect(grid.live(through: actions) == [1, 90])
    }
  }

  @Test func `a reinforcement comes when planned plus its slip times that of the region`() {
    var fixture = GridFixture(slip: .constant(1.5))
    fixture.node(headroom: 0) {
      $0.reinforcements = [
        GridReinforcement(
          name: "station", planned: 1000, slip: .constant(200), releases: .constant(7))
      ]
    }
    var grid = fixture.grid()
    #expect(grid.live(through: [GridAction(time: 1, kind: .apply(7))]) == [1300])
  }

  @Test func `an unlimited tier is no bottleneck`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule, tiers: ["transmission", "medium"])
      fixture.node(0, headroom: .infinity)
      fixture.node(1, headroom: 5) { $0.listed = GridFixture.listed((-2, 1), (7, 1)) }
      var grid = fixture.grid()
      let actions = [
        GridAction(time: 10, kind: .apply(node: 1, megawatts: 3, applicantClass: 0)),
        GridAction(time: 20, kind: .apply(node: 0, megawatts: 400, applicantClass: 0)),
      ]
      #expect(grid.live(through: actions) == [10, 20])
    }
  }

  @Test func `our place on the list is counted at the end of the month`() {
    for rule in GridAllocationRule.allCases {
      var fixture = GridFixture(rule: rule)
      fixture.node(headroom: 0) {
        $0.listed = GridFixture.listed((-30, 2), (-20, 4), (5, 9), (70, 9))
        $0.release = GridFixture.release(2, every: 1000)
      }
      var grid = fixture.grid()
      _ = grid.live(through: [GridAction(time: 50, kind: .apply(5))])
      let ahead = grid.result().gridStockMeans[3 * 10..<3 * 10 + 3]
      #expect(ahead == [3, 2, 2])
    }
  }
}

extension GridAction.Kind {
  /// An application at the only node in the only class.
  static func apply(_ megawatts: Double) -> Self {
    .apply(node: 0, megawatts: megawatts, applicantClass: 0)
  }
}
